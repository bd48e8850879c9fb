import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { serve, type TestServer } from '../../support/http-server.ts';
import { anAudienceItem, aProject } from '../../support/factories.ts';
import {
  connectTo,
  type LambdaFunction,
  runCommand,
  type StackParts,
  startLambda,
} from './run-command.ts';

let dynalite: Dynalite;
const stops: (() => void)[] = [];
let s3: TestServer;
/** What S3 says of the bucket; undefined: it may not be listed. */
let listed: string | undefined = '';

beforeAll(async () => {
  s3 = await serve((request, response) => {
    request.resume();
    if (listed === undefined)
      response
        .writeHead(403)
        .end('<Error><Code>AccessDenied</Code><Message>no right</Message></Error>');
    else response.end(`<ListBucketResult>${listed}</ListBucketResult>`);
  });
  dynalite = await startDynalite();
  await dynalite.document.send(
    new PutCommand({ TableName: dynalite.tables.projects, Item: aProject() }),
  );
});
afterEach(() => {
  listed = '';
  for (const stop of stops.splice(0)) stop();
});
afterAll(async () => {
  await dynalite.stop();
  await s3.stop();
});

const scan = async (scanner: LambdaFunction, ...options: string[]) => {
  const { endpoint, stop } = await startLambda({ scanner });
  stops.push(stop);
  return runCommand(connectTo(dynalite, { lambda: endpoint, s3: s3.endpoint }), [
    'scan',
    ...options,
  ]);
};

const summary = {
  projects: [
    {
      projectId: 'shop',
      seen: 3,
      changed: 1,
      sent: 1,
      underway: 0,
      ignored: 2,
      missing: 0,
      ignoredBy: { 'csv-folder': 1, hidden: 1 },
      held: 4,
      overtaken: 0,
      beingWritten: 1,
      failed: 0,
      waiting: 0,
      longestWaitSeconds: 0,
    },
  ],
  stoppedEarly: false,
};
/** As the command prints it. */
const view = {
  ...summary,
  underNoProject: { files: 0, places: [], isAll: true },
  projects: summary.projects.map((each) => ({ ...each, project: 'shop' })),
};

const storeAudience = (...more: Parameters<typeof anAudienceItem>) =>
  dynalite.document.send(
    new PutCommand({ TableName: dynalite.tables.audiences, Item: anAudienceItem(...more) }),
  );

describe('scan', () => {
  it('prints what the scanner says', async () => {
    const json = await scan(() => Promise.resolve({ payload: summary }), '--json');
    expect(json).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(json.stdout)).toEqual(view);
    const { stdout } = await scan(() => Promise.resolve({ payload: summary }));
    expect(stdout).toMatch(/^shop +3 +1 +1 +0 +2 +0 +4$/m);
    expect(stdout).toContain('shop: ignored 1 csv-folder, 1 hidden. Which, and what to do:');
    expect(stdout).toContain('shop: 1 file of zero bytes: being written, it seems');
  });

  it('says so where nothing lies under the path of a project', async () => {
    const none = { ...summary.projects[0], seen: 0, ignored: 0, ignoredBy: {} };
    const payload = { ...summary, projects: [none] };
    const { stdout } = await scan(() => Promise.resolve({ payload }));
    expect(stdout).toContain('shop: nothing lies under its path.');
  });

  it('names files that lie under no project', async () => {
    listed =
      '<Contents><Key>stray%1B.csv</Key></Contents><Contents><Key>notes.txt</Key></Contents>';
    const payload = { ...summary, projects: [] };
    const { stdout, stderr } = await scan(() => Promise.resolve({ payload }));
    expect(stdout).toContain(
      '1 file lies under no project, so that nobody imports it: "stray\\u{1b}.csv".',
    );
    expect(stderr).toBe('');
  });

  it('says that it may not look for them, and has scanned all the same', async () => {
    listed = undefined;
    const { exitCode, stdout, stderr } = await scan(
      () => Promise.resolve({ payload: summary }),
      '--json',
    );
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ ...view, underNoProject: null });
    expect(stderr).toContain('because the bucket cannot be listed: no right');
  });

  it('says whether there is no project, or all are paused', async () => {
    const nothing: LambdaFunction = () =>
      Promise.resolve({ payload: { ...summary, projects: [] } });
    const put = (more: Parameters<typeof aProject>[0]) =>
      dynalite.document.send(
        new PutCommand({ TableName: dynalite.tables.projects, Item: aProject(more) }),
      );
    await put({ paused: true });
    expect((await scan(nothing)).stdout).toContain('all projects are paused: "shop".');
    await put({ paused: true, deletedAt: 1 });
    expect((await scan(nothing)).stdout).toContain(
      'There is no project yet: "audience-import project put',
    );
    await put({});
    expect((await scan(nothing)).stdout).toBe('No project was scanned.\n');
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
    const scanner: LambdaFunction = async () => {
      await storeAudience({ outcome });
      return { payload: summary };
    };
    const { exitCode, stdout } = await scan(scanner, '--wait', '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      ...view,
      outcomes: [{ project: 'shop', name: 'vip', result: 'rejected', cause: 'empty' }],
    });
  });

  it('gives up waiting after --wait-timeout, and names what is open', async () => {
    const scanner: LambdaFunction = async () => {
      await storeAudience({ enqueued: { etag: 'e1', at: Date.now() } });
      return { payload: summary };
    };
    const { exitCode, stdout, stderr } = await scan(scanner, '--wait', '--wait-timeout', '30');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('Not done after 30 s: "shop/vip.csv"');
  });
});

