import type { exitCodes } from '../errors.ts';
import type { CommandName, Examples } from '../help/examples.ts';

/** What `--help` says besides the options, in one language. */
export interface HelpTexts {
  exampleTitle: string;
  exitCodesTitle: string;
  exitCodes: Readonly<Record<keyof typeof exitCodes, string>>;
  /** of commands that answer by their exit code */
  answers: Readonly<Partial<Record<CommandName, string>>>;
  /** more of what a command does */
  notes: Readonly<Partial<Record<CommandName, string>>>;
  legendTitle: string;
  /** words of a command's table, and what each of them means */
  legends: Readonly<Partial<Record<CommandName, Readonly<Record<string, string>>>>>;
  /** what each example is for */
  examples: {
    readonly [Command in CommandName]: { readonly [Example in keyof Examples[Command]]: string };
  };
}
