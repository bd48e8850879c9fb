import { createHash } from 'node:crypto';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from '@jest/globals';
import { unitsOfEvent } from '../../../docs/generate/describe-events.ts';
import {
  itemBytes as itemBytesOfCosts,
  leaseUnits,
  placeBytes,
  projectBytes,
  versionBytes,
} from '../../../bin/cli/estimate/costs-at-rest.ts';
import { itemWrites } from '../../../bin/cli/estimate/costs-of-imports.ts';
import { inGroups } from '../../../lambdas/shared/in-groups.ts';
import { newOnDemandTable } from '../../../local/throttling/limits.ts';
import type { ThrottlingEvent } from '../../../local/throttling/throttling.ts';
import type { Item } from '../../support/aws/dynamodb/values/attribute-value.ts';
import { itemBytes } from '../../support/aws/dynamodb/values/sizes.ts';
import { tables } from '../../support/simulation/resources.ts';
import { inSmallWorld, settings } from '../../support/simulation/small-world.ts';
import { aUserItem } from '../../support/user-items.ts';

const day = 24 * 60 * 60_000;
/** Several chunks, so that a change is a difference. */
const users = Array.from({ length: 500 }, (_, index) =>
  createHash('sha512').update(String(index)).digest('base64url'),
);
/** Of whom a sample is kept. */
const strangers = Array.from({ length: 30 }, (_, index) => `${index}`.padStart(36, 'stranger-'));

/** All that is larger than what functions keep for themselves. */
const writesOfItems = (charged: readonly ThrottlingEvent[]): number =>
  charged.filter(
    ({ table, index, direction, units = 0 }) =>
      table === 'audiences' && index === undefined && direction === 'write' && units > 1,
  ).length;

it('what an audience takes that is refreshed once a day is what the costs go by', async () => {
  await inSmallWorld(
    async ({ aws, putProject, put, scan, deliver, announce, getItem, time, charged }) => {
      await putProject.create('shop', { ...settings, path: 'shop/' }, undefined);
      for (const group of inGroups(users, 25))
        await aws.dynamodb.send(
          new BatchWriteItemCommand({
            RequestItems: {
              [tables.users]: group.map((id) => ({ PutRequest: { Item: aUserItem('shop', id) } })),
            },
          }),
        );
      let writes = 0;
      for (const left of [0, 1, 2]) {
        if (left === 1) aws.throttling.limitAll(newOnDemandTable);
        await put('shop/newsletter-readers.csv', [...users.slice(left), ...strangers].join('\n'));
        await scan();
        await deliver();
        await time.sleep(60_000);
        if (left === 1) {
          await announce();
          writes = writesOfItems(charged);
          aws.throttling.limitAll(undefined);
          charged.splice(0);
        }
        if (left === 2) aws.throttling.limitAll(newOnDemandTable);
        if (left !== 1) await announce();
        aws.throttling.limitAll(undefined);
        await time.sleep(day / 2);
      }
      const { Item } = aws.ask('dynamodb', 'GetItem', {
        TableName: tables.audiences,
        Key: { projectId: { S: 'shop' }, fileName: { S: 'newsletter-readers.csv' } },
      }) as { Item: Item };
      const item = await getItem('shop', 'newsletter-readers.csv');
      expect(Object.values(item!.versions)).toMatchObject([
        { state: 'superseded', layout: { chunks: 9 } },
        { state: 'superseded', layout: { base: 1 } },
        { state: 'live', layout: { base: 1 } },
      ]);
      expect(writes).toBe(itemWrites);
      const { versions } = Item;
      const replaced = versions && 'M' in versions ? versions.M['2'] : undefined;
      const bytes = replaced && 'M' in replaced ? itemBytes(replaced.M) : 0;
      expect(bytes).toBeGreaterThan(versionBytes * 0.9);
      expect(bytes).toBeLessThan(versionBytes * 1.1);
      const project = aws.ask('dynamodb', 'GetItem', {
        TableName: tables.projects,
        Key: { projectId: { S: 'shop' } },
      }) as { Item: Item };
      const ofProject = projectBytes + placeBytes;
      expect(itemBytes(project.Item)).toBeGreaterThan(ofProject * 0.9);
      expect(itemBytes(project.Item)).toBeLessThan(ofProject * 1.1);
      expect(item!.outcome?.unregisteredSample).toHaveLength(20);
      expect(itemBytes(Item)).toBeGreaterThan(itemBytesOfCosts * 0.95);
      expect(itemBytes(Item)).toBeLessThan(itemBytesOfCosts * 1.05);

      // Without the entry's own part of the import's last write, and its write to the index.
      const unitsOf = (direction: ThrottlingEvent['direction']): number =>
        charged.reduce(
          (sum, event) => sum + (event.direction === direction ? (event.units ?? 0) : 0),
          0,
        );
      expect([unitsOf('write') - leaseUnits + 2, unitsOf('read')]).toEqual([
        unitsOfEvent.write,
        unitsOfEvent.read,
      ]);
    },
  );
});
