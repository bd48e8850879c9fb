import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Deps } from '../../../lambdas/dead-letter/deps.ts';
import { createHandler } from '../../../lambdas/dead-letter/handler.ts';
import { createGetAudienceItem } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { createGetProject } from '../../../lambdas/shared/adapters/read-projects.ts';
import { createRecordDrop } from '../../../lambdas/shared/adapters/record-drop.ts';
import { createSaveRecord } from '../../../lambdas/shared/adapters/save-record.ts';
import { createClaimImport } from '../../../lambdas/shared/claims/claim-import.ts';
import { createEndImport } from '../../../lambdas/shared/claims/end-import.ts';
import { malformedPartition } from '../../../lambdas/shared/contract.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { isDue, isOnItsWay } from '../../../lambdas/shared/domain/due.ts';
import { importRecordSchema } from '../../../lambdas/shared/domain/import-record.ts';
import { malformedMessageSchema } from '../../../lambdas/shared/domain/malformed-message.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aMessage, anAudienceItem, aProject, aSource } from '../../support/factories.ts';

const now = 100_000_000;
const hour = 3_600_000;

let dynalite: Dynalite;
let projectId: string;
let projects = 0;
const logged: unknown[] = [];
let counted = 0;

beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());
beforeEach(async () => {
  projects += 1;
  projectId = `project-${projects}`;
  logged.length = 0;
  counted = 0;
  await put('projects', aProject({ projectId }));
});

const put = async (table: 'projects' | 'audiences', Item: object): Promise<void> => {
  await dynalite.document.send(
    new PutCommand({ TableName: dynalite.tables[table], Item: Item as Record<string, unknown> }),
  );
};

/** A file that the scanner has sent and nobody has imported. */
const putAudience = (more: Partial<AudienceItem> = {}): Promise<void> =>
  put('audiences', anAudienceItem({ projectId, enqueued: { etag: 'e1', at: now - 1 }, ...more }));

const readAudience = async (): Promise<AudienceItem> => {
  const { document, tables } = dynalite;
  return (await createGetAudienceItem(document, tables.audiences)(projectId, 'vip.csv'))!;
};

const recordsOf = async (audience: string): Promise<unknown[]> => {
  const { Items } = await dynalite.document.send(
    new QueryCommand({
      TableName: dynalite.tables.imports,
      KeyConditionExpression: 'audience = :audience',
      ExpressionAttributeValues: { ':audience': audience },
    }),
  );
  return Items ?? [];
};

/** The handler with the real adapters. */
const receive = (
  bodies: string[],
  more: Partial<Deps['ports']> = {},
): Promise<SQSBatchResponse> => {
  const { document: dynamodb, tables } = dynalite;
  const getItem = createGetAudienceItem(dynamodb, tables.audiences);
  const audiences = { dynamodb, tableName: tables.audiences, getItem, now: () => now };
  const log = (...entry: unknown[]): void => void logged.push(entry);
  const deps = {
    ports: {
      getItem,
      claimImport: createClaimImport(audiences),
      endImport: createEndImport(audiences),
      getProject: createGetProject(dynamodb, tables.projects),
      recordDrop: createRecordDrop(dynamodb, tables.audiences),
      saveRecord: createSaveRecord(dynamodb, tables.imports),
      onRecordLost: log,
      newImportId: randomUUID,
      now: () => now,
      ...more,
    },
    logger: { addContext: () => undefined, info: log, error: log },
    metrics: {
      addMetric: (_name: string, _unit: unknown, value: number) => {
        counted += value;
      },
      publishStoredMetrics: () => undefined,
    },
  } as unknown as Deps;
  const Records = bodies.map((body, index) => ({
    messageId: `${projectId}-${index}`,
    body,
    eventSource: 'aws:sqs',
    attributes: { SentTimestamp: String(now) },
  }));
  const context = { getRemainingTimeInMillis: () => 60_000 } as Context;
  return createHandler(deps)({ Records: Records as SQSRecord[] } satisfies SQSEvent, context);
};

const message = (more = {}): string =>
  JSON.stringify(aMessage({ projectId, at: now - 1, ...more }));

const failed = (...indexes: number[]): SQSBatchResponse => ({
  batchItemFailures: indexes.map((index) => ({ itemIdentifier: `${projectId}-${index}` })),
});

