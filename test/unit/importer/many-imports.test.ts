import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, it } from '@jest/globals';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { provisionedTable } from '../../../local/throttling/limits.ts';
import { findLiveVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import { createListAudienceItems } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import { createPutProject } from '../../../lambdas/shared/operators/put-project.ts';
import { createAws } from '../../support/aws/create-aws.ts';
import { createRandom } from '../../support/aws/time/create-random.ts';
import { createVirtualTime } from '../../support/aws/time/virtual-time.ts';
import { createHost } from '../../support/simulation/create-host.ts';
import { deliverAll } from '../../support/simulation/deliver.ts';
import { createFunctions } from '../../support/simulation/functions.ts';
import { bucket, createResources, tables } from '../../support/simulation/resources.ts';
import { inGroups } from '../../../lambdas/shared/in-groups.ts';
import { aUserItem } from '../../support/user-items.ts';
import { collect } from '../../support/streams.ts';

const imports = 6;
const readUnits = 500;
const ids = Array.from({ length: 1_000 }, (_, index) => `user-${index}`);
const registered = ids.filter((_, index) => index % 4 > 0);

it('imports at once of a table that takes a part of what they ask for use it up, and all publish', async () => {
  const time = createVirtualTime();
  const random = createRandom(11);
  const granted: { at: number; units: number }[] = [];
  let refused = 0;
  const aws = createAws({
    virtual: { time, random },
    faultOf: () => ({ requestDelay: 5, answerDelay: 5 }),
    onThrottling: ({ table, direction, units }) => {
      if (table !== tables.users || direction !== 'read') return;
      if (units === undefined) refused += 1;
      else granted.push({ at: time.now(), units });
    },
  });
  const document = toDocumentClient(aws.dynamodb);
  const host = createHost(time, random);
  const items = await time.run(async () => {
    const urls = await createResources(aws);
    const putProject = createPutProject(document, tables.projects, host.newId);
    const settings = {
      path: 'shop/',
      audienceLimit: imports,
      adminEmails: ['a@example.com'],
      usersSource: null,
    };
    await putProject.create('shop', settings, undefined);
    for (const group of inGroups(registered, 25))
      await aws.dynamodb.send(
        new BatchWriteItemCommand({
          RequestItems: {
            [tables.users]: group.map((id) => ({
              PutRequest: { Item: aUserItem('shop', id) },
            })),
          },
        }),
      );
    for (let file = 0; file < imports; file += 1)
      await aws.s3.send(
        new PutObjectCommand({ Bucket: bucket, Key: `shop/${file}.csv`, Body: ids.join('\n') }),
      );
    const functions = createFunctions(aws, urls, host, 'lookup', Infinity);
    await functions.scan();

    const limits = provisionedTable({ read: readUnits, write: 50 }, { burstSeconds: 1 });
    for (const table of [tables.users, tables.memberships]) aws.throttling.limit(table, limits);
    const importer = async (): Promise<void> => {
      const kernel = new JoinKernel();
      const handle = (event: Parameters<typeof functions.importFiles>[0]) =>
        functions.importFiles(event, kernel);
      await deliverAll(aws.sqs, urls.imports, handle, (error) => {
        throw error;
      });
    };
    await Promise.all(Array.from({ length: imports }, importer));
    return collect(createListAudienceItems(document, tables.audiences)('shop'));
  });

  expect(items).toHaveLength(imports);
  for (const item of items) {
    expect(findLiveVersion(item.versions)?.counts.members).toBe(registered.length);
    expect(item.notices).toEqual({});
    // Nothing was begun twice.
    expect(item.versionCounter).toBe(1);
  }
  expect(refused).toBeGreaterThan(100);
  const times = granted.map(({ at }) => at);
  const seconds = (Math.max(...times) - Math.min(...times)) / 1000;
  const units = granted.reduce((sum, each) => sum + each.units, 0);
  const needed = (imports * ids.length) / 2;
  expect(units).toBeGreaterThanOrEqual(needed);
  // Of which each takes a little more to see why many IDs are nobody's.
  expect(units).toBeLessThanOrEqual(needed * 1.05);
  expect(units / seconds / readUnits).toBeGreaterThan(0.85);
});
