import { type Command, Option } from 'commander';
import { z } from 'zod';
import { dailyDigestHourSchema } from '../../../lambdas/shared/domain/daily-digest.ts';
import type { ProjectSettings } from '../../../lambdas/shared/operators/put-project.ts';
import { digits, onOrOff, parsedBy, type Value } from '../arguments/arguments.ts';

const hourOrOff: Value<number | 'off'> = {
  schema: z.union([
    z.literal('off'),
    z.literal('on').transform(() => 0),
    digits.pipe(dailyDigestHourSchema),
  ]),
  hasToBe: (say) => say.hourOfDay,
};

/** What administrators are mailed of. */
export const addMailOptions = (command: Command): Command =>
  command
    .addOption(new Option('--mail-on-success [on|off]').preset('on').argParser(parsedBy(onOrOff)))
    .addOption(new Option('--daily-digest [hour]').preset('on').argParser(parsedBy(hourOrOff)));

const optionsSchema = z
  .object({ mailOnSuccess: onOrOff.schema, dailyDigest: z.union([z.literal('off'), z.number()]) })
  .partial();

export const readMailOptions = (
  options: unknown,
): Pick<ProjectSettings, 'mailOnSuccess' | 'dailyDigestHour'> => {
  const { mailOnSuccess, dailyDigest } = optionsSchema.parse(options);
  return {
    ...(mailOnSuccess !== undefined && { mailOnSuccess: mailOnSuccess === 'on' ? true : null }),
    ...(dailyDigest !== undefined && {
      dailyDigestHour: dailyDigest === 'off' ? null : dailyDigest,
    }),
  };
};
