import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { createPutChunks } from '../../../lambdas/importer/adapters/put-chunks.ts';
import { createGetAudienceItem } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import type { Version } from '../../../lambdas/shared/domain/audience-item.ts';
import { chunkSetKey } from '../../../lambdas/shared/membership/chunk-layout.ts';
import { wholeChunks } from '../../support/membership/whole-chunks.ts';
import {
  createRollbackAudience,
  type Rollback,
} from '../../../lambdas/shared/operators/rollback-audience.ts';
import { AudienceReader, VersionGoneError } from '../../../reader/index.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import {
  aDifferenceLayout,
  anAudienceItem,
  aProject,
  someCounts,
} from '../../support/factories.ts';
import { losingAnswers } from '../../support/losing-answers.ts';
import { orderMembers } from '../../support/order-members.ts';
import { collect } from '../../support/streams.ts';
import { startActor, type Turn } from '../../support/turns.ts';
import { collectAll, collectorPorts } from '../../support/collector-world.ts';

const now = 100_000_000;
const members = Array.from({ length: 20 }, (_, index) => `user-${index}`);
const layout = { chunks: 5, shards: 2, digest: 'd' };
const counts = someCounts({ members: members.length });
const published = { etag: 'e1', counts, layout, publishedAt: 1 };
/** Its time is just over. */
const ofTwo: Record<number, Version> = {
  1: { state: 'superseded', ...published, until: now },
  2: { state: 'live', ...published },
};

let dynalite: Dynalite;
let names = 0;

beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

/** An audience with its chunks, and those who have to do with it, each with a client of its own. */
const arrange = async (versions = ofTwo) => {
  names += 1;
  const projectId = `race-${names}`;
  const { client, document, tables } = dynalite;
  const item = anAudienceItem({ projectId, audienceId: projectId, versionCounter: 3, versions });
  const project = aProject({ projectId, path: `${projectId}/` });
  await document.send(new PutCommand({ TableName: tables.audiences, Item: item }));
  await document.send(new PutCommand({ TableName: tables.projects, Item: project }));
  for (const version of Object.keys(versions).map(Number))
    await createPutChunks(client, tables.memberships)(
      { audienceId: projectId, version, shards: layout.shards },
      wholeChunks(orderMembers(members), layout.chunks),
      new AbortController().signal,
    );
  const getItem = createGetAudienceItem(document, tables.audiences);
  return {
    ports: (by = document) => collectorPorts({ ...dynalite, document: by }, projectId, () => now),
    rollback: (by: DynamoDBDocumentClient, to = 1) =>
      createRollbackAudience({
        dynamodb: by,
        tableName: tables.audiences,
        now: () => now,
        getItem: createGetAudienceItem(by, tables.audiences),
      })(projectId, 'vip.csv', to, 'rollback-1'),
    /** All members of a version, or why not. */
    readAll: async (version: number, by: DynamoDBClient = client) => {
      const reader = new AudienceReader({ dynamodb: by, tables });
      try {
        const snapshot = await reader.snapshot(projectId, 'vip', { version });
        return (await collect(snapshot.ids())).sort();
      } catch (error) {
        if (error instanceof VersionGoneError) return 'gone';
        throw error;
      }
    },
    read: async () => (await getItem(projectId, 'vip.csv'))!,
    /** how many there are of a version */
    chunksOf: async (version: number) => {
      let count = 0;
      for (let shard = 0; shard < layout.shards; shard += 1) {
        const { Items = [] } = await document.send(
          new QueryCommand({
            TableName: tables.memberships,
            KeyConditionExpression: 'chunkSet = :key',
            ExpressionAttributeValues: { ':key': chunkSetKey(projectId, version, shard) },
          }),
        );
        count += Items.length;
      }
      return count;
    },
  };
};

const all = [...members].sort();

/** A client that waits for its turn before each request. */
const inTurns = <C extends object>(client: C, turn: Turn): C => {
  const { send } = client as { send: (...args: unknown[]) => Promise<unknown> };
  return Object.assign(Object.create(client) as C, {
    send: async (...args: unknown[]) => {
      await turn();
      return send.apply(client, args);
    },
  });
};

