import { z } from 'zod';
import { newerSchemaOf, recordSchema } from '../domain/record-schema.ts';
import { AudienceImportError } from '../errors.ts';
import { listFailures } from '../list-failures.ts';

/** An item of our own tables does not have the shape that this version of the code writes. */
export class MalformedItemError extends AudienceImportError {
  override readonly name: string = 'MalformedItemError';
}

/** An item is stored in a form of a later release, and this one neither reads nor changes it. */
export class NewerItemError extends MalformedItemError {
  override readonly name = 'NewerItemError';
}

/** An item of a list that could not be read. */
export interface MalformedEntry {
  /** a project's ID, or `<project ID>/<file name>` */
  key: string;
  error: MalformedItemError;
  /** as it is stored */
  item: Readonly<Record<string, unknown>>;
}

/** Some items of a list could not be read; it gave all the others before. */
export class MalformedItemsError extends AudienceImportError {
  override readonly name = 'MalformedItemsError';
  readonly entries: readonly MalformedEntry[];

  constructor(entries: readonly MalformedEntry[]) {
    super(
      `${entries.length} item(s) could not be read, the others were. ` +
        listFailures(entries.map(({ key, error }) => ({ name: key, error }))),
    );
    this.entries = entries;
  }
}

/**
 * @throws MalformedItemError naming the item and the attributes that are wrong
 * @throws NewerItemError
 */
export const parseItem = <T>(schema: z.ZodType<T>, item: unknown, what: string): T => {
  const newer = newerSchemaOf(item);
  if (newer !== undefined)
    throw new NewerItemError(
      `${what} was written by a later release (schema ${newer}; this one knows up to ${recordSchema}). ` +
        'Use that release of the command, and deploy it again if the stack was taken back to an earlier one',
    );
  const result = schema.safeParse(item);
  if (!result.success)
    throw new MalformedItemError(`${what} is malformed: ${z.prettifyError(result.error)}`, {
      cause: result.error,
    });
  return result.data;
};

interface ItemPage {
  Items?: Record<string, unknown>[] | undefined;
}

/**
 * The items of a list. One that cannot be read stops no other: those are told at the end.
 *
 * @throws MalformedItemsError behind the last item
 */
export async function* parseItems<T>(
  schema: z.ZodType<T>,
  pages: AsyncIterable<ItemPage>,
  keyOf: (item: Readonly<Record<string, unknown>>) => string,
  what: string,
): AsyncGenerator<T> {
  const entries: MalformedEntry[] = [];
  for await (const { Items = [] } of pages)
    for (const item of Items) {
      const key = keyOf(item);
      const parsed = tryToParse(() => parseItem(schema, item, `${what} ${key}`));
      if ('error' in parsed) entries.push({ key, error: parsed.error, item });
      else yield parsed.value;
    }
  if (entries.length > 0) throw new MalformedItemsError(entries);
}

/** The error of an item that cannot be read, in its place. */
export const tryToParse = <T>(parse: () => T): { value: T } | { error: MalformedItemError } => {
  try {
    return { value: parse() };
  } catch (error) {
    if (error instanceof MalformedItemError) return { error };
    throw error;
  }
};
