import { z } from 'zod';
import { LocalStackError } from '../errors.ts';
import { isObject } from '../json.ts';

/** Told all values that the field has: none if it is not there. */
export type LeafMatcher = (values: readonly unknown[]) => boolean;

const scalarSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
type Test = (value: unknown) => boolean;

const any = (test: Test): LeafMatcher => {
  return (values) => values.some(test);
};
const text = (test: (value: string) => boolean): Test => {
  return (value) => typeof value === 'string' && test(value);
};

const prefix = z.string().transform((start) => text((value) => value.startsWith(start)));
const suffix = z.string().transform((end) => text((value) => value.endsWith(end)));
const equalsIgnoreCase = z
  .string()
  .transform((wanted) => text((value) => value.toLowerCase() === wanted.toLowerCase()));

const comparisons = {
  '<': (value: number, bound: number) => value < bound,
  '<=': (value: number, bound: number) => value <= bound,
  '=': (value: number, bound: number) => value === bound,
  '>=': (value: number, bound: number) => value >= bound,
  '>': (value: number, bound: number) => value > bound,
};
const comparison = z.enum(['<', '<=', '=', '>=', '>']);
const numeric = z
  .union([
    z.tuple([comparison, z.number()]).transform((one) => [one] as const),
    z
      .tuple([comparison, z.number(), comparison, z.number()])
      .transform(([a, from, b, to]) => [[a, from] as const, [b, to] as const]),
  ])
  .transform((bounds): Test => {
    return (value) =>
      typeof value === 'number' &&
      bounds.every(([operator, bound]) => comparisons[operator](value, bound));
  });

const listOf = <T extends z.ZodType>(item: T) =>
  z.union([item.transform((one) => [one]), z.array(item).min(1)]);
const anythingBut = z
  .union([
    listOf(z.union([z.string(), z.number()])).transform((values): Test[] =>
      values.map((unwanted) => (value) => value === unwanted),
    ),
    z.strictObject({ prefix: listOf(prefix) }).transform((of) => of.prefix),
    z.strictObject({ suffix: listOf(suffix) }).transform((of) => of.suffix),
  ])
  .transform((unwanted): Test => {
    return (value) => !unwanted.some((is) => is(value));
  });

/** The operators that are understood, by their names in a pattern. */
const operators = new Map<string, z.ZodType<LeafMatcher>>([
  ['prefix', prefix.transform(any)],
  ['suffix', suffix.transform(any)],
  ['equals-ignore-case', equalsIgnoreCase.transform(any)],
  ['anything-but', anythingBut.transform(any)],
  ['numeric', numeric.transform(any)],
  [
    'exists',
    z.boolean().transform(
      (wanted): LeafMatcher =>
        (values) =>
          values.length > 0 === wanted,
    ),
  ],
]);

/**
 * One item of the list that a pattern has for a field: a value, or an object of one operator.
 *
 * @throws LocalStackError naming the operator that is not understood, or what it cannot be given
 */
export const leafMatcher = (item: unknown, place: string): LeafMatcher => {
  const scalar = scalarSchema.safeParse(item);
  if (scalar.success) return any((value) => value === scalar.data);

  const [entry, ...others] = isObject(item) ? Object.entries(item) : [];
  if (entry === undefined || others.length > 0)
    throw new LocalStackError(
      `${place}: expected a value or an object of one operator, found ${JSON.stringify(item)}`,
    );
  const [name, operand] = entry;
  const operator = operators.get(name);
  if (operator === undefined)
    throw new LocalStackError(
      `${place}: the local stack does not understand ${name}, only ${[...operators.keys()].join(', ')}`,
    );
  const matcher = operator.safeParse(operand);
  if (matcher.success) return matcher.data;
  throw new LocalStackError(
    `${place}: ${name} does not take ${JSON.stringify(operand)} in the local stack`,
  );
};
