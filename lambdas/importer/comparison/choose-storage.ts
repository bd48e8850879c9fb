import type { Base } from '../../shared/domain/audience-item.ts';
import { differenceFormat, type Layout } from '../../shared/domain/layout.ts';
import type { Chunk } from '../../shared/membership/chunk.ts';
import { chooseShards } from '../../shared/membership/choose-shards.ts';
import {
  chooseChunkCount,
  cutChunks,
  estimateChunkCount,
} from '../../shared/membership/cut-chunks.ts';
import {
  chooseDifferenceChunks,
  cutDifference,
  type Difference,
  fitsChunks,
} from '../../shared/membership/cut-difference.ts';
import type { OrderedMembers } from '../../shared/membership/ordered-members.ts';
import type { Comparison } from './compare-with-live.ts';

/** How a version is stored: what its item says, and what has to be written. */
export interface Storage {
  layout: Layout;
  /** all of them, in order; to be walked through once */
  chunks: Iterable<Chunk>;
}

/** What a difference can be made to, and how. */
export interface Standing {
  base: Base;
  /** of all differences to the base so far */
  chunksSinceBase: number;
  comparison: Comparison;
}

/**
 * A difference to the base, as long as all differences since then cost less than a new base: docs/adr/0014. Else the members as a
 * whole.
 *
 * @param digest of the members
 * @throws CollidingMembersError
 */
export const chooseStorage = (
  members: OrderedMembers,
  digest: string,
  standing: Standing | undefined,
): Storage => {
  const difference = standing && tryDifference(members, digest, standing);
  if (difference) return difference;
  const chunks = chooseChunkCount(members);
  return {
    layout: { chunks, shards: chooseShards(chunks), digest },
    chunks: cutChunks(members, chunks),
  };
};

const tryDifference = (
  members: OrderedMembers,
  digest: string,
  { base, chunksSinceBase, comparison: { draft, baseBytes } }: Standing,
): Storage | undefined => {
  if (!draft) return undefined;
  const baseChunks = base.layout.chunks;
  // What comes in is as much alike as what is there.
  const ratio = baseBytes.plain === 0 ? 1 : baseBytes.stored / baseBytes.plain;
  const chunks = chooseDifferenceChunks(draft.editBytes + draft.addedBytes * ratio);
  const allChunks = chunksSinceBase + chunks;
  if (chunks > baseChunks || allChunks >= estimateChunkCount(members)) return undefined;
  const difference: Difference = { baseChunks, changes: draft.chunks };
  if (!fitsChunks(difference, chunks)) return undefined;
  return {
    layout: {
      ...{ format: differenceFormat, base: base.version, chunksSinceBase: allChunks },
      ...{ chunks, shards: chooseShards(chunks), digest },
    },
    chunks: cutDifference(difference, chunks),
  };
};
