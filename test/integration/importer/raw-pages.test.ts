import type { ServerResponse } from 'node:http';
import { crc32 } from 'node:zlib';
import { afterEach, describe, expect, it } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { FileJoin } from '../../../kernel/file-join.ts';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { createOpenUsers } from '../../../lambdas/importer/adapters/open-users.ts';
import { TableThrottledError } from '../../../lambdas/shared/back-pressure/table-throttled-error.ts';
import { startTimer } from '../../../lambdas/shared/adapters/start-timer.ts';
import { sdkSettings } from '../../../local/sdk-settings.ts';
import { aProject } from '../../support/factories.ts';
import { serve, type TestServer } from '../../support/http-server.ts';
import { idsOf, readInto } from '../../support/kernels.ts';
import { noReadings } from '../../support/no-readings.ts';

const kernel = new JoinKernel();
let file: FileJoin | undefined;
let server: TestServer | undefined;
afterEach(() => server?.stop());

const key = { shard: { S: 'shop#0' }, id: { S: '"last"\u0001' } };
const page = Buffer.from(
  JSON.stringify({
    ConsumedCapacity: { CapacityUnits: 12.5, TableName: 'users' },
    Count: 2,
    Items: [{ id: { S: 'a' } }, { id: { S: 'b' } }],
    LastEvaluatedKey: key,
    ScannedCount: 2,
  }),
);
const foreign = Buffer.from(page.toString().replace('"b"', '"c"'));

type Behaviour = (response: ServerResponse) => void;
const send =
  (body: Buffer, checksum = crc32(page)): Behaviour =>
  (response) => {
    response.writeHead(200, { 'content-length': body.length, 'x-amz-crc32': String(checksum) });
    response.end(body);
  };
const sendSome =
  (bytes: number, isBrokenOff: boolean): Behaviour =>
  (response) => {
    response.writeHead(200, { 'content-length': page.length, 'x-amz-crc32': '0' });
    response.write(page.subarray(0, bytes), () => {
      if (isBrokenOff) response.destroy();
    });
  };
const throttle: Behaviour = (response) => {
  response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: 'com.amazonaws#ProvisionedThroughputExceededException' }));
};

/** Users at a server that behaves as said, request by request. */
const openUsersAt = async (behaviours: readonly Behaviour[]) => {
  const asked = { requests: 0 };
  server = await serve((request, response) => {
    request.resume();
    behaviours[asked.requests]?.(response);
    asked.requests += 1;
  });
  const client = new DynamoDBClient({ ...sdkSettings(server.endpoint), maxAttempts: 3 });
  file = readInto(kernel, 'a\nb\nc\nd\n');
  const openUsers = createOpenUsers(client, {
    ...noReadings,
    ownTableName: 'users',
    stallMs: 100,
    startTimer,
    now: Date.now,
  });
  const users = openUsers(aProject(), file);
  file.readKeysAs(users.keyFormat);
  return { asked, file, users };
};

/** Scans one page. */
const scan = async (...behaviours: Behaviour[]) => {
  const { asked, file: joined, users } = await openUsersAt(behaviours);
  const at = { segment: 0, segments: 1, startKey: undefined };
  const answer = await users.scanPage(at, new AbortController().signal);
  return { answer, requests: asked.requests, members: idsOf(joined.orderMembers()).sort() };
};

const whole = { nextKey: key, users: 2, units: 12.5 };

describe('a page of users', () => {
  it('goes to the kernel as it came, and the rest of the answer to the SDK', async () => {
    const { answer, members } = await scan(send(page));
    expect(answer).toEqual(whole);
    expect(members).toEqual(['a', 'b']);
  });

  it('may come in many pieces', async () => {
    const Items = Array.from({ length: 20_000 }, (_, user) => ({ id: { S: `user-${user}` } }));
    const units = { CapacityUnits: 12.5, TableName: 'users' };
    // What is not an item stands before them, and behind them, as far as a piece does not reach.
    const long = {
      ConsumedCapacity: units,
      Items,
      LastEvaluatedKey: { shard: { S: 'x'.repeat(2000) }, id: { S: 'x' } },
    };
    const body = Buffer.from(
      JSON.stringify({ ...long, Count: 20_000, Padding: 'y'.repeat(200_000) }),
    );
    const { answer } = await scan(send(body, crc32(body)));
    expect(answer).toEqual({ nextKey: long.LastEvaluatedKey, users: 20_000, units: 12.5 });
  });

  it.each<[string, Behaviour]>([
    ['its checksum is wrong', send(foreign)],
    ['it breaks off', sendSome(100, true)],
    ['it stalls', sendSome(100, false)],
  ])('is asked for again when %s, and nobody is marked by the first try', async (_, behaviour) => {
    const { answer, requests, members } = await scan(behaviour, send(page));
    expect(answer).toEqual(whole);
    expect(requests).toBe(2);
    expect(members).toEqual(['a', 'b']);
  });

  it('is left to whoever repeats it when it is throttled, and nobody is marked', async () => {
    await expect(scan(throttle, send(page))).rejects.toThrow(TableThrottledError);
    expect(idsOf(file!.orderMembers())).toEqual([]);
  });

  it('fails when it comes damaged again and again', async () => {
    const damaged = send(foreign);
    await expect(scan(damaged, damaged, damaged)).rejects.toThrow('checksum');
    expect(idsOf(file!.orderMembers())).toEqual([]);
  });
});

describe('an answer to a lookup', () => {
  const found = Buffer.from(
    JSON.stringify({ Responses: { users: [{ id: { S: 'a' } }] }, UnprocessedKeys: {} }),
  );
  const other = Buffer.from(found.toString().replace('"a"', '"b"'));
  const lookUp = async (...behaviours: Behaviour[]) => {
    const { asked, users } = await openUsersAt(behaviours);
    const { registered } = await users.getUsers(['a', 'b'], new AbortController().signal);
    return { registered, requests: asked.requests };
  };

  it('says who is registered', async () => {
    expect(await lookUp(send(found, crc32(found)))).toEqual({ registered: ['a'], requests: 1 });
  });

  it('is asked for again when its checksum is wrong, and fails when it always is', async () => {
    const [damaged, right] = [send(other, crc32(found)), send(found, crc32(found))];
    expect(await lookUp(damaged, right)).toEqual({ registered: ['a'], requests: 2 });
    await server?.stop();
    await expect(lookUp(damaged, damaged, damaged)).rejects.toThrow('checksum');
  });

  it('is left to whoever repeats it when it is throttled', async () => {
    await expect(lookUp(throttle)).rejects.toThrow(TableThrottledError);
  });
});
