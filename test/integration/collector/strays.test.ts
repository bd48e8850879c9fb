import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CollectionRun } from '../../../lambdas/collector/collection-run.ts';
import {
  deadWorkerSeconds,
  strayGraceSeconds,
  straysPartition,
} from '../../../lambdas/shared/contract.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { chunkSetKey } from '../../../lambdas/shared/membership/chunk-layout.ts';
import { createRegisterStrays } from '../../../lambdas/shared/operators/repair/register-strays.ts';
import { collectAll, collectorPorts } from '../../support/collector-world.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aLiveVersion, anAudienceItem, aProject } from '../../support/factories.ts';

const now = 100_000_000;
const later = now + (strayGraceSeconds + deadWorkerSeconds) * 1000;

let dynalite: Dynalite;
beforeAll(async () => {
  dynalite = await startDynalite();
  await put(dynalite.tables.projects, aProject());
});
afterAll(() => dynalite.stop());

const put = (TableName: string, item: object) =>
  dynalite.document.send(new PutCommand({ TableName, Item: { ...item } }));

const chunkOf = (audienceId: string, version: number) => ({
  chunkSet: chunkSetKey(audienceId, version, 3),
  bucket: 3,
});

const isThere = async (TableName: string, Key: Record<string, unknown>): Promise<boolean> =>
  (await dynalite.document.send(new GetCommand({ TableName, Key }))).Item !== undefined;

/** Two chunks that `repair` has found to be nobody's. */
const register = async (audienceId: string): Promise<void> => {
  const { document, tables } = dynalite;
  for (const version of [4, 9]) await put(tables.memberships, chunkOf(audienceId, version));
  const registerStrays = createRegisterStrays({
    dynamodb: document,
    tableName: tables.audiences,
    now: () => now,
  });
  await registerStrays(audienceId, [4]);
  await registerStrays(audienceId, [4, 9]);
};

const collectAt = (time: number): Promise<CollectionRun> =>
  collectAll(collectorPorts(dynalite, 'shop', () => time));

const isLeft = (audienceId: string): Promise<boolean> =>
  isThere(dynalite.tables.memberships, chunkOf(audienceId, 9));

it('removes chunks that are nobody’s when their time is over, and not before', async () => {
  await register('gone');
  expect(await collectAt(later - 1)).toMatchObject({ chunks: 0, versions: 0 });
  expect(await isLeft('gone')).toBe(true);

  expect(await collectAt(later)).toMatchObject({ chunks: 2, versions: 2, audiences: 1 });
  expect(await isLeft('gone')).toBe(false);
  const key = { projectId: straysPartition, fileName: 'gone' };
  expect(await isThere(dynalite.tables.audiences, key)).toBe(false);
});

it.each<[string, Partial<AudienceItem>]>([
  ['has one of the versions', { versionCounter: 9, versions: { 9: aLiveVersion() } }],
  ['may draw the number of one', { versionCounter: 8 }],
])('leaves those of an audience that was restored meanwhile, and %s', async (_, more) => {
  await register('restored');
  const audience = anAudienceItem({ audienceId: 'restored', ...more });
  await put(dynalite.tables.audiences, audience);
  expect(await collectAt(later)).toMatchObject({ chunks: 1, versions: 1, audiences: 1 });
  expect(await isLeft('restored')).toBe(true);
});

it('removes those that the audience has left behind', async () => {
  await register('known');
  const audience = anAudienceItem({ audienceId: 'known', versionCounter: 9 });
  await put(dynalite.tables.audiences, audience);
  expect(await collectAt(later)).toMatchObject({ chunks: 2, versions: 2 });
  expect(await isLeft('known')).toBe(false);
});

it('leaves all while an audience cannot be read that may be theirs', async () => {
  await register('somebody');
  const unreadable = { projectId: 'shop', fileName: 'broken.csv' };
  await put(dynalite.tables.audiences, unreadable);
  await expect(collectAt(later)).rejects.toThrow('broken.csv');
  expect(await isLeft('somebody')).toBe(true);

  // Its ID is known, and another one.
  await put(dynalite.tables.audiences, { ...unreadable, audienceId: 'other' });
  await expect(collectAt(later)).rejects.toThrow('broken.csv');
  expect(await isLeft('somebody')).toBe(false);
});
