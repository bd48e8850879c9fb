import { Readable } from 'node:stream';
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { takeItems } from '../../../reader/chunks/take-items.ts';

/** What DynamoDB answers, one after the other; the client repeats what may be repeated, at once. */
const ask = async (answers: { statusCode: number; body: unknown; isNoStream?: boolean }[]) => {
  const dynamodb = new DynamoDBClient({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    retryStrategy: {
      acquireInitialRetryToken: () => Promise.resolve(token),
      // The SDK throws what it was answered then.
      refreshRetryTokenForRetry: () =>
        answers.length > 0 ? Promise.resolve(token) : Promise.reject(new Error('no more')),
      recordSuccess: () => undefined,
    },
    requestHandler: {
      handle: () => {
        const { statusCode = 500, body, isNoStream } = answers.shift() ?? {};
        const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
        const half = bytes.length >> 1;
        const pieces = [bytes.subarray(0, half), bytes.subarray(half)];
        return Promise.resolve({
          response: {
            statusCode,
            reason: '',
            headers: {},
            body: isNoStream ? bytes : Readable.from(pieces),
          },
        });
      },
    } as never,
  });
  const command = new QueryCommand({ TableName: 'memberships', KeyConditionExpression: 'x = :x' });
  const taken = takeItems(command);
  const output = await dynamodb.send(command);
  return { output, taken: taken() };
};
const token = { getRetryCount: () => 0, getRetryDelay: () => 0 };

const bucket = { N: '7' };
const B = Buffer.from('漢').toString('base64');
const after = { chunkSet: { S: '漢字#1#0' }, bucket };
const page = { Items: [{ ...after, ids: { B } }], Count: 1, LastEvaluatedKey: after };

describe('the chunks of a page', () => {
  it('are taken out before the SDK parses what is left', async () => {
    const { output, taken } = await ask([{ statusCode: 200, body: page }]);
    expect(taken).toEqual([{ bucket, ids: { B: Buffer.from('漢') } }]);
    expect(output).toMatchObject({ Items: [], LastEvaluatedKey: after });
  });

  it('of a difference are taken as well', async () => {
    const item = { ...after, edits: { B: '' }, added: { B } };
    const { taken } = await ask([{ statusCode: 200, body: { Items: [item] } }]);
    expect(taken).toEqual([
      { bucket, edits: { B: Buffer.alloc(0) }, added: { B: Buffer.from('漢') } },
    ]);
  });

  it.each([
    ['in a body that is no stream', { ...page }, true],
    ['with a bucket of another type', { Items: [{ ids: { B }, bucket: { S: 'later' } }] }, false],
    ['that have something else as their IDs', { Items: [{ bucket, ids: { S: 'later' } }] }, false],
  ])('are left to the SDK: %s', async (_, body, isNoStream) => {
    const { output, taken } = await ask([{ statusCode: 200, body, isNoStream }]);
    expect(taken).toBeUndefined();
    expect(output.Items).toHaveLength(1);
  });

  it('are those of the answer that came when the call was repeated', async () => {
    const broken = { statusCode: 500, body: { __type: 'InternalServerError' } };
    const { taken } = await ask([broken, { statusCode: 200, body: page }]);
    expect(taken).toHaveLength(1);
  });

  it('are an error where DynamoDB says no', async () => {
    const body = { __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException' };
    await expect(ask([{ statusCode: 400, body }])).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('are an error where the answer is no JSON', async () => {
    await expect(ask([{ statusCode: 200, body: '{"Items":[' }])).rejects.toThrow();
  });
});