describe('scan --wait where something has to be told', () => {
  const pending = { pending: 'shop', outcome: anOutcome() };

  function anOutcome() {
    return { etag: 'e1', result: 'rejected', importId: 'i1', at: 1, cause: 'empty' } as const;
  }

  const scanner: LambdaFunction = async () => {
    await storeAudience(pending);
    return { payload: summary };
  };

  const waitWith = async (
    mailer: LambdaFunction,
    parts: StackParts,
    options: readonly string[],
    onSleep?: () => unknown,
  ) => {
    let runs = 0;
    const { endpoint, stop } = await startLambda({
      scanner,
      mailer: () => {
        runs += 1;
        return mailer();
      },
    });
    stops.push(stop);
    const connect = connectTo(dynalite, {
      lambda: endpoint,
      s3: s3.endpoint,
      resources: { mailerFunction: 'mailer' },
      ...parts,
    });
    await storeAudience();
    const result = await runCommand(connect, ['scan', '--json', ...options], '', onSleep);
    return { ...result, runs };
  };
  const local = { ses: 'http://127.0.0.1:1' };

  it('runs the mailer of a local stack until nothing is pending', async () => {
    let toSend = 2;
    const mailer: LambdaFunction = async () => {
      toSend -= 1;
      if (toSend === 0) await storeAudience({ outcome: anOutcome() });
      return { payload: null };
    };
    const { exitCode, stdout, stderr, runs } = await waitWith(mailer, local, ['--wait']);
    expect({ exitCode, stderr, runs }).toEqual({ exitCode: 0, stderr: '', runs: 2 });
    expect(JSON.parse(stdout)).toMatchObject({ outcomes: [{ name: 'vip', cause: 'empty' }] });
  });

  it('shows what the mailer says of its failure, after what was imported', async () => {
    const mailer: LambdaFunction = () =>
      Promise.resolve({ payload: { errorMessage: 'SES refused' }, hasFailed: true });
    const { exitCode, stdout, stderr } = await waitWith(mailer, local, ['--wait']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ outcomes: [{ name: 'vip' }] });
    expect(stderr).toBe('error: Sending mails failed: SES refused. The log of mailer says more.\n');
  });

  it('gives up at its time, and names what is pending', async () => {
    const mailer: LambdaFunction = () => Promise.resolve({ payload: null });
    const options = ['--wait', '--wait-timeout', '30'];
    const { exitCode, stderr } = await waitWith(mailer, local, options);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('mails about "shop/vip.csv" are not out yet');
  });

  it('waits when another run of the mailer is at it', async () => {
    const mailer: LambdaFunction = () => Promise.resolve({ payload: { underway: true } });
    const { exitCode, stderr } = await waitWith(mailer, local, ['--wait'], () =>
      storeAudience({ outcome: anOutcome() }),
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  it('is left to the mailer’s own rule on AWS, and waited for when asked', async () => {
    const mailer: LambdaFunction = () => Promise.reject(new Error('must not be run'));
    expect(await waitWith(mailer, {}, ['--wait'])).toMatchObject({ exitCode: 0, runs: 0 });
    let sleeps = 0;
    const waited = await waitWith(mailer, {}, ['--wait-mails'], async () => {
      sleeps += 1;
      if (sleeps === 3) await storeAudience({ outcome: anOutcome() });
    });
    expect(waited).toMatchObject({ exitCode: 0, runs: 0 });
    expect(sleeps).toBe(3);
  });

  it('is nothing to wait for in a stack without a mailer', async () => {
    const mailer: LambdaFunction = () => Promise.reject(new Error('must not be run'));
    const older = { resources: { mailerFunction: undefined } };
    expect(await waitWith(mailer, { ...local, ...older }, ['--wait'])).toMatchObject({
      exitCode: 0,
    });
    const { exitCode, stderr } = await waitWith(mailer, older, ['--wait-mails']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('sends no mails yet');
  });
});
