import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createGetAudienceItem } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { malformedPartition } from '../../../lambdas/shared/contract.ts';
import type { AudienceItem, Outcome } from '../../../lambdas/shared/domain/audience-item.ts';
import type { MalformedMessage } from '../../../lambdas/shared/domain/malformed-message.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { anAudienceItem, aProject, aSource } from '../../support/factories.ts';
import { connectTo, runCommand } from './run-command.ts';

let dynalite: Dynalite;

const later = Date.now() + 86_400_000;
const gaveUp: Outcome = {
  etag: 'e1',
  result: 'failed',
  cause: 'gave-up',
  importId: 'i1',
  at: 1,
  retryAt: later,
};

const store = (TableName: string, Item: object) =>
  dynalite.document.send(new PutCommand({ TableName, Item: { ...Item } }));
const storeAudience = (fileName: string, more: Partial<AudienceItem>) =>
  store(dynalite.tables.audiences, anAudienceItem({ fileName, ...more }));
const run = (...args: string[]) =>
  runCommand(connectTo(dynalite), ['dead-letter', 'redrive', ...args]);
const retryAtOf = async (projectId: string, fileName: string) => {
  const { document, tables } = dynalite;
  const item = await createGetAudienceItem(document, tables.audiences)(projectId, fileName);
  return item?.outcome?.retryAt;
};

beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

const malformed = (importId: string, at: number): MalformedMessage => ({
  audience: malformedPartition,
  importId,
  reason: 'not-json',
  detail: 'It is not JSON.',
  body: '{',
  at,
  expiresAt: 1,
});

describe('dead-letter redrive', () => {
  it('says so when there is nothing to do', async () => {
    const { exitCode, stdout } = await run();
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: 'No import was given up.\n',
    });
  });

  it('makes due what was given up on, in all projects, and nothing else', async () => {
    const { projects, audiences } = dynalite.tables;
    await store(projects, aProject());
    await store(projects, aProject({ projectId: 'app', path: 'app/', paused: true }));
    await store(projects, aProject({ projectId: 'old', path: 'old/', deletedAt: 1 }));
    await storeAudience('a.csv', { outcome: gaveUp });
    await store(
      audiences,
      anAudienceItem({ projectId: 'app', fileName: 'b.csv', outcome: gaveUp }),
    );
    await store(
      audiences,
      anAudienceItem({ projectId: 'old', fileName: 'o.csv', outcome: gaveUp }),
    );
    await storeAudience('slow.csv', { outcome: { ...gaveUp, cause: 'too-slow' } });
    await storeAudience('changed.csv', { outcome: gaveUp, source: aSource({ etag: 'e2' }) });
    await storeAudience('gone.csv', { outcome: gaveUp, source: aSource({ present: false }) });
    await storeAudience('running.csv', {
      outcome: gaveUp,
      claim: { version: 1, owner: 'i2', etag: 'e1', until: later },
    });

    const { exitCode, stdout, stderr } = await run('--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      redriven: expect.arrayContaining([
        { project: 'shop', name: 'a' },
        { project: 'app', name: 'b' },
      ]),
      malformed: [],
    });
    expect((JSON.parse(stdout) as { redriven: unknown[] }).redriven).toHaveLength(2);
    expect(stderr).toContain('Project "app" is paused');
    expect(stderr).not.toContain('"shop"');
    expect(await retryAtOf('shop', 'a.csv')).toBeLessThan(later);
    expect(await retryAtOf('app', 'b.csv')).toBeLessThan(later);
    for (const fileName of ['slow.csv', 'changed.csv', 'gone.csv', 'running.csv'])
      expect(await retryAtOf('shop', fileName)).toBe(later);
    expect(await retryAtOf('old', 'o.csv')).toBe(later);
  });

  it('lists malformed messages, newest first, and leaves them where they are', async () => {
    await store(dynalite.tables.imports, malformed('m-1', 2));
    await store(dynalite.tables.imports, malformed('m-2', 1));
    for (let round = 0; round < 2; round += 1) {
      const { malformed: listed } = JSON.parse((await run('--json')).stdout) as {
        malformed: object[];
      };
      expect(listed).toEqual([
        {
          messageId: 'm-1',
          at: '1970-01-01T00:00:00.002Z',
          reason: 'not-json',
          detail: 'It is not JSON.',
          body: '{',
        },
        expect.objectContaining({ messageId: 'm-2' }),
      ]);
    }
    expect((await run()).stdout).toMatch(/are not sent again:\nWHEN.*\n.*m-1\n.*m-2/);
  });
});
