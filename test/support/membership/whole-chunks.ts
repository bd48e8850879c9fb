import type { WholeChunk } from '../../../lambdas/shared/membership/chunk.ts';
import { cutChunks } from '../../../lambdas/shared/membership/cut-chunks.ts';
import { compressChunk } from '../../../lambdas/shared/membership/compress-chunk.ts';
import type { OrderedMembers } from '../../../lambdas/shared/membership/ordered-members.ts';

/** The chunks of a version that is whole, as they are stored. */
export const wholeChunks = (members: OrderedMembers, chunks: number): WholeChunk[] =>
  [...cutChunks(members, chunks)].map((plain) => {
    const chunk = compressChunk(plain);
    if (!('ids' in chunk)) throw new Error('the chunk is one of a difference');
    return chunk;
  });
