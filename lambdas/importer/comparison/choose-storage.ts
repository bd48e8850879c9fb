import { createHash } from 'node:crypto';
import type { Base } from '../../shared/domain/audience-item.ts';
import {
  differenceFormat,
  type DifferenceLayout,
  type Layout,
} from '../../shared/domain/layout.ts';
import type { PlainChunk } from '../../shared/membership/chunk.ts';
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
import { digestMembers } from '../../shared/membership/digest-members.ts';
import type { OrderedMembers } from '../../shared/membership/ordered-members.ts';
import type { Comparison } from './compare-with-live.ts';

/** How a version is stored: what its item says, and what has to be written. */
export interface Storage {
  /** n */
  chunks: number;
  /** S */
  shards: number;
  /** all n, in order; to be walked through once */
  plain: Iterable<PlainChunk>;
  /** What the version's item says. To be asked when all chunks were walked through. */
  layout: () => Layout;
  /** bytes that it holds as long as it is there, beside the members */
  heldBytes: number;
  /** The same, when the members of another file were asked for meanwhile, and then these again. */
  renew: (members: OrderedMembers) => Storage;
}

/** What a difference can be made to, and how. */
export interface Standing {
  base: Base;
  /** of all differences to the base so far */
  chunksSinceBase: number;
  comparison: Comparison;
}

/** Who left an audience is in its base for as long as that is stored. */
const oldestBaseMs = 30 * 24 * 60 * 60_000;

/**
 * A difference to the base, as long as all differences since then cost less than a new base: docs/adr/0014. Else the members as a
 * whole.
 *
 * @param digest of the members, where it is known
 * @param at now, in milliseconds since 1970
 * @throws CollidingMembersError
 */
export const chooseStorage = (
  members: OrderedMembers,
  digest: string | undefined,
  standing: Standing | undefined,
  at: number,
): Storage =>
  (standing && tryDifference(members, digest, standing, at)) ?? storeWhole(members, digest);

/** A digest that is not known is that of what is walked through: the members are not read once more for it. */
const storeWhole = (
  members: OrderedMembers,
  digest: string | undefined,
  chunks = chooseChunkCount(members),
): Storage => {
  const shards = chooseShards(chunks);
  const renew = (again: OrderedMembers): Storage => storeWhole(again, digest, chunks);
  if (digest !== undefined)
    return {
      chunks,
      shards,
      plain: cutChunks(members, chunks),
      heldBytes: 0,
      renew,
      layout: () => ({ chunks, shards, digest }),
    };
  const hash = createHash('sha256');
  function* digesting(): Generator<PlainChunk> {
    for (const chunk of cutChunks(members, chunks)) {
      hash.update(chunk.lines);
      yield chunk;
    }
  }
  const layout = (): Layout => ({ chunks, shards, digest: hash.digest('hex') });
  return { chunks, shards, plain: digesting(), layout, heldBytes: 0, renew };
};

const tryDifference = (
  members: OrderedMembers,
  digest: string | undefined,
  { base, chunksSinceBase, comparison: { draft, baseBytes } }: Standing,
  at: number,
): Storage | undefined => {
  if (!draft || at - base.publishedAt > oldestBaseMs) return undefined;
  const baseChunks = base.layout.chunks;
  // What comes in is as much alike as what is there.
  const ratio = baseBytes.plain === 0 ? 1 : baseBytes.stored / baseBytes.plain;
  const chunks = chooseDifferenceChunks(draft.editBytes + draft.addedBytes * ratio);
  const allChunks = chunksSinceBase + chunks;
  if (chunks > baseChunks || allChunks >= estimateChunkCount(members)) return undefined;
  const difference: Difference = { baseChunks, changes: draft.chunks };
  if (!fitsChunks(difference, chunks)) return undefined;
  // Who asks for members asks for chunks of both: as many partitions answer as for the base.
  const shards = Math.min(chunks, base.layout.shards);
  const layout: DifferenceLayout = {
    format: differenceFormat,
    base: base.version,
    chunksSinceBase: allChunks,
    chunks,
    shards,
    digest: digest ?? digestMembers(members),
  };
  const storage: Storage = {
    chunks,
    shards,
    plain: cutDifference(difference, chunks),
    layout: () => layout,
    heldBytes: draft.editBytes + draft.addedBytes,
    // It has copies of what it needs.
    renew: () => storage,
  };
  return storage;
};
