import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { ImportMessage } from '../../../lambdas/shared/contract.ts';
import type { Outcome } from '../../../lambdas/shared/domain/audience-item.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { anAudienceItem, aProject } from '../../support/factories.ts';
import { openedFile } from '../../support/opened-file.ts';
import { arrange, now } from './import-world.ts';

let dynalite: Dynalite;
const opened: string[] = [];
const published: Outcome = { etag: 'e1', result: 'published', importId: 'i0', at: 1 };

beforeAll(async () => {
  dynalite = await startDynalite();
  const { document, tables } = dynalite;
  const put = (TableName: string, Item: object) =>
    document.send(new PutCommand({ TableName, Item: { ...Item } }));
  await put(tables.projects, aProject({ projectId: 'other', path: 'other/' }));
  await put(tables.audiences, anAudienceItem({ projectId: 'other' }));
});
afterAll(() => dynalite.stop());
beforeEach(() => {
  opened.length = 0;
});

/** All that lies in the tables, but for what is due and named by the message. */
const readOthers = async ({ projectId, fileName }: ImportMessage): Promise<unknown[]> => {
  const { projects, audiences, memberships } = dynalite.tables;
  const found: unknown[] = [];
  for (const TableName of [projects, audiences, memberships]) {
    const { Items = [] } = await dynalite.document.send(new ScanCommand({ TableName }));
    found.push(
      ...Items.filter((item) => !(item.projectId === projectId && item.fileName === fileName)),
    );
  }
  return found;
};

it.each<[string, Partial<ImportMessage>, 'released' | 'dropped' | 'malformed']>([
  ["another project's path", { path: 'other/' }, 'released'],
  ['a path above', { path: '../' }, 'released'],
  ['a part of the path', { path: 'sho' }, 'released'],
  ['a project that does not exist', { projectId: 'nobody' }, 'dropped'],
  ['a file that no scan has seen', { fileName: 'secret.csv' }, 'dropped'],
  ['a file elsewhere', { fileName: '../other/vip.csv' }, 'malformed'],
  ['a file deeper', { fileName: 'sub/vip.csv' }, 'malformed'],
  ['an object that is no list', { fileName: 'vip.txt' }, 'malformed'],
  ['a name that is only a suffix', { fileName: '.csv' }, 'malformed'],
  ['a name longer than a key', { fileName: `${'ä'.repeat(511)}.csv` }, 'malformed'],
  ['a project with a path in its ID', { projectId: '../other' }, 'malformed'],
])('a message that names %s uses and changes nothing', async (_, forged, ending) => {
  const world = await arrange(dynalite, {
    ports: () => ({
      openFile: (key) => {
        opened.push(key);
        return Promise.resolve(openedFile('a\n'));
      },
    }),
  });
  Object.assign(world.message, forged);
  const before = await readOthers(world.message);
  const isDone = await world.deliverTo('importer');
  expect(isDone).toBe(ending !== 'malformed');
  if (isDone) expect(world.logged).toMatchObject([{ result: ending }]);
  else {
    expect(await world.deliverTo('dead-letter')).toBe(true);
    expect(world.records).toMatchObject([{ reason: 'wrong-shape' }]);
  }
  expect(opened).toEqual([]);
  expect(await readOthers(world.message)).toEqual(before);
});

it.each<[string, Partial<ImportMessage>, string]>([
  ['from the future', { at: now + 300_001 }, 'from-the-future'],
  ['from the end of time', { at: Number.MAX_SAFE_INTEGER }, 'from-the-future'],
])('a message %s changes nothing of the file either, and is kept', async (_, forged, reason) => {
  for (const item of [{}, { outcome: published }]) {
    const world = await arrange(dynalite, { item });
    const before = await world.read();
    Object.assign(world.message, forged);
    expect(await world.deliverTo('importer')).toBe(false);
    expect(await world.read()).toEqual(before);
    expect(await world.deliverTo('dead-letter')).toBe(true);
    expect(await world.read()).toEqual(before);
    expect(world.records).toMatchObject([{ reason }]);
  }
});

it.each<[string, Partial<ImportMessage>]>([
  ['that was sent later', { at: now }],
  ['that was sent earlier', { at: now - 2 }],
  ['for another version', { etag: 'e2' }],
])('a message %s than the one on its way leaves that alone', async (_, forged) => {
  const world = await arrange(dynalite, { item: { outcome: published } });
  const before = await world.read();
  Object.assign(world.message, forged);
  expect(await world.deliverTo('importer')).toBe(true);
  expect(world.logged).toMatchObject([{ result: 'dropped' }]);
  expect(await world.read()).toEqual(before);
});