describe('a dead letter', () => {
  it('ends the import as failed, with a notice and a time when it is due again', async () => {
    await putAudience();
    expect(await receive([message()])).toEqual(failed());
    const item = await readAudience();
    expect(item).toMatchObject({
      outcome: { result: 'failed', cause: 'gave-up', retryAt: now + hour, retries: 0 },
      pending: projectId,
      versions: {},
    });
    expect(item).not.toHaveProperty('claim');
    expect(Object.values(item.notices)).toMatchObject([{ kind: 'failed', cause: 'gave-up' }]);
    const [record] = await recordsOf(`${projectId}/vip.csv`);
    expect(importRecordSchema.parse(record)).toMatchObject({
      outcome: 'failed',
      importId: item.outcome?.importId,
    });
    expect(counted).toBe(1);
  });

  it('leaves the file to the scanner when its time has come', async () => {
    await putAudience();
    await receive([message()]);
    const item = await readAudience();
    const later = now + hour;
    expect(isDue(item, later - 1)).toBe(false);
    expect(isDue(item, later) && !isOnItsWay(item, later)).toBe(true);
  });

  it('that comes twice is told once', async () => {
    await putAudience();
    expect(await receive([message(), message()])).toEqual(failed());
    expect(await recordsOf(`${projectId}/vip.csv`)).toHaveLength(1);
    expect(Object.keys((await readAudience()).notices)).toHaveLength(1);
    expect(counted).toBe(2);
  });

  it('says nothing of a file that was imported after all', async () => {
    const outcome = { etag: 'e1', result: 'published' as const, importId: 'i1', at: 1 };
    await putAudience({ outcome });
    expect(await receive([message()])).toEqual(failed());
    expect(await readAudience()).toMatchObject({ outcome, notices: {} });
    expect(await recordsOf(`${projectId}/vip.csv`)).toEqual([]);
  });

  it('is of the file as it is by then: the message says which file is due, not which version', async () => {
    await putAudience({ source: aSource({ etag: 'e2', size: 20 }) });
    expect(await receive([message()])).toEqual(failed());
    expect(await readAudience()).toMatchObject({ outcome: { etag: 'e2', cause: 'gave-up' } });
    expect(await recordsOf(`${projectId}/vip.csv`)).toMatchObject([{ etag: 'e2', size: 20 }]);
  });

  it('comes back while the file is being imported, and the others of its batch do not', async () => {
    await putAudience({
      versionCounter: 1,
      claim: { version: 1, owner: 'i1', etag: 'e1', until: now + 1 },
      versions: { 1: { state: 'writing', etag: 'e1', until: now + 1 } },
    });
    await putAudience({ fileName: 'other.csv' });
    const batch = [message(), message({ fileName: 'other.csv' })];
    expect(await receive(batch)).toEqual(failed(0));
    expect(await readAudience()).toMatchObject({ claim: { owner: 'i1' }, notices: {} });
    expect(await recordsOf(`${projectId}/other.csv`)).toHaveLength(1);
    expect(counted).toBe(2);
  });

  it('takes over what a dead import was writing', async () => {
    await putAudience({
      versionCounter: 1,
      claim: { version: 1, owner: 'i1', etag: 'e1', until: now },
      versions: { 1: { state: 'writing', etag: 'e1', until: now } },
    });
    await receive([message()]);
    const item = await readAudience();
    expect(item.versions).toEqual({ 1: { state: 'abandoned', etag: 'e1', until: now } });
    expect(item.outcome?.result).toBe('failed');
  });

  it.each([
    ['deleted', { deletedAt: 1 }, 'project-gone'],
    ['paused', { paused: true }, 'paused'],
  ])('of a project that is %s is recorded and not told', async (_, state, cause) => {
    await put('projects', aProject({ projectId, ...state }));
    await putAudience();
    expect(await receive([message()])).toEqual(failed());
    const item = await readAudience();
    expect(item).toMatchObject({ notices: {}, versions: {}, enqueued: { dropped: true } });
    expect(item).not.toHaveProperty('outcome');
    expect(item).not.toHaveProperty('claim');
    expect(await recordsOf(`${projectId}/vip.csv`)).toMatchObject([{ outcome: 'released', cause }]);
  });

  it('that is malformed is recorded, logged without what it contains, and done with', async () => {
    const bodies = [
      'user-0001\nuser-0002',
      '{"projectId":"user-0001"}',
      JSON.stringify(aMessage({ projectId: 'nobody' })),
    ];
    expect(await receive(bodies)).toEqual(failed());
    const records = (await recordsOf(malformedPartition))
      .map((record) => malformedMessageSchema.parse(record))
      .filter(({ importId }) => importId.startsWith(`${projectId}-`));
    expect(records.map(({ reason, body }) => [reason, body])).toEqual([
      ['not-json', bodies[0]],
      ['wrong-shape', bodies[1]],
      ['unknown-project', bodies[2]],
    ]);
    expect(logged).toHaveLength(3);
    expect(JSON.stringify(logged)).not.toContain('user-0001');
    expect(counted).toBe(3);
  });

  it('is claimed for 30 s longer than the function may run', async () => {
    const untils: number[] = [];
    await receive([message()], {
      claimImport: (_message, _importId, until) => {
        untils.push(until);
        return Promise.resolve('not-due');
      },
    });
    expect(untils).toEqual([now + 60_000 + 30_000]);
  });

  it('comes back when AWS does not answer, and is counted all the same', async () => {
    await putAudience();
    const claimImport = () => Promise.reject(new Error('throttled'));
    await expect(receive([message()], { claimImport })).rejects.toThrow();
    expect(counted).toBe(1);
    expect(await receive([message()])).toEqual(failed());
    expect((await readAudience()).outcome?.result).toBe('failed');
  });
});
