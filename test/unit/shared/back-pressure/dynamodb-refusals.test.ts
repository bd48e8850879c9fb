import { BatchGetItemCommand, GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { refuseAtOnce } from '../../../../lambdas/shared/back-pressure/refuse-at-once.ts';
import { TableThrottledError } from '../../../../lambdas/shared/back-pressure/table-throttled-error.ts';
import { type Aws, createAws } from '../../../support/aws/create-aws.ts';
import { createRandom } from '../../../support/aws/time/create-random.ts';
import { createVirtualTime } from '../../../support/aws/time/virtual-time.ts';
import type { FaultOf } from '../../../support/aws/wire/fault.ts';
import { ServiceError } from '../../../support/aws/wire/service-error.ts';
import { createResources, tables } from '../../../support/simulation/resources.ts';

/** How DynamoDB says that it takes nothing. */
const names = [
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
];

const arrange = async (faultOf: FaultOf) => {
  const time = createVirtualTime();
  let calls = 0;
  let isOn = false;
  const aws = createAws({
    virtual: { time, random: createRandom(2) },
    faultOf: (call) => {
      if (!isOn) return undefined;
      calls += 1;
      return faultOf(call);
    },
  });
  await time.run(() => createResources(aws));
  isOn = true;
  const run = <T>(work: (dynamodb: Aws['dynamodb']) => Promise<T>): Promise<T> =>
    time.run(() => work(aws.dynamodb));
  return { run, time, calls: () => calls };
};

const refusal = (name: string) => ({ error: new ServiceError(name, 'too much') });
const key = { projectId: { S: 'p' } };
const getItem = () => new GetItemCommand({ TableName: tables.projects, Key: key });

describe('a call that DynamoDB refuses', () => {
  it.each(names)('ends at once where its caller repeats it: %s', async (name) => {
    const { run, calls } = await arrange(() => refusal(name));
    const scan = refuseAtOnce(new ScanCommand({ TableName: tables.users }));
    const batch = refuseAtOnce(
      new BatchGetItemCommand({ RequestItems: { [tables.projects]: { Keys: [key] } } }),
    );
    await expect(run((dynamodb) => dynamodb.send(scan))).rejects.toThrow(TableThrottledError);
    await expect(run((dynamodb) => dynamodb.send(batch))).rejects.toMatchObject({
      name: 'TableThrottledError',
      cause: { name },
    });
    expect(calls()).toBe(2);
  });

  it('is repeated by the SDK there, too, when the connection breaks', async () => {
    const { run, calls } = await arrange(({ number }) =>
      number % 2 === 0 ? { lost: 'request' } : undefined,
    );
    const scan = () => refuseAtOnce(new ScanCommand({ TableName: tables.users }));
    await run((dynamodb) => dynamodb.send(scan()));
    await run((dynamodb) => dynamodb.send(scan()));
    expect(calls()).toBeGreaterThan(2);
  });

  it.each(names)('is repeated for two minutes everywhere else: %s', async (name) => {
    const begun = { at: 0 };
    const world = await arrange(() =>
      world.time.now() < begun.at + 115_000 ? refusal(name) : undefined,
    );
    begun.at = world.time.now();
    await world.run((dynamodb) => dynamodb.send(getItem()));
    expect(world.time.now() - begun.at).toBeGreaterThanOrEqual(115_000);
  });

  it('ends with the answer when the two minutes are over', async () => {
    const { run, time } = await arrange(() => refusal('ThrottlingException'));
    const begun = time.now();
    await expect(run((dynamodb) => dynamodb.send(getItem()))).rejects.toMatchObject({
      name: 'ThrottlingException',
    });
    expect(time.now() - begun).toBeGreaterThanOrEqual(120_000);
    expect(time.now() - begun).toBeLessThan(180_000);
  });
});
