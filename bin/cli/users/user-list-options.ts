import { type Command, Option } from 'commander';
import { z } from 'zod';
import { countingNumber, parsedBy } from '../arguments/arguments.ts';
import { headerChoices } from './find-header.ts';
import type { GivenList } from './read-user-list.ts';
import { columnOrNone, delimiterOrName } from '../project/reading-options.ts';

const headerOption = (): Option =>
  new Option('--header <choice>').choices(headerChoices).default('auto');

/** Which file it is and how it is read. */
export const addUserList = (command: Command): Command =>
  command
    .argument('<project>')
    .argument('<file>')
    .addOption(headerOption())
    .option('--id-column <name|number>', '', parsedBy(columnOrNone))
    .option('--delimiter <character>', '', parsedBy(delimiterOrName));

const optionsSchema = z.object({
  header: z.enum(headerChoices),
  idColumn: z.union([z.string(), z.number()]).optional(),
  delimiter: z.string().optional(),
});

export const readUserListOptions = (options: unknown): Pick<GivenList, 'choice' | 'reading'> => {
  const { header: choice, ...reading } = optionsSchema.parse(options);
  return { choice, reading };
};

/** Where a list that broke off is gone on with. */
export const addFromLine = (command: Command): Command =>
  command.option('--from-line <number>', '', parsedBy(countingNumber), 1);

const fromLineSchema = z.object({ fromLine: z.number() });

export const readFromLine = (options: unknown): number => fromLineSchema.parse(options).fromLine;
