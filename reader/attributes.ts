/**
 * Attributes as DynamoDB sends them, and no more of an item than the reader needs. Attributes that are not
 * asked for are ignored, as docs/membership-format.md promises: the stack may be of a later release.
 */
import { z } from 'zod';
import { unknownForm } from './errors.ts';

export const text = z.object({ S: z.string() }).transform(({ S }) => S);

export const number = z.object({ N: z.string() }).transform(({ N }) => Number(N));

/** A map, of which these entries count. */
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types -- zod infers what it gives
export const map = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object({ M: z.object(shape) }).transform(({ M }) => M);

/** A map of which every entry counts. */
export const entries = z.object({ M: z.record(z.string(), z.unknown()) }).transform(({ M }) => M);

/** @throws UnknownFormatError naming what cannot be read and its attributes */
export const readAttributes = <T>(schema: z.ZodType<T>, value: unknown, what: string): T => {
  const { data, error } = schema.safeParse(value);
  if (error) throw unknownForm(what, z.prettifyError(error), error);
  return data;
};
