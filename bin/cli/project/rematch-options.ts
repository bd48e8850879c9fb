import type { Command } from 'commander';
import { z } from 'zod';
import { rematchHoursSchema } from '../../../lambdas/shared/domain/rematch.ts';
import type { ProjectSettings } from '../../../lambdas/shared/operators/put-project.ts';
import { digits, parsedBy, type Value } from '../arguments/arguments.ts';

const hoursOrOff: Value<number | 'off'> = {
  schema: z.union([z.literal('off'), digits.pipe(rematchHoursSchema)]),
  hasToBe: (say) => say.hours(rematchHoursSchema.minValue ?? 1, rematchHoursSchema.maxValue ?? 0),
};

/** How soon users who register or leave are caught up with. */
export const addRematchOptions = (command: Command): Command =>
  command.option('--rematch <hours>', '', parsedBy(hoursOrOff));

const optionsSchema = z.object({ rematch: z.union([z.literal('off'), z.number()]) }).partial();

export const readRematchOptions = (options: unknown): Pick<ProjectSettings, 'rematchHours'> => {
  const { rematch } = optionsSchema.parse(options);
  return rematch === undefined ? {} : { rematchHours: rematch === 'off' ? null : rematch };
};
