import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  AudienceReader,
  InvalidOptionError,
  UnknownFormatError,
  UnreadAudiencesError,
  VersionGoneError,
} from '../../../reader/index.ts';
import { createAws } from '../../support/aws/create-aws.ts';
import { chunkKey, storeVersions } from '../../support/membership/stored-versions.ts';
import { createResources, tables } from '../../support/simulation/resources.ts';

let dynamodb: DynamoDBClient;
let reader: AudienceReader;

beforeEach(async () => {
  const aws = createAws();
  await createResources(aws);
  ({ dynamodb } = aws);
  reader = new AudienceReader({ dynamodb, tables });
});

const whole = { chunks: 2, shards: 1 };

const publish = (name: string, members: readonly string[]) =>
  storeVersions(dynamodb, tables, { 4: { members, ...whole } }, name);

const keyOf = (name: string) => ({ projectId: { S: 'shop' }, fileName: { S: `${name}.csv` } });

const loseChunks = async (name: string): Promise<void> => {
  for (const bucket of [0, 1])
    await dynamodb.send(
      new DeleteItemCommand({ TableName: tables.memberships, Key: chunkKey(4, bucket, 1, name) }),
    );
};

const failure = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('the audiences that a user is in', () => {
  it('are those whose published version has exactly this ID, in the order of their names', async () => {
    await publish('vip', ['a', 'b']);
    await publish('gold', ['b', '1']);
    await publish('ａ', ['a']);
    await publish('😀', ['a']);
    expect(await reader.which('shop', 'a')).toEqual([
      { name: 'vip', version: 4 },
      { name: 'ａ', version: 4 },
      { name: '😀', version: 4 },
    ]);
    expect(await reader.which('shop', 'b')).toEqual([
      { name: 'gold', version: 4 },
      { name: 'vip', version: 4 },
    ]);
    expect(await reader.which('shop', '01')).toEqual([]);
    expect(await reader.which('nix', 'a')).toEqual([]);
  });

  it('are of the version that is live: neither of one that was replaced, nor of one that is held', async () => {
    await storeVersions(dynamodb, tables, {
      3: { members: ['was'], ...whole, state: 'superseded' },
      4: { members: ['is', 'stays'], ...whole, state: 'superseded' },
      5: { members: ['is', 'came'], ...whole, base: 4 },
      6: { members: ['waits'], ...whole, state: 'held' },
    });
    await storeVersions(
      dynamodb,
      tables,
      { 4: { members: ['is'], ...whole, state: 'superseded' } },
      'deleted',
    );
    const versionsOf = async (id: string) =>
      (await reader.which('shop', id)).map((one) => one.version);
    expect(await versionsOf('is')).toEqual([5]);
    expect(await versionsOf('came')).toEqual([5]);
    for (const id of ['was', 'stays', 'waits']) expect(await versionsOf(id)).toEqual([]);
  });

  it('are not said without those that cannot be read, which are named', async () => {
    await publish('gold', ['a']);
    await publish('gone', ['a']);
    await publish('later', ['b']);
    await publish('vip', ['a']);
    await loseChunks('gone');
    await dynamodb.send(
      new UpdateItemCommand({
        TableName: tables.audiences,
        Key: keyOf('later'),
        UpdateExpression: 'SET versions.#four.layout.#format = :later',
        ExpressionAttributeNames: { '#four': '4', '#format': 'format' },
        ExpressionAttributeValues: { ':later': { N: '99' } },
      }),
    );
    await dynamodb.send(
      new PutItemCommand({ TableName: tables.audiences, Item: keyOf('without-versions') }),
    );
    const error = await failure(reader.which('shop', 'a'));
    expect(error).toBeInstanceOf(UnreadAudiencesError);
    const { message, memberships, unread } = error as UnreadAudiencesError;
    expect(memberships).toEqual([
      { name: 'gold', version: 4 },
      { name: 'vip', version: 4 },
    ]);
    expect(unread.map(({ name, error: why }) => [name, why.name])).toEqual([
      ['gone', VersionGoneError.name],
      ['later', UnknownFormatError.name],
      ['without-versions', UnknownFormatError.name],
    ]);
    for (const { name } of unread) expect(message).toContain(`"${name}"`);
    expect(message).not.toContain('"gold"');
  });

  it('are not said if one cannot be asked for another reason', async () => {
    await publish('gold', ['a']);
    const broken = new Error('no network');
    dynamodb.middlewareStack.add(
      (next, { commandName }) =>
        (args) =>
          commandName === 'GetItemCommand' ? Promise.reject(broken) : next(args),
      { step: 'initialize' },
    );
    await expect(reader.which('shop', 'a')).rejects.toBe(broken);
  });

  it('are found page by page, so many at once as are allowed', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `list-${index + 10}`);
    for (const name of names) await publish(name, ['a']);
    let [pages, underway, most] = [0, 0, 0];
    dynamodb.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName === 'QueryCommand') {
            pages += 1;
            // As if each item had a quarter of the megabyte that a page may have.
            Object.assign(args.input, { Limit: 4 });
            return next(args);
          }
          underway += 1;
          most = Math.max(most, underway);
          await new Promise(setImmediate);
          const answer = await next(args);
          underway -= 1;
          return answer;
        },
      { step: 'initialize' },
    );
    const found = await reader.which('shop', 'a', { parallelism: 3 });
    expect(found.map(({ name }) => name)).toEqual(names);
    expect([pages, most]).toEqual([8, 3]);
    await reader.which('shop', 'a');
    expect(most).toBe(8);
  });

  it('take what is needed of each item, strongly consistent', async () => {
    await publish('vip', ['a']);
    const inputs: unknown[] = [];
    dynamodb.middlewareStack.add(
      (next, { commandName }) =>
        (args) => {
          if (commandName === 'QueryCommand') inputs.push(args.input);
          return next(args);
        },
      { step: 'initialize' },
    );
    await reader.which('shop', 'a');
    expect(inputs).toEqual([
      expect.objectContaining({ ConsistentRead: true, ProjectionExpression: expect.any(String) }),
    ]);
  });

  it.each(['QueryCommand', 'GetItemCommand'])(
    'are not said when it is aborted during a %s: it ends with the reason',
    async (command) => {
      await publish('vip', ['a']);
      const aborting = new AbortController();
      const reason = new Error('enough');
      dynamodb.middlewareStack.add(
        (next, { commandName }) =>
          async (args) => {
            if (commandName !== command) return next(args);
            await new Promise(setImmediate);
            aborting.abort(reason);
            throw new Error('Request aborted');
          },
        { step: 'initialize' },
      );
      const { signal } = aborting;
      await expect(reader.which('shop', 'a', { signal })).rejects.toBe(reason);
    },
  );

  it('are not looked for when it is aborted, or asked in a way that there is not', async () => {
    await publish('vip', ['a']);
    const reason = new Error('enough');
    await expect(reader.which('shop', 'a', { signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
    await expect(reader.which('shop', 'a', { parallelism: 65 })).rejects.toThrow(
      InvalidOptionError,
    );
  });
});
