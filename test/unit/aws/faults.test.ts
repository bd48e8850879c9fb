import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { createDynamodbService } from '../../support/aws/dynamodb/dynamodb-service.ts';
import { createRandom } from '../../support/aws/time/create-random.ts';
import { createVirtualTime } from '../../support/aws/time/virtual-time.ts';
import { clientSettings } from '../../support/aws/wire/client-settings.ts';
import type { Fault } from '../../support/aws/wire/fault.ts';
import { createNetwork } from '../../support/aws/wire/network.ts';
import { createRequestHandler } from '../../support/aws/wire/request-handler.ts';
import { ServiceError } from '../../support/aws/wire/service-error.ts';
import { tieToTime } from '../../support/aws/wire/tie-to-time.ts';

const TableName = 'users';
const throttled = new ServiceError('ProvisionedThroughputExceededException', 'slow down');

/** Puts a new item while these faults happen, one to each try. */
const putAmong = async (faults: readonly Fault[], seed = 1) => {
  const time = createVirtualTime(0);
  const left = [...faults];
  const tries: (number | 'lost')[] = [];
  const network = createNetwork({
    time,
    faultOf: ({ operation }) => (operation === 'PutItem' ? left.shift() : undefined),
    onCall: ({ operation }, ending) => {
      if (operation === 'PutItem') tries.push(ending);
    },
  });
  const handler = createRequestHandler(createDynamodbService(), network);
  const client = tieToTime(new DynamoDBClient(clientSettings(handler)), time, createRandom(seed));
  const document = DynamoDBDocumentClient.from(client);
  return time.run(async () => {
    await client.send(
      new CreateTableCommand({
        TableName,
        AttributeDefinitions: [{ AttributeName: 'user', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'user', KeyType: 'HASH' }],
      }),
    );
    const Key = { user: 'u' };
    const put = document.send(
      new PutCommand({
        TableName,
        Item: Key,
        ConditionExpression: 'attribute_not_exists(#u)',
        ExpressionAttributeNames: { '#u': 'user' },
      }),
    );
    const failure = await put.then(
      () => undefined,
      (error: unknown) => (error as Error).name,
    );
    const took = time.now();
    const { Item: item } = await document.send(new GetCommand({ TableName, Key }));
    return { tries, failure, took, isThere: item !== undefined };
  });
};

describe('a call among faults', () => {
  it('is repeated by the SDK when it was throttled, or lost on its way', async () => {
    expect(await putAmong([{ error: throttled }, { lost: 'request' }])).toMatchObject({
      tries: [400, 'lost', 200],
      failure: undefined,
      isThere: true,
    });
  });

  it('fails by its own effect when its answer was lost', async () => {
    expect(await putAmong([{ lost: 'answer' }])).toMatchObject({
      tries: ['lost', 400],
      failure: 'ConditionalCheckFailedException',
      isThere: true,
    });
  });

  it('fails when the SDK has tried often enough', async () => {
    const outcome = await putAmong(Array<Fault>(5).fill({ error: throttled }));
    expect(outcome.failure).toBe('ProvisionedThroughputExceededException');
    expect(outcome.tries).toHaveLength(5);
    expect(outcome.isThere).toBe(false);
  });

  it('takes the time that its delays take', async () => {
    expect(await putAmong([{ requestDelay: 700, answerDelay: 50 }])).toMatchObject({ took: 750 });
  });

  it('takes the same time again for the same seed, and another for another', async () => {
    const took = async (seed: number) => (await putAmong([{ error: throttled }], seed)).took;
    expect(await took(7)).toBe(await took(7));
    expect(await took(7)).not.toBe(await took(8));
  });
});
