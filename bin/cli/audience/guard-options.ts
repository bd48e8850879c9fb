import type { Command } from 'commander';
import { z } from 'zod';
import {
  type GuardName,
  guardNames,
  maxGrowthSchema,
  maxShrinkSchema,
  minMembersSchema,
  type OwnGuard,
} from '../../../lambdas/shared/domain/guard-settings.ts';
import type { GuardChange } from '../../../lambdas/shared/operators/guard-audience.ts';
import type { ProjectSettings } from '../../../lambdas/shared/operators/put-project.ts';
import type { ValueTexts } from '../texts/en/values.ts';
import { digits, parsedBy, type Value, wordOf } from '../arguments/arguments.ts';
import { WrongUsageError } from '../errors.ts';

type Word = 'off' | 'inherit';

/** Of whom the settings are: one audience can do as its project does. */
type Owner = 'project' | 'audience';

const wordsOf = (owner: Owner): readonly Word[] =>
  owner === 'project' ? ['off'] : ['off', 'inherit'];

/** On, off, or what else the owner can say. */
const switchOf = (owner: Owner): Value<'on' | Word> => wordOf(['on', ...wordsOf(owner)]);

/** A number that the schema takes, or a word. */
const figureOf = (
  owner: Owner,
  schema: z.ZodType<number, number>,
  hasToBe: (say: ValueTexts, words: readonly Word[]) => string,
): Value<number | Word> => {
  const words = wordsOf(owner);
  return {
    schema: z.union([z.enum(words), digits.pipe(schema)]),
    hasToBe: (say) => hasToBe(say, words),
  };
};

/** When a new version is held until somebody approves it. */
export const addGuardOptions = (command: Command, owner: Owner): Command => {
  const choices = ['on', ...wordsOf(owner)].join('|');
  return command
    .option(`--hold-when-empty <${choices}>`, '', parsedBy(switchOf(owner)))
    .option(
      '--max-shrink <percent>',
      '',
      parsedBy(figureOf(owner, maxShrinkSchema, (say, words) => say.maxShrink(words))),
    )
    .option(
      '--min-members <number>',
      '',
      parsedBy(
        figureOf(owner, minMembersSchema, (say, words) =>
          say.minMembers(minMembersSchema.maxValue ?? 0, words),
        ),
      ),
    )
    .option(
      '--max-growth <percent>',
      '',
      parsedBy(
        figureOf(owner, maxGrowthSchema, (say, words) =>
          say.maxGrowth(maxGrowthSchema.maxValue ?? 0, words),
        ),
      ),
    )
    .option(`--hold-first [${choices}]`, '', parsedBy(switchOf(owner)));
};

const parsedSwitch = z.enum(['on', 'off', 'inherit']);
const parsedFigure = z.union([z.enum(['off', 'inherit']), z.number()]);
const optionsSchema = z
  .object({
    holdWhenEmpty: parsedSwitch,
    maxShrink: parsedFigure,
    minMembers: parsedFigure,
    maxGrowth: parsedFigure,
    // True: without a value.
    holdFirst: z.union([parsedSwitch, z.literal(true).transform(() => 'on' as const)]),
  })
  .partial();

/** @throws WrongUsageError when two of them contradict each other */
export const readGuardChange = (options: unknown): GuardChange => {
  const { holdWhenEmpty, maxShrink, minMembers, maxGrowth, holdFirst } =
    optionsSchema.parse(options);
  if (holdWhenEmpty === 'off' && typeof minMembers === 'number')
    throw new WrongUsageError(({ audience }) => audience.emptyAndLeast(minMembers));
  return {
    ...(holdWhenEmpty !== undefined && { holdWhenEmpty: toBoolean(holdWhenEmpty) }),
    ...(maxShrink !== undefined && { maxShrink: toNumber(maxShrink) }),
    ...(minMembers !== undefined && { minMembers: toNumber(minMembers) }),
    ...(maxGrowth !== undefined && { maxGrowth: toNumber(maxGrowth) }),
    ...(holdFirst !== undefined && { holdFirst: toBoolean(holdFirst) }),
  };
};

const toBoolean = (value: 'on' | Word): boolean | 'inherit' =>
  value === 'inherit' ? value : value === 'on';
const toNumber = (value: number | Word): number | null | 'inherit' =>
  value === 'off' ? null : value;

type ProjectGuard = Pick<
  ProjectSettings,
  'holdWhenEmpty' | 'maxShrink' | 'minMembers' | 'maxGrowth' | 'holdFirst'
>;

/** Of a project, which inherits nothing. @throws WrongUsageError when two of them contradict each other */
export const readGuardOptions = (options: unknown): ProjectGuard => {
  const orDefault = <T>(value: T | 'inherit'): T | null => (value === 'inherit' ? null : value);
  const { holdWhenEmpty, maxShrink, minMembers, maxGrowth, holdFirst } = readGuardChange(options);
  return {
    ...(holdWhenEmpty !== undefined && { holdWhenEmpty: orDefault(holdWhenEmpty) }),
    ...(maxShrink !== undefined && { maxShrink: orDefault(maxShrink) }),
    ...(minMembers !== undefined && { minMembers: orDefault(minMembers) }),
    ...(maxGrowth !== undefined && { maxGrowth: orDefault(maxGrowth) }),
    ...(holdFirst !== undefined && { holdFirst: orDefault(holdFirst) }),
  };
};

/** Without the dashes. */
export const optionNames: Readonly<Record<GuardName, string>> = {
  holdWhenEmpty: 'hold-when-empty',
  maxShrink: 'max-shrink',
  minMembers: 'min-members',
  maxGrowth: 'max-growth',
  holdFirst: 'hold-first',
};

/** A value as an option takes it, with its unit. */
export const describeSetting = (name: GuardName, value: number | boolean | null): string => {
  if (typeof value === 'number') return `${value}${name === 'minMembers' ? '' : ' %'}`;
  return value === true ? 'on' : 'off';
};

/** What one audience has of its own, on one line; nothing where it has nothing. */
export const describeOwnGuard = (own: OwnGuard): string =>
  guardNames
    .flatMap((name) => {
      const value = own[name];
      return value === undefined ? [] : [`${optionNames[name]} ${describeSetting(name, value)}`];
    })
    .join(', ');
