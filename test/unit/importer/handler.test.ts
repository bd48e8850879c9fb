import { describe, expect, it } from '@jest/globals';
import type { Context, SQSRecord } from 'aws-lambda';
import type { Deps } from '../../../lambdas/importer/deps.ts';
import { createHandler } from '../../../lambdas/importer/handler.ts';
import { aMessage } from '../../support/factories.ts';

const context = { getRemainingTimeInMillis: () => 60_000 } as Context;

/** What the handler asks for when a message was received so often; `ports` say how its import goes. */
const receive = async (
  receiveCount: number,
  ports: Partial<Deps['ports']>,
  changeVisibility: Deps['repeatAfter'] = () => Promise.resolve(),
) => {
  const asked: [receiptHandle: string, seconds: number][] = [];
  const logged: string[] = [];
  const record = {
    ...{ messageId: 'm1', receiptHandle: 'handle', eventSource: 'aws:sqs' },
    body: JSON.stringify(aMessage()),
    attributes: { ApproximateReceiveCount: String(receiveCount) },
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
    logger: {
      addContext: () => undefined,
      appendKeys: () => undefined,
      resetKeys: () => undefined,
      info: (message: string) => void logged.push(message),
      error: (message: string) => void logged.push(message),
    },
    metrics: { addMetric: () => undefined, publishStoredMetrics: () => undefined },
  } as unknown as Deps;
  const failure = await createHandler(deps)({ Records: [record] }, context).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { asked, failure, logged };
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

it('a message that is done with is left alone', async () => {
  const { asked, failure, logged } = await receive(1, dropped);
  expect(failure).toBeUndefined();
  expect(asked).toEqual([]);
  expect(logged).toEqual(['import ended']);
});
