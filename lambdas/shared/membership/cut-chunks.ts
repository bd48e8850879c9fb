import { AudienceImportError } from '../errors.ts';
import { encodeChunk } from './chunk-codec.ts';
import { bucketOf, maxChunks } from './chunk-layout.ts';
import type { OrderedMembers } from './order-members.ts';

/** IDs built to fall into one bucket: no number of chunks keeps each of them within an item. */
export class CollidingIdsError extends AudienceImportError {
  override readonly name = 'CollidingIdsError';
}

export interface Chunk {
  bucket: number;
  ids: readonly string[];
}

/**
 * Mean size of a compressed chunk in bytes. With the spread of hashing, nearly all items then stay under
 * 4 KB, so that asking for one user costs half a read unit (docs/adr/0003).
 */
const targetBytes = 3500;
/** An item takes 400 KB at most, its keys included. */
const maxChunkBytes = 300 * 1024;
const maxDoublings = 3;
const samples = 16;
const idsPerSample = 150;

/**
 * Number of chunks (n) for these members.
 *
 * @throws CollidingIdsError when a chunk stays over 300 KB although n was doubled three times
 */
export const chooseChunkCount = (members: OrderedMembers): number => {
  const first = Math.min(
    maxChunks >> maxDoublings,
    Math.max(1, Math.round(estimateBytes(members.ids) / targetBytes)),
  );
  for (let doublings = 0; doublings <= maxDoublings; doublings += 1) {
    const chunks = first * 2 ** doublings;
    if (fits(members, chunks)) return chunks;
  }
  throw new CollidingIdsError(
    `More than ${maxChunkBytes} bytes of IDs fall into one of ${first * 2 ** maxDoublings} chunks: ` +
      'the IDs were built to collide. Issue the users other IDs.',
  );
};

/** All n chunks in order, the empty ones too. */
export function* cutChunks({ ids, hashes }: OrderedMembers, chunks: number): Generator<Chunk> {
  let from = 0;
  for (let bucket = 0; bucket < chunks; bucket += 1) {
    let to = from;
    for (let hash = hashes[to]; hash !== undefined; hash = hashes[to]) {
      if (bucketOf(hash, chunks) !== bucket) break;
      to += 1;
    }
    yield { bucket, ids: ids.slice(from, to) };
    from = to;
  }
}

const estimateBytes = (ids: readonly string[]): number => {
  if (ids.length <= samples * idsPerSample) {
    const groups = Math.max(1, Math.round(ids.length / idsPerSample));
    return compressedBytes(ids, groups, Math.ceil(ids.length / groups));
  }
  return (compressedBytes(ids, samples, idsPerSample) / (samples * idsPerSample)) * ids.length;
};

/** Of `groups` runs of `size` IDs, spread evenly over all of them. */
const compressedBytes = (ids: readonly string[], groups: number, size: number): number => {
  let bytes = 0;
  for (let group = 0; group < groups; group += 1) {
    const from = Math.floor((group * ids.length) / groups);
    bytes += encodeChunk(ids.slice(from, from + size)).length;
  }
  return bytes;
};

const fits = (members: OrderedMembers, chunks: number): boolean => {
  for (const { ids } of cutChunks(members, chunks)) {
    const utf16Units = ids.reduce((sum, id) => sum + id.length + 1, 0);
    // Only what could be too large has to be compressed to know.
    if (utf16Units * 3 > maxChunkBytes && encodeChunk(ids).length > maxChunkBytes) return false;
  }
  return true;
};
