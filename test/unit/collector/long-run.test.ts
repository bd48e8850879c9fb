import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import { chunkSetKey, shardOf } from '../../../lambdas/shared/membership/chunk-layout.ts';
import { slotOf } from '../../../lambdas/shared/slots/slot-of.ts';
import { findLiveVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import { createAws } from '../../support/aws/create-aws.ts';
import { createResources, tables } from '../../support/simulation/resources.ts';
import { type Life, startLife } from './life.ts';

const minute = 60_000;
const hour = 60 * minute;
const file = fc.constantFrom('a.csv', 'b.csv', 'c.csv');
const worker = fc.nat(3);

/** What happens, and to what. */
type Step = [keyof Life, ...unknown[]];

const step = (weight: number, name: keyof Life, ...more: fc.Arbitrary<unknown>[]) => ({
  weight,
  arbitrary: fc.tuple(fc.constant(name), ...more) as fc.Arbitrary<Step>,
});

const steps = fc.oneof(
  step(3, 'upload', file),
  step(1, 'removeFile', file),
  step(6, 'begin', file, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 2 })),
  step(4, 'writeOne', worker),
  step(6, 'publish', worker),
  step(1, 'release', worker),
  step(1, 'takeSlotAndDie', worker),
  step(2, 'delete', file, fc.boolean()),
  step(4, 'openSnapshot', file),
  step(4, 'collect', fc.constantFrom(1, 5, Infinity)),
  step(4, 'wait', fc.constantFrom(minute, 10 * minute, 3 * hour, 13 * hour, 25 * hour)),
);

const take = async (life: Life, [name, ...args]: Step): Promise<void> => {
  await (life[name] as (...args: unknown[]) => unknown)(...args);
};

const keysOfChunks = async (document: DynamoDBDocumentClient): Promise<string[]> => {
  const { Items = [] } = await document.send(new ScanCommand({ TableName: tables.memberships }));
  return (Items as { chunkSet: string; bucket: number }[])
    .map(({ chunkSet, bucket }) => `${chunkSet}/${bucket}`)
    .sort();
};

it('keeps what is live or in its grace period, and in the end nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 40, maxLength: 80 }), async (course) => {
      const aws = createAws({ isUnsigned: true });
      await createResources(aws);
      const { dynamodb: client } = aws;
      const document = toDocumentClient(client);
      const life = await startLife({ client, document, tables }, 'shop');
      for (const each of course) await take(life, each);

      life.wait(30 * 24 * hour);
      await life.collect(Infinity);
      const items = await life.items();
      const published = items.flatMap((item) => {
        const version = findLiveVersion(item.versions);
        return version ? [{ item, version }] : [];
      });
      const expected = published.flatMap(({ item: { audienceId }, version }) => {
        const { chunks, shards } = version.layout;
        return Array.from(
          { length: chunks },
          (_, bucket) =>
            `${chunkSetKey(audienceId, version.version, shardOf(bucket, shards))}/${bucket}`,
        );
      });
      expect(await keysOfChunks(document)).toEqual(expected.sort());
      for (const { versions, deletedAt, source, pending, unannounced } of items) {
        expect(Object.values(versions).map(({ state }) => state)).not.toContain('collecting');
        expect(Object.keys(versions).length).toBeLessThanOrEqual(1);
        // Nobody mails here, and nobody sends events.
        const isTold = pending === undefined && unannounced === undefined;
        expect(deletedAt !== undefined && !source.present && isTold).toBe(false);
      }
      expect((await life.slots()).sort()).toEqual(
        published.map(({ item }) => slotOf(item.fileName)).sort(),
      );
    }),
    { numRuns: 15 },
  );
});
