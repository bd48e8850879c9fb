import { type Command, Option } from 'commander';
import { z } from 'zod';
import { dailyDigestHourSchema } from '../../../lambdas/shared/domain/daily-digest.ts';
import type { ProjectSettings } from '../../../lambdas/shared/operators/put-project.ts';
import { onOrOff, parsedBy, wholeNumber } from '../arguments/arguments.ts';

const hourOrOff = z.union(
  [z.literal('off'), z.literal('on').transform(() => 0), wholeNumber.pipe(dailyDigestHourSchema)],
  { error: 'an hour from 0 to 23, on or off' },
);

/** What administrators are mailed of. */
export const addMailOptions = (command: Command): Command =>
  command
    .addOption(new Option('--mail-on-success [on|off]').preset('on').argParser(parsedBy(onOrOff)))
    .addOption(new Option('--daily-digest [hour]').preset('on').argParser(parsedBy(hourOrOff)));

const optionsSchema = z
  .object({ mailOnSuccess: onOrOff, dailyDigest: z.union([z.literal('off'), z.number()]) })
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
