import { type Argument, Command, Help, type Option } from 'commander';
import stringWidth from 'string-width';
import type { CliTexts } from '../texts/texts.ts';
import type { ParsingTexts } from '../texts/en/parsing.ts';
import { describeUsageError } from './describe-usage-error.ts';
import { wrapText } from '../terminal/wrap-text.ts';

/** Columns of a description beside its option. With fewer, it stands below. */
const leastBeside = 40;
const indent = ' '.repeat(6);

/** Fits the terminal, also a narrow one, in the language of its texts. */
class FittingHelp extends Help {
  readonly #texts: ParsingTexts;
  #width = 80;

  constructor(texts: ParsingTexts) {
    super();
    this.#texts = texts;
  }

  override prepareContext(context: Parameters<Help['prepareContext']>[0]): void {
    super.prepareContext(context);
    this.#width = context.helpWidth ?? this.#width;
  }

  override commandUsage(command: Command): string {
    const usage = super.commandUsage(command);
    const before = stringWidth(`${this.styleTitle('Usage:')} `);
    return this.boxWrap(usage, this.#width - before).replaceAll('\n', `\n${indent}`);
  }

  override formatItem(term: string, termWidth: number, description: string, helper: Help): string {
    if (description === '' || this.#width - termWidth - 4 >= leastBeside)
      return super.formatItem(term, termWidth, description, helper);
    const below = this.boxWrap(description, this.#width - indent.length);
    return `  ${term}\n${indent}${below.replaceAll('\n', `\n${indent}`)}`;
  }

  override styleTitle(title: string): string {
    const found = Object.entries(this.#texts.headings).find(([heading]) => heading === title);
    return found?.[1] ?? title;
  }

  override displayWidth(text: string): number {
    return stringWidth(text);
  }

  override boxWrap(text: string, width: number): string {
    return width < this.minWidthToWrap ? text : wrapText(text, width);
  }

  override optionDescription(option: Option): string {
    const { argChoices, required, optional, description } = option;
    const defaultValue: unknown = option.defaultValue;
    const presetArg: unknown = option.presetArg;
    return this.#withMore(description, [
      ...this.#choicesOf(argChoices),
      ...(defaultValue !== undefined && (required || optional)
        ? [this.#texts.byDefault(JSON.stringify(defaultValue))]
        : []),
      ...(presetArg !== undefined && optional
        ? [this.#texts.preset(JSON.stringify(presetArg))]
        : []),
    ]);
  }

  override argumentDescription({ argChoices, description }: Argument): string {
    return this.#withMore(description, this.#choicesOf(argChoices));
  }

  #choicesOf(choices: readonly string[] | undefined): string[] {
    if (choices === undefined) return [];
    return [this.#texts.choices(choices.map((choice) => JSON.stringify(choice)).join(', '))];
  }

  #withMore(description: string, more: readonly string[]): string {
    return more.length === 0 ? description : this.#texts.more(description, more);
  }
}

/** A command, and its subcommands, whose help fits the terminal. Help and errors are in the language of these texts. */
export class FittingCommand extends Command {
  readonly #say: CliTexts;

  constructor(name: string | undefined, say: CliTexts) {
    super(name);
    this.#say = say;
  }

  override createCommand(name?: string): FittingCommand {
    return new FittingCommand(name, this.#say);
  }

  override createHelp(): Help {
    return Object.assign(new FittingHelp(this.#say.parsing), this.configureHelp());
  }

  override error(message: string, options?: Parameters<Command['error']>[1]): never {
    const { common, parsing } = this.#say;
    const said = describeUsageError(message.replace(/^error: /, ''), parsing);
    return super.error(common.error(said), options);
  }
}
