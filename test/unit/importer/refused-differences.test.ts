import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import {
  createGetChunk,
  createReadChunks,
} from '../../../lambdas/importer/adapters/read-chunks.ts';
import { compareWithLive } from '../../../lambdas/importer/comparison/compare-with-live.ts';
import { EarlierDifference } from '../../../lambdas/importer/comparison/earlier-difference.ts';
import { UnreadableVersionError } from '../../../lambdas/importer/comparison/ports.ts';
import { startTimer } from '../../../lambdas/shared/adapters/start-timer.ts';
import { encodeChunk } from '../../../lambdas/shared/membership/encode-chunk.ts';
import { unpaced } from '../../../lambdas/shared/pace.ts';
import { createAws } from '../../support/aws/create-aws.ts';
import { joinAll } from '../../support/kernels.ts';
import { createResources, tables } from '../../support/simulation/resources.ts';
import { type DynamodbJson, readVectors, toAttributes } from '../../support/vectors.ts';

const kernel = new JoinKernel();

/** Compares a list with version 7 of the audience `a`, a difference to version 6; each has one chunk. */
const compare = async (chunks: readonly DynamodbJson[]) => {
  const aws = createAws();
  await createResources(aws);
  const { dynamodb } = aws;
  for (const item of chunks)
    await dynamodb.send(
      new PutItemCommand({ TableName: tables.memberships, Item: toAttributes(item) }),
    );
  const watch = { stallMs: 1000, startTimer };
  const layout = { chunks: 1, shards: 1, digest: '' };
  const difference = { ...layout, format: 2, base: 6, chunksSinceBase: 1 } as const;
  return compareWithLive(
    joinAll(kernel, ['user-0001', 'user-0004']),
    {
      audienceId: 'a',
      live: { version: 7, layout: difference },
      base: { version: 6, layout: { ...layout, format: undefined }, publishedAt: 1 },
    },
    {
      readChunks: createReadChunks(dynamodb, tables.memberships, watch),
      getChunk: createGetChunk(dynamodb, tables.memberships, watch),
      meter: { readUnits: 0 },
      pace: unpaced,
      signal: new AbortController().signal,
      backoff: { sleep: () => Promise.resolve(), random: () => 0 },
    },
  );
};

const vectors = readVectors('refused-differences');

describe('what a reader refuses in a chunk of a difference, or of its base', () => {
  it.each(vectors.filter(({ at }) => at === 'chunk'))(
    'an import refuses, too: $what',
    async ({ items }) => {
      await expect(compare(items.memberships)).rejects.toThrow(UnreadableVersionError);
    },
  );

  it('is not refused where a chunk is what it has to be', async () => {
    // Only the number of members is wrong in it.
    const { items } = vectors.find(({ at }) => at === 'end')!;
    expect(await compare(items.memberships)).toMatchObject({ added: 1, removed: 1 });
  });
});

describe('what another difference does to a chunk of the base', () => {
  const ids = (count: number): Buffer =>
    Buffer.from(Array.from({ length: count }, (_, index) => `user-${index}`).join('\n'));

  /** @param edits that the second of two chunks has, which is about chunks 2 and 3 of the base */
  const earlier = (edits: readonly number[], added: readonly string[] = []): EarlierDifference => {
    const difference = new EarlierDifference(7);
    const chunk = { bucket: 1, edits: Buffer.from(edits) };
    const text = encodeChunk(Buffer.from(added.join('\n')));
    difference.add({ ...chunk, added: text }, { baseChunks: 4, chunks: 2 }, () =>
      Buffer.from(added.join('\n')),
    );
    return difference;
  };

  it.each<[string, number[], string[]]>([
    ['is of one behind its run', [2, 1, 0], []],
    ['is said twice', [0, 1, 0, 0, 1, 0], []],
    ['goes back', [0, 2, 2, 1], ['new']],
    ['takes an ID away twice', [0, 2, 2, 0], []],
  ])('cannot be read: it %s', (_, edits, added) => {
    expect(() => earlier(edits, added)).toThrow(UnreadableVersionError);
    expect(() => earlier(edits, added)).toThrow(/^chunk 1 of version 7 /);
  });

  it.each<[string, number[], string[], number]>([
    ['takes the last ID away', [1, 1, 4], [], 3],
    ['puts one behind it', [1, 1, 7], ['new'], 3],
    ['puts one into an empty chunk', [1, 1, 1], ['new'], 0],
  ])('may be all up to its end: it %s', (_, edits, added, count) => {
    expect(earlier(edits, added).takeCommon(3, ids(count))).toMatchObject({
      earlier: { added: added.length, removed: 1 - added.length },
    });
    if (count === 0) return;
    expect(() => earlier(edits, added).takeCommon(3, ids(count - 1))).toThrow(
      /^chunk 1 of version 7 has edits for 3 IDs of chunk 3 of its base/,
    );
    expect(() => earlier(edits, added).takeCommon(3, ids(0))).toThrow(UnreadableVersionError);
  });

  it('is nothing where it says nothing of it', () => {
    const difference = earlier([0, 1, 0]);
    expect(difference.takeCommon(3, ids(2))).toBeUndefined();
    expect(difference.takeCommon(2, ids(2))).toBeDefined();
    expect(difference.takeCommon(2, ids(2))).toBeUndefined();
  });
});
