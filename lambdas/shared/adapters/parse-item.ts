import { z } from 'zod';
import { AudienceImportError } from '../errors.ts';

/** An item of our own tables does not have the shape that this version of the code writes. */
export class MalformedItemError extends AudienceImportError {
  override readonly name = 'MalformedItemError';
}

/** @throws MalformedItemError naming the item and the attributes that are wrong */
export const parseItem = <T>(schema: z.ZodType<T>, item: unknown, what: string): T => {
  const result = schema.safeParse(item);
  if (!result.success)
    throw new MalformedItemError(`${what} is malformed: ${z.prettifyError(result.error)}`, {
      cause: result.error,
    });
  return result.data;
};
