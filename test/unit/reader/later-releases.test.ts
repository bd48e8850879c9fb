import { type DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  AudienceNotFoundError,
  AudienceReader,
  UnknownFormatError,
  VersionGoneError,
} from '../../../reader/index.ts';
import { createAws } from '../../support/aws/create-aws.ts';
import { createResources, tables } from '../../support/simulation/resources.ts';
import { collect } from '../../support/streams.ts';
import { type DynamodbJson, readVectors, toAttributes } from '../../support/vectors.ts';

let dynamodb: DynamoDBClient;
let reader: AudienceReader;

beforeEach(async () => {
  const aws = createAws();
  await createResources(aws);
  ({ dynamodb } = aws);
  reader = new AudienceReader({ dynamodb, tables });
});

const put = async (table: keyof typeof tables, item: DynamodbJson): Promise<void> => {
  await dynamodb.send(new PutItemCommand({ TableName: tables[table], Item: toAttributes(item) }));
};

const key = { projectId: { S: 'shop' }, fileName: { S: 'vip.csv' } };

describe('a version that is a difference, as another program wrote it', () => {
  const vector = readVectors('difference');
  const { items, version, base } = vector;

  it.each([
    { asked: version, members: vector.members, others: vector.notMembers },
    { asked: base, members: vector.baseMembers, others: ['', 'user-9999'] },
  ])('is read, and so is its base: $asked', async ({ asked, members, others }) => {
    for (const item of items.audiences) await put('audiences', item);
    for (const item of items.memberships) await put('memberships', item);
    const snapshot = await reader.snapshot('shop', 'vip', { version: asked });
    expect(snapshot).toMatchObject({ version: asked, members: members.length });
    expect(await collect(snapshot.ids())).toEqual(members);
    for (const id of members) expect([id, await snapshot.contains(id)]).toEqual([id, true]);
    for (const id of others) expect([id, await snapshot.contains(id)]).toEqual([id, false]);
    expect(await snapshot.containsMany([...members, ...others])).toEqual(new Set(members));
  });
});

describe('an audience with what a later release may add', () => {
  const { items, members, notMembers, version } = readVectors('version');

  beforeEach(async () => {
    for (const item of items.audiences) await put('audiences', item);
    for (const item of items.memberships) await put('memberships', item);
  });

  it('is read: states, kinds and attributes that are not known are ignored', async () => {
    const snapshot = await reader.snapshot('shop', 'vip');
    expect(snapshot).toMatchObject({ version, members: members.length });
    expect(await collect(snapshot.ids())).toEqual(members);
    for (const id of members) expect([id, await snapshot.contains(id)]).toEqual([id, true]);
    for (const id of notMembers) expect([id, await snapshot.contains(id)]).toEqual([id, false]);
  });

  it('has no version to be read where its state is not known', async () => {
    for (const asked of [8, 13])
      await expect(reader.snapshot('shop', 'vip', { version: asked })).rejects.toThrow(
        VersionGoneError,
      );
    expect(await reader.snapshot('shop', 'vip', { version: 9 })).toMatchObject({ members: 8 });
  });

  it('is not published while no version is live', async () => {
    await dynamodb.send(
      new UpdateItemCommand({
        TableName: tables.audiences,
        Key: key,
        UpdateExpression: 'SET versions.#live.#state = :later',
        ExpressionAttributeNames: { '#live': String(version), '#state': 'state' },
        ExpressionAttributeValues: { ':later': { S: 'a-later-state' } },
      }),
    );
    await expect(reader.snapshot('shop', 'vip')).rejects.toThrow(AudienceNotFoundError);
  });
});

describe('an item with a number for its form', () => {
  const { items, members } = readVectors('version');

  const store = async (schema: number): Promise<void> => {
    for (const item of items.audiences)
      await put('audiences', { ...item, schema: { N: String(schema) } });
    for (const item of items.memberships) await put('memberships', item);
  };

  it('is read where this release knows it', async () => {
    await store(1);
    expect(await collect((await reader.snapshot('shop', 'vip')).ids())).toEqual(members);
    expect(await reader.which('shop', members[0]!)).toMatchObject([{ name: 'vip' }]);
  });

  it('is refused where a later release has written it', async () => {
    await store(2);
    await expect(reader.snapshot('shop', 'vip')).rejects.toThrow(UnknownFormatError);
    await expect(reader.which('shop', members[0]!)).rejects.toMatchObject({
      name: 'UnreadAudiencesError',
      message: expect.stringContaining('a later release has written it'),
    });
  });
});

describe('what cannot be read is refused, and is neither "no" nor a shorter list', () => {
  const audienceId = { S: 'a' };

  it.each(readVectors('refused'))('$what', async ({ at, live, chunk }) => {
    const versions = { M: { 7: { M: live } } };
    await put('audiences', { ...key, audienceId, versions });
    await put('memberships', { chunkSet: { S: 'a#7#0' }, bucket: { N: '0' }, ...chunk });

    const opened = reader.snapshot('shop', 'vip');
    if (at === 'open') {
      await expect(opened).rejects.toThrow(UnknownFormatError);
      await expect(reader.snapshot('shop', 'vip', { version: 7 })).rejects.toThrow(
        /^version 7 of audience shop\/vip is stored in a form .* Install the release that the stack has/,
      );
      return;
    }
    const snapshot = await opened;
    if (at === 'chunk')
      await expect(snapshot.contains('user-0001')).rejects.toThrow(UnknownFormatError);
    else expect(await snapshot.contains('user-0001')).toBe(true);
    await expect(collect(snapshot.ids())).rejects.toThrow(UnknownFormatError);
  });

  it.each(readVectors('refused-differences'))('$what', async ({ at, error, items }) => {
    for (const item of items.audiences) await put('audiences', item);
    for (const item of items.memberships) await put('memberships', item);
    const refusal = error === 'gone' ? VersionGoneError : UnknownFormatError;

    const opened = reader.snapshot('shop', 'vip');
    if (at === 'open') {
      await expect(opened).rejects.toThrow(refusal);
      await expect(reader.snapshot('shop', 'vip', { version: 7 })).rejects.toThrow(refusal);
      return;
    }
    const snapshot = await opened;
    const ids = ['user-0001'];
    if (at === 'chunk') {
      await expect(snapshot.contains('user-0001')).rejects.toThrow(refusal);
      await expect(snapshot.containsMany(ids)).rejects.toThrow(refusal);
    } else expect(await snapshot.containsMany(ids)).toEqual(new Set(ids));
    await expect(collect(snapshot.ids())).rejects.toThrow(refusal);
  });

  it('an item without versions', async () => {
    await put('audiences', { ...key, audienceId });
    await expect(reader.snapshot('shop', 'vip')).rejects.toThrow(UnknownFormatError);
  });
});
