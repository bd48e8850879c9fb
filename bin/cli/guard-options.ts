import type { Command } from 'commander';
import { z } from 'zod';
import type { GuardSettings } from '../../lambdas/shared/domain/guard.ts';
import { maxShrinkSchema } from '../../lambdas/shared/domain/project.ts';
import type { ProjectSettings } from '../../lambdas/shared/operators/put-project.ts';
import { parsedBy, wholeNumber } from './arguments.ts';

const onOrOff = z.enum(['on', 'off'], { error: 'on or off' });
const percentOrOff = z.union([z.literal('off'), wholeNumber.pipe(maxShrinkSchema)], {
  error: 'a whole number of percent from 0 to 99, or off',
});

/** When a new version is held until somebody approves it. */
export const addGuardOptions = (command: Command): Command =>
  command
    .option(
      '--hold-when-empty <on|off>',
      'hold a new version that would leave nobody where somebody was, until it is approved (default: on)',
      parsedBy(onOrOff),
    )
    .option(
      '--max-shrink <percent>',
      'hold a new version, too, that loses more than so many percent of the members; "off" (default): none for that',
      parsedBy(percentOrOff),
    );

const optionsSchema = z
  .object({ holdWhenEmpty: onOrOff, maxShrink: z.union([z.literal('off'), z.number()]) })
  .partial();

export const readGuardOptions = (
  options: unknown,
): Pick<ProjectSettings, 'holdWhenEmpty' | 'maxShrink'> => {
  const { holdWhenEmpty, maxShrink } = optionsSchema.parse(options);
  return {
    ...(holdWhenEmpty !== undefined && { holdWhenEmpty: holdWhenEmpty === 'on' }),
    ...(maxShrink !== undefined && { maxShrink: maxShrink === 'off' ? null : maxShrink }),
  };
};

/** One line for a person. */
export const describeGuard = ({ holdWhenEmpty = true, maxShrink }: GuardSettings): string => {
  const held = [
    ...(holdWhenEmpty ? ['would leave nobody'] : []),
    ...(maxShrink === undefined ? [] : [`loses more than ${maxShrink} % of the members`]),
  ];
  return held.length === 0 ? 'nothing' : `what ${held.join(', or ')}`;
};
