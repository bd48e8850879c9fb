import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { anAudienceItem, aProject } from '../../support/factories.ts';
import { connectTo, runCommand, type Scanner, startLambda } from './run-command.ts';

let dynalite: Dynalite;
const stops: (() => void)[] = [];

beforeAll(async () => {
  dynalite = await startDynalite();
  await dynalite.document.send(
    new PutCommand({ TableName: dynalite.tables.projects, Item: aProject() }),
  );
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});
afterAll(() => dynalite.stop());

const scan = async (scanner: Scanner, ...options: string[]) => {
  const { endpoint, stop } = await startLambda(scanner);
  stops.push(stop);
  return runCommand(connectTo(dynalite, endpoint), ['scan', ...options]);
};

const summary = {
  projects: [
    { projectId: 'shop', seen: 3, changed: 1, sent: 1, underway: 0, ignored: 2, missing: 0 },
  ],
  stoppedEarly: false,
};

const storeAudience = (...more: Parameters<typeof anAudienceItem>) =>
  dynalite.document.send(
    new PutCommand({ TableName: dynalite.tables.audiences, Item: anAudienceItem(...more) }),
  );

describe('scan', () => {
  it('prints what the scanner says', async () => {
    const json = await scan(() => Promise.resolve({ payload: summary }), '--json');
    expect(json).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(json.stdout)).toEqual(summary);
    const { stdout } = await scan(() => Promise.resolve({ payload: summary }));
    expect(stdout).toMatch(/^shop +3 +1 +1 +0 +2 +0$/m);
  });

  it('says when there is more to scan', async () => {
    const payload = { ...summary, stoppedEarly: true };
    const { exitCode, stderr } = await scan(() => Promise.resolve({ payload }));
    expect(exitCode).toBe(0);
    expect(stderr).toContain('ran out of time');
  });

  it('fails with the scanner’s message', async () => {
    const payload = { errorType: 'ScanIncompleteError', errorMessage: '1 project(s) failed' };
    const { exitCode, stdout, stderr } = await scan(
      () => Promise.resolve({ payload, hasFailed: true }),
      '--json',
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toBe(
      'error: The scan failed: 1 project(s) failed. The log of scanner says more.\n',
    );
  });

  it('waits for the imports that it caused, and prints how they ended', async () => {
    const outcome = {
      etag: 'e1',
      result: 'rejected',
      importId: 'i1',
      at: 1,
      cause: 'empty',
    } as const;
    const scanner: Scanner = async () => {
      await storeAudience({ outcome });
      return { payload: summary };
    };
    const { exitCode, stdout } = await scan(scanner, '--wait', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      ...summary,
      outcomes: [{ project: 'shop', name: 'vip', result: 'rejected', cause: 'empty' }],
    });
  });

  it('gives up waiting after --wait-timeout, and names what is open', async () => {
    const scanner: Scanner = async () => {
      await storeAudience({ enqueued: { etag: 'e1', at: Date.now() } });
      return { payload: summary };
    };
    const { exitCode, stdout, stderr } = await scan(scanner, '--wait', '--wait-timeout', '30');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('Not done after 30 s: "shop/vip.csv"');
  });
});
