import type { Base } from '../../shared/domain/audience-item.ts';
import type { Layout } from '../../shared/domain/layout.ts';
import type { Chunk, DifferenceChunk, WholeChunk } from '../../shared/membership/chunk.ts';
import type { ComparableMembers } from './comparable-members.ts';
import { loadDecompress } from './decompress.ts';
import { type Draft, Drafting } from './draft.ts';
import { EarlierDifference } from './earlier-difference.ts';
import { UnreadableVersionError } from './ports.ts';
import { readVersion, type ReadVersionPorts } from './read-version.ts';

/** What new members change of those that are live. */
export interface Comparison {
  /** members that are not live, and live ones that are none any more */
  added: number;
  removed: number;
  /** to the base of the live version, not to that itself; undefined where it would be too large */
  draft: Draft | undefined;
  /** bytes of the base's IDs: compressed, and not */
  baseBytes: { stored: number; plain: number };
}

export interface LiveVersionChunks {
  audienceId: string;
  live: { version: number; layout: Layout };
  /** the whole version on which the live one stands, or which it is */
  base: Base;
}

/** More than the members have themselves is not worth a difference; nor is what fills an importer's memory. */
const mostDraftBytes = 256 * 1024 * 1024;

/**
 * Reads the live version, and compares it with new members.
 *
 * @throws UnreadableVersionError when the live version is not what its layout says
 * @throws the signal's reason, or what DynamoDB answers
 */
export const compareWithLive = async (
  members: ComparableMembers,
  { audienceId, live, base }: LiveVersionChunks,
  ports: ReadVersionPorts,
): Promise<Comparison> => {
  const decompress = await loadDecompress();
  const baseChunks = base.layout.chunks;
  const earlier = new EarlierDifference(live.version);
  if (live.version !== base.version) {
    const of = { audienceId, version: live.version, ...live.layout };
    await readVersion(
      of,
      (chunk) => {
        if (!isOfDifference(chunk)) throw notStoredAs('a difference', live.version, chunk.bucket);
        const ids = (bytes: Uint8Array): Uint8Array =>
          orUnreadable(live.version, chunk.bucket, () => decompress(bytes));
        earlier.add(chunk, { baseChunks, chunks: live.layout.chunks }, ids);
      },
      ports,
    );
  }

  const drafting = new Drafting(mostDraftBytes);
  const baseBytes = { stored: 0, plain: 0 };
  let added = 0;
  let removed = 0;
  const compareChunk = (chunk: Chunk): void => {
    const { bucket } = chunk;
    if (isOfDifference(chunk)) throw notStoredAs('whole', base.version, bucket);
    const ids = orUnreadable(base.version, bucket, () => decompress(chunk.ids));
    if (ids.length > members.mostComparedBytes)
      throw new UnreadableVersionError(
        `chunk ${bucket} of version ${base.version} has ${ids.length} bytes of IDs`,
      );
    baseBytes.stored += chunk.ids.length;
    baseBytes.plain += ids.length;
    const shared = earlier.takeCommon(bucket, ids);
    for (const changes of members.compare(bucket, baseChunks, ids)) {
      drafting.add(bucket, changes);
      shared?.add(changes);
      added += changes.added;
      removed += changes.removed;
    }
    if (!shared) return;
    // What both differences do is as it was; what the earlier one did alone is undone.
    added += shared.earlier.removed - shared.common.removed - shared.common.added;
    removed += shared.earlier.added - shared.common.added - shared.common.removed;
  };
  const of = { audienceId, version: base.version, ...base.layout };
  await readVersion(of, compareChunk, ports);
  return { added, removed, draft: drafting.draft, baseBytes };
};

const isOfDifference = (chunk: DifferenceChunk | WholeChunk): chunk is DifferenceChunk =>
  'edits' in chunk;

const notStoredAs = (what: string, version: number, bucket: number): UnreadableVersionError =>
  new UnreadableVersionError(`chunk ${bucket} of version ${version} is not one of ${what}`);

const orUnreadable = <T>(version: number, bucket: number, decompress: () => T): T => {
  try {
    return decompress();
  } catch (error) {
    throw new UnreadableVersionError(
      `chunk ${bucket} of version ${version} cannot be decompressed`,
      { cause: error },
    );
  }
};