describe('a version whose grace is over', () => {
  it('is published again or collected, never both, and is read whole or not at all', async () => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(2), { maxLength: 40, size: 'max' }), async (order) => {
        const { ports, rollback, readAll, read } = await arrange();
        const { client, document } = dynalite;
        let rolledBack: Rollback | undefined;
        let seen: unknown;
        const actors = [
          startActor(async (turn) => {
            rolledBack = await rollback(inTurns(document, turn));
          }),
          startActor(async (turn) => {
            await collectAll(ports(inTurns(document, turn)));
          }),
          startActor(async (turn) => {
            seen = await readAll(1, inTurns(client, turn));
          }),
        ];
        for (const index of order) await actors[index]!.step();
        for (const actor of actors) await actor.finish();

        expect([all, 'gone']).toContainEqual(seen);
        outcomes.add(rolledBack!.result);
        const { versions: left } = await read();
        if (rolledBack!.result === 'published') {
          expect(left).toMatchObject({ 1: { state: 'live' }, 2: { state: 'superseded' } });
          expect(await readAll(1)).toEqual(all);
        } else {
          expect(left).toMatchObject({ 2: { state: 'live' } });
          expect(left).not.toHaveProperty('1');
          expect(await readAll(1)).toBe('gone');
        }
        expect(await readAll(2)).toEqual(all);
      }),
      { numRuns: 60 },
    );
    expect(outcomes).toEqual(new Set(['published', 'refused']));
  });

  it('is collected by the next run when the answer to the mark was lost', async () => {
    const { ports, read, readAll } = await arrange();
    const run = await collectAll({
      ...ports(),
      beginCollecting: ports(losingAnswers(dynalite.document)).beginCollecting,
    });
    expect(run).toMatchObject({ chunks: 0, versions: 0 });
    expect((await read()).versions[1]).toMatchObject({ state: 'collecting' });
    expect(await readAll(1)).toBe('gone');
    expect(await collectAll(ports())).toMatchObject({ chunks: 5, versions: 1 });
  });

  it('is struck off although the answer to that was lost', async () => {
    const { ports, read } = await arrange();
    await collectAll({
      ...ports(),
      dropVersions: ports(losingAnswers(dynalite.document)).dropVersions,
    });
    expect(Object.keys((await read()).versions)).toEqual(['2']);
    expect(await collectAll(ports())).toMatchObject({ chunks: 0, versions: 0 });
  });
});

describe("a difference whose grace is over, as its base's is", () => {
  const onBase = aDifferenceLayout({ base: 1, chunks: 5, shards: 2 });
  const grace = { state: 'superseded' as const, ...published, until: now };
  const versions: Record<number, Version> = {
    1: grace,
    2: { ...grace, layout: onBase },
    3: { state: 'live', ...published },
  };

  it('is published again with all that it stands on, or collected', async () => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(2), { maxLength: 50, size: 'max' }), async (order) => {
        const { ports, rollback, chunksOf, read } = await arrange(versions);
        const { document } = dynalite;
        let rolledBack: Rollback | undefined;
        const collectTwice = async (turn: Turn): Promise<void> => {
          for (let run = 0; run < 2; run += 1) await collectAll(ports(inTurns(document, turn)));
        };
        const actors = [
          startActor(async (turn) => {
            rolledBack = await rollback(inTurns(document, turn), 2);
          }),
          startActor(collectTwice),
          startActor(collectTwice),
        ];
        for (const index of order) await actors[index]!.step();
        for (const actor of actors) await actor.finish();

        outcomes.add(rolledBack!.result);
        const { versions: left } = await read();
        const isPublished = rolledBack!.result === 'published';
        expect(Object.keys(left)).toEqual(isPublished ? ['1', '2', '3'] : ['3']);
        for (const version of [1, 2, 3])
          expect(await chunksOf(version)).toBe(version in left ? 5 : 0);
      }),
      { numRuns: 40 },
    );
    expect(outcomes).toEqual(new Set(['published', 'refused']));
  });
});
