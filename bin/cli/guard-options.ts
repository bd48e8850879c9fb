import type { Command } from 'commander';
import { z } from 'zod';
import type { GuardSettings } from '../../lambdas/shared/domain/guard.ts';
import {
  maxGrowthSchema,
  maxShrinkSchema,
  minMembersSchema,
} from '../../lambdas/shared/domain/guard-settings.ts';
import type { ProjectSettings } from '../../lambdas/shared/operators/put-project.ts';
import { parsedBy, wholeNumber } from './arguments.ts';
import { WrongUsageError } from './errors.ts';

const onOrOff = z.enum(['on', 'off'], { error: 'on or off' });
/** A number that the schema takes, or "off". @param error says what it takes */
const figureOrOff = (schema: z.ZodType<number, number>, error: string): z.ZodType<number | 'off'> =>
  z
    .string()
    .refine((text) => text === 'off' || wholeNumber.pipe(schema).safeParse(text).success, { error })
    .transform((text) => (text === 'off' ? text : Number(text)));

const shrinkOrOff = figureOrOff(
  maxShrinkSchema,
  'a whole number of percent from 0 to 99, or off: nothing loses more than all',
);
const membersOrOff = figureOrOff(
  minMembersSchema,
  `a whole number from 1 to ${minMembersSchema.maxValue ?? ''}, or off: a file has no more IDs`,
);
const growthOrOff = figureOrOff(
  maxGrowthSchema,
  `a whole number of percent from 0 to ${maxGrowthSchema.maxValue ?? ''}, or off`,
);
const parsed = z.union([z.literal('off'), z.number()]);

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
      parsedBy(shrinkOrOff),
    )
    .option(
      '--min-members <number>',
      'hold a version, also a first one, that has fewer members; "off" (default): none for that',
      parsedBy(membersOrOff),
    )
    .option(
      '--max-growth <percent>',
      'hold a new version that has more members than before by more than so many percent; "off" (default): none for that',
      parsedBy(growthOrOff),
    )
    .option(
      '--hold-first [on|off]',
      'hold the first version of each audience, until it is approved (default: off)',
      parsedBy(onOrOff),
    );

const optionsSchema = z
  .object({
    holdWhenEmpty: onOrOff,
    maxShrink: parsed,
    minMembers: parsed,
    maxGrowth: parsed,
    // Without a value.
    holdFirst: z.union([onOrOff, z.literal(true).transform(() => 'on' as const)]),
  })
  .partial();

type ProjectGuard = Pick<
  ProjectSettings,
  'holdWhenEmpty' | 'maxShrink' | 'minMembers' | 'maxGrowth' | 'holdFirst'
>;

/** @throws WrongUsageError when two of them contradict each other */
export const readGuardOptions = (options: unknown): ProjectGuard => {
  const { holdWhenEmpty, maxShrink, minMembers, maxGrowth, holdFirst } =
    optionsSchema.parse(options);
  if (holdWhenEmpty === 'off' && typeof minMembers === 'number')
    throw new WrongUsageError(
      `--hold-when-empty off publishes a list that leaves nobody, and --min-members ${minMembers} holds it: leave one of them out`,
    );
  return {
    ...(holdWhenEmpty !== undefined && { holdWhenEmpty: holdWhenEmpty === 'on' }),
    ...(maxShrink !== undefined && { maxShrink: numberOrNull(maxShrink) }),
    ...(minMembers !== undefined && { minMembers: numberOrNull(minMembers) }),
    ...(maxGrowth !== undefined && { maxGrowth: numberOrNull(maxGrowth) }),
    ...(holdFirst !== undefined && { holdFirst: holdFirst === 'on' }),
  };
};

const numberOrNull = (value: number | 'off'): number | null => (value === 'off' ? null : value);

/** One line for a person. */
export const describeGuard = ({
  holdWhenEmpty = true,
  maxShrink,
  minMembers,
  maxGrowth,
  holdFirst = false,
}: GuardSettings): string => {
  const held = [
    ...(holdWhenEmpty ? ['would leave nobody'] : []),
    ...(minMembers === undefined ? [] : [`has fewer than ${minMembers} members`]),
    ...(maxShrink === undefined ? [] : [`loses more than ${maxShrink} % of the members`]),
    ...(maxGrowth === undefined ? [] : [`grows by more than ${maxGrowth} %`]),
    ...(holdFirst ? ['is the first list of an audience'] : []),
  ];
  return held.length === 0 ? 'nothing' : `what ${held.join(', or ')}`;
};
