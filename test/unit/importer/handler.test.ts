import { describe, expect, it } from '@jest/globals';
import type { Context, SQSRecord } from 'aws-lambda';
import type { Deps } from '../../../lambdas/importer/deps.ts';
import { createHandler } from '../../../lambdas/importer/handler.ts';
import { withoutTexts } from '../../../lambdas/importer/import-result.ts';
import type { ClaimedImport, Failure } from '../../../lambdas/shared/claims/ports.ts';
import { aMessage } from '../../support/factories.ts';
import { createFakeTimers, type FakeTimers } from '../../support/fake-timers.ts';

const context = { getRemainingTimeInMillis: () => 60_000 } as Context;

/** What the handler asks for when a message was received so often; `ports` say how its import goes. */
const receive = async (
  receiveCount: number,
  ports: Partial<Deps['ports']>,
  changeVisibility: Deps['repeatAfter'] = () => Promise.resolve(),
  whileItRuns: (timers: FakeTimers) => void = () => undefined,
  body: object = aMessage(),
) => {
  const asked: [receiptHandle: string, seconds: number][] = [];
  const timers = createFakeTimers();
  const logged: string[] = [];
  const record = {
    messageId: 'm1',
    receiptHandle: 'handle',
    eventSource: 'aws:sqs',
    body: JSON.stringify(body),
    attributes: { ApproximateReceiveCount: String(receiveCount), SentTimestamp: '2000000' },
  } as SQSRecord;
  const deps = {
    ports: {
      now: () => 0,
      newImportId: () => 'import-1',
      recordDrop: () => Promise.resolve(),
      ...ports,
    },
    repeatAfter: (receiptHandle: string, seconds: number) => {
      asked.push([receiptHandle, seconds]);
      return changeVisibility(receiptHandle, seconds);
    },
    startTimer: timers.startTimer,
    logger: {
      addContext: () => undefined,
      appendKeys: () => undefined,
      resetKeys: () => undefined,
      info: (message: string) => void logged.push(message),
      error: (message: string) => void logged.push(message),
    },
    metrics: { addMetric: () => undefined, publishStoredMetrics: () => undefined },
  } as unknown as Deps;
  const handled = createHandler(deps)({ Records: [record] }, context);
  whileItRuns(timers);
  const failure = await handled.then(
    () => undefined,
    (error: unknown) => error,
  );
  return { asked, failure, logged, timers };
};

const interrupted: Partial<Deps['ports']> = {
  claimImport: () => Promise.reject(new Error('throttled')),
};
const dropped: Partial<Deps['ports']> = { claimImport: () => Promise.resolve('not-due') };

describe('a message whose import is interrupted', () => {
  it.each([
    [1, 60],
    [2, 300],
    [3, 900],
    // A dead letter: nobody waits for it any longer.
    [4, 0],
  ])('for time %d comes back after %d s', async (receiveCount, seconds) => {
    const { asked, failure } = await receive(receiveCount, interrupted);
    expect(asked).toEqual([['handle', seconds]]);
    expect(failure).toBeInstanceOf(Error);
  });

  it('comes back by itself where that cannot be set, which is logged', async () => {
    const { failure, logged } = await receive(1, interrupted, () =>
      Promise.reject(new Error('access denied')),
    );
    expect(failure).toMatchObject({ recordErrors: [new Error('throttled')] });
    expect(logged).toEqual([
      'import interrupted, the message goes back to the queue',
      'the message comes back when its visibility timeout ends',
    ]);
  });
});

it('what a file says is not logged: it may be user IDs', () => {
  const failure = { cause: 'json' as const, row: 1, message: 'It begins: {"id":"user-1"}' };
  expect(JSON.stringify(withoutTexts({ result: 'rejected', failure }))).toBe(
    '{"result":"rejected","failure":{"cause":"json","row":1}}',
  );
  expect(withoutTexts({ result: 'dropped', why: 'not-due' })).toEqual({
    result: 'dropped',
    why: 'not-due',
  });
});

describe('a message with several files', () => {
  const { projectId, path, ...file } = aMessage();
  const body = {
    projectId,
    path,
    files: ['a.csv', 'b.csv'].map((fileName) => ({ ...file, fileName })),
  };
  const receiveBoth = (a: 'ends' | 'fails', b: 'ends' | 'fails') =>
    receive(
      2,
      {
        claimImport: ({ fileName }) =>
          (fileName === 'a.csv' ? a : b) === 'ends'
            ? Promise.resolve('not-due')
            : Promise.reject(new Error(`no ${fileName}`)),
      },
      undefined,
      undefined,
      body,
    );

  it.each([
    ['fails', 'ends', 'no a.csv'],
    ['ends', 'fails', 'no b.csv'],
    // One cause is enough for an error; the log has both.
    ['fails', 'fails', 'no a.csv'],
  ] as const)('comes back once for those that were interrupted: %s, %s', async (a, b, error) => {
    const { asked, failure, logged } = await receiveBoth(a, b);
    expect(asked).toEqual([['handle', 300]]);
    expect(failure).toMatchObject({ recordErrors: [new Error(error)] });
    expect(logged.filter((line) => line.startsWith('import'))).toHaveLength(2);
  });

  it('does not come back when all of them have ended', async () => {
    const { asked, failure } = await receiveBoth('ends', 'ends');
    expect({ asked, failure }).toEqual({ asked: [], failure: undefined });
  });
});

it('a message that is done with is left alone', async () => {
  const { asked, failure, logged } = await receive(1, dropped);
  expect(failure).toBeUndefined();
  expect(asked).toEqual([]);
  expect(logged).toEqual(['import ended']);
});

describe('the time of an import', () => {
  it('is over 8 s before the function is stopped: then it fails as too slow, and keeps no message', async () => {
    const failed: string[] = [];
    const late = Promise.withResolvers<undefined>();
    // Nobody may ask for it any more.
    late.promise.catch(() => undefined);
    const { failure, asked } = await receive(
      1,
      {
        claimImport: () => Promise.resolve({ live: {} } as ClaimedImport),
        getProject: () => late.promise,
        endImport: {
          fail: (_claimed: ClaimedImport, { cause }: Failure) => {
            failed.push(cause);
            return Promise.resolve(true);
          },
        } as unknown as Deps['ports']['endImport'],
        recordImport: () => Promise.resolve(),
      },
      undefined,
      (timers) => {
        expect(timers.running()).toEqual([52_000]);
        timers.end();
        late.reject(new Error('aborted'));
      },
    );
    expect(failed).toEqual(['too-slow']);
    expect({ failure, asked }).toEqual({ failure: undefined, asked: [] });
  });

  it('is not measured any longer than the import takes', async () => {
    const { timers } = await receive(1, dropped);
    expect(timers.running()).toEqual([]);
  });

  it('is shorter than the life of its claim, which outlives the function by 30 s', async () => {
    const untils: number[] = [];
    await receive(1, {
      now: () => 1_000,
      claimImport: (_message, _importId, until) => {
        untils.push(until);
        return Promise.resolve('not-due');
      },
    });
    expect(untils).toEqual([91_000]);
  });
});
