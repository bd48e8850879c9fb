import { Command, Help } from 'commander';

/** Columns of a description beside its option. With fewer, it stands below. */
const leastBeside = 40;
const indent = ' '.repeat(6);

/** Fits the terminal, also a narrow one. */
class FittingHelp extends Help {
  #width = 80;

  override prepareContext(context: Parameters<Help['prepareContext']>[0]): void {
    super.prepareContext(context);
    this.#width = context.helpWidth ?? this.#width;
  }

  override commandUsage(command: Command): string {
    const usage = super.commandUsage(command);
    return this.boxWrap(usage, this.#width - indent.length - 1).replaceAll('\n', `\n${indent}`);
  }

  override formatItem(term: string, termWidth: number, description: string, helper: Help): string {
    if (description === '' || this.#width - termWidth - 4 >= leastBeside)
      return super.formatItem(term, termWidth, description, helper);
    const below = this.boxWrap(description, this.#width - indent.length);
    return `  ${term}\n${indent}${below.replaceAll('\n', `\n${indent}`)}`;
  }
}

/** A command, and its subcommands, whose help fits the terminal. */
export class FittingCommand extends Command {
  override createCommand(name?: string): FittingCommand {
    return new FittingCommand(name);
  }

  override createHelp(): Help {
    return Object.assign(new FittingHelp(), this.configureHelp());
  }
}
