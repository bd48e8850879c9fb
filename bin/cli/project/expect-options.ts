import type { Command } from 'commander';
import { z } from 'zod';
import type { ProjectSettings } from '../../../lambdas/shared/operators/put-project.ts';
import { parsedBy } from '../arguments/arguments.ts';
import { everyOr } from '../arguments/every.ts';

/** How fresh files have to be. */
export const addExpectOptions = (command: Command): Command =>
  command.option('--expect-every <time>', '', parsedBy(everyOr(['off'])));

const optionsSchema = z.object({ expectEvery: z.union([z.literal('off'), z.number()]) }).partial();

export const readExpectOptions = (options: unknown): Pick<ProjectSettings, 'expectEveryHours'> => {
  const { expectEvery } = optionsSchema.parse(options);
  return expectEvery === undefined
    ? {}
    : { expectEveryHours: expectEvery === 'off' ? null : expectEvery };
};
