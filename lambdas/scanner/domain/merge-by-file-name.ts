import type { Outcome } from '../../shared/domain/audience-item.ts';
import type { FileState } from '../../shared/domain/due.ts';
import type { Stale } from '../../shared/domain/freshness.ts';
import type { ListedObject } from './listing.ts';

/** What S3 says of the file of an audience. */
export interface ListedFile extends Omit<ListedObject, 'name'> {
  fileName: string;
  /** name of the object, where it is another one */
  object?: string | undefined;
}

type KnownOutcome = Pick<
  Outcome,
  'etag' | 'retryAt' | 'cause' | 'at' | 'overLimitSince' | 'pinned' | 'rematch'
> &
  Partial<Pick<Outcome, 'result'>> & { importId?: string | undefined };

/** What the audiences table says of it. */
export interface KnownFile extends FileState {
  fileName: string;
  outcome?: KnownOutcome | undefined;
  /** when its audience was deleted, if none of its imports has had an outcome since */
  deletedAt?: number | undefined;
  /** since when it has not changed as it should have */
  stale?: Stale | undefined;
  /** hours within which it has to change, in place of what its project says; null: nothing is expected of it */
  expectEveryHours?: number | null | undefined;
}

/** What the audiences table says of it cannot be understood. */
export interface UnreadableFile {
  fileName: string;
  error: Error;
}

/** At least one of the two. */
export interface FilePair {
  fileName: string;
  listed?: ListedFile;
  known?: KnownFile;
  /**
   * Milliseconds since 1970: the listing tells what was there then, or later. Of a file that is not listed, before the first
   * page was asked for: its object may have any of several names, which stand on different pages.
   */
  listedAt: number;
}

interface Cursor<T> {
  value: T;
  bytes: Uint8Array;
}

/**
 * Pairs two streams that are both in UTF-8 byte order of the file names, holding one item of each.
 *
 * @param begunAt milliseconds since 1970, before the first page was asked for
 * @throws RangeError when a stream is not in that order: a diff of it would be wrong
 */
export async function* mergeByFileName(
  listed: AsyncIterable<ListedFile>,
  known: AsyncIterable<KnownFile | UnreadableFile>,
  begunAt: number,
): AsyncGenerator<FilePair | UnreadableFile> {
  const listedFiles = cursorsOf(listed, 'listing');
  const knownFiles = cursorsOf(known, 'table');
  try {
    let left = await nextOf(listedFiles);
    let right = await nextOf(knownFiles);
    while (left || right) {
      // JavaScript's < compares UTF-16 units, which orders emoji differently from S3 and DynamoDB.
      const order = !left ? 1 : !right ? -1 : Buffer.compare(left.bytes, right.bytes);
      const listed = order <= 0 ? left?.value : undefined;
      const file = order >= 0 ? right?.value : undefined;
      const listedAt = listed?.listedAt ?? begunAt;
      const fileName = listed?.fileName ?? file?.fileName ?? '';
      if (file && 'error' in file) yield file;
      else yield { fileName, listedAt, ...(listed && { listed }), ...(file && { known: file }) };
      if (order <= 0) left = await nextOf(listedFiles);
      if (order >= 0) right = await nextOf(knownFiles);
    }
  } finally {
    await listedFiles.return(undefined);
    await knownFiles.return(undefined);
  }
}

const nextOf = async <T>(iterator: AsyncIterator<T, undefined>): Promise<T | undefined> =>
  (await iterator.next()).value;

async function* cursorsOf<T extends { fileName: string }>(
  files: AsyncIterable<T>,
  what: string,
): AsyncGenerator<Cursor<T>, undefined> {
  let previous: Uint8Array | undefined;
  for await (const value of files) {
    const bytes = Buffer.from(value.fileName);
    if (previous && Buffer.compare(previous, bytes) >= 0)
      throw new RangeError(`the ${what} is not in the order of UTF-8 bytes at "${value.fileName}"`);
    previous = bytes;
    yield { value, bytes };
  }
  return undefined;
}
