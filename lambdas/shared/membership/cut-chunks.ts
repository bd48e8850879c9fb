import { AudienceImportError } from '../errors.ts';
import type { PlainChunk } from './chunk.ts';
import { bucketOfTag, maxChunks } from './chunk-layout.ts';
import { maxChunkBytes, targetBytes } from './chunk-size.ts';
import { withoutLastLineFeed } from './compress-chunk.ts';
import { encodeChunk } from './encode-chunk.ts';
import type { OrderedMembers } from './ordered-members.ts';

/** IDs built to fall into one bucket: no number of chunks keeps each of them within an item. */
export class CollidingMembersError extends AudienceImportError {
  override readonly name = 'CollidingMembersError';
}

const maxDoublings = 3;
const samples = 16;
const idsPerSample = 150;
const noLines = Buffer.alloc(0);

/**
 * Number of chunks (n) for these members.
 *
 * @throws CollidingMembersError when a chunk stays over 300 KB although n was doubled three times
 */
export const chooseChunkCount = (members: OrderedMembers): number => {
  const first = estimateChunkCount(members);
  for (let doublings = 0; doublings <= maxDoublings; doublings += 1) {
    const chunks = first * 2 ** doublings;
    if (fits(members, chunks)) return chunks;
  }
  throw new CollidingMembersError(
    `More than ${maxChunkBytes} bytes of IDs fall into one of ${first * 2 ** maxDoublings} chunks: ` +
      'the IDs were built to collide. Issue the users other IDs.',
  );
};

/** Number of chunks for these members, unless so many of them have one hash that it takes more. */
export const estimateChunkCount = (members: OrderedMembers): number =>
  Math.min(
    maxChunks >> maxDoublings,
    Math.max(1, Math.round(estimateBytes(members) / targetBytes)),
  );

/** All n chunks in order, the empty ones too. */
export function* cutChunks(members: OrderedMembers, chunks: number): Generator<PlainChunk> {
  for (const { bucket, from, to } of cutRuns(members, chunks))
    yield { bucket, lines: linesOf(members, from, to) };
}

interface Run {
  bucket: number;
  from: number;
  to: number;
}

function* cutRuns({ count, tagOf }: OrderedMembers, chunks: number): Generator<Run> {
  let from = 0;
  for (let bucket = 0; bucket < chunks; bucket += 1) {
    let to = from;
    while (to < count && bucketOfTag(tagOf(to), chunks) === bucket) to += 1;
    yield { bucket, from, to };
    from = to;
  }
}

/** A copy. */
const linesOf = ({ readLines }: OrderedMembers, from: number, to: number): Uint8Array => {
  // A piece is gone when the next one is asked for.
  const [first = noLines, ...others] = Array.from(readLines(from, to), (lines) =>
    Buffer.from(lines),
  );
  return others.length === 0 ? first : Buffer.concat([first, ...others]);
};

/** Compressed. */
const bytesOf = (members: OrderedMembers, from: number, to: number): number =>
  encodeChunk(withoutLastLineFeed(linesOf(members, from, to))).length;

const estimateBytes = (members: OrderedMembers): number => {
  const { count } = members;
  if (count <= samples * idsPerSample) {
    const runs = Math.max(1, Math.round(count / idsPerSample));
    return sampleBytes(members, runs, Math.ceil(count / runs));
  }
  return (sampleBytes(members, samples, idsPerSample) / (samples * idsPerSample)) * count;
};

/** Compressed, of so many runs of `size` members, spread evenly over all of them. */
const sampleBytes = (members: OrderedMembers, runs: number, size: number): number => {
  let bytes = 0;
  for (let run = 0; run < runs; run += 1) {
    const from = Math.floor((run * members.count) / runs);
    bytes += bytesOf(members, from, Math.min(members.count, from + size));
  }
  return bytes;
};

const fits = (members: OrderedMembers, chunks: number): boolean => {
  for (const { from, to } of cutRuns(members, chunks)) {
    const mostBytes = (to - from) * (members.longest + 1);
    // Only what could be too large has to be compressed to know.
    if (mostBytes > maxChunkBytes && bytesOf(members, from, to) > maxChunkBytes) return false;
  }
  return true;
};
