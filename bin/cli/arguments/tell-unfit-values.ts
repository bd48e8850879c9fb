import { type Command, InvalidArgumentError } from 'commander';
import type { CliTexts } from '../texts/texts.ts';
import { UnfitValueError } from './arguments.ts';

/** Makes all arguments and options say in this language what they take: they are defined without one. */
export const tellUnfitValues = (command: Command, say: CliTexts): void => {
  for (const part of [...command.registeredArguments, ...command.options]) {
    const { parseArg } = part;
    if (parseArg === undefined) continue;
    part.argParser((value: string, previous: unknown) => {
      try {
        return parseArg(value, previous);
      } catch (error) {
        if (error instanceof UnfitValueError) throw new InvalidArgumentError(error.sayIn(say));
        throw error;
      }
    });
  }
  for (const each of command.commands) tellUnfitValues(each, say);
};
