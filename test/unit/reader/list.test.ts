import { beforeEach, describe, expect, it } from '@jest/globals';
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  AudienceReader,
  type AudienceReaderOptions,
  InvalidOptionError,
  TableNotFoundError,
  UnknownFormatError,
} from '../../../reader/index.ts';
import { createAws } from '../../support/aws/create-aws.ts';
import { storeVersions } from '../../support/membership/stored-versions.ts';
import { collect } from '../../support/streams.ts';
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

const put = (name: string, more: object) =>
  dynamodb.send(
    new PutItemCommand({
      TableName: tables.audiences,
      Item: { projectId: { S: 'shop' }, fileName: { S: `${name}.csv` }, ...more },
    }),
  );

describe('the list of a project', () => {
  it('has each audience that is published, by name, with what its snapshot says', async () => {
    await storeVersions(dynamodb, tables, { 4: { members: ['a', 'b'], ...whole } }, 'vip');
    await storeVersions(dynamodb, tables, { 7: { members: ['a'], ...whole } }, 'news');
    const listed = await reader.list('shop');
    expect(listed.map(({ name }) => name)).toEqual(['news', 'vip']);
    for (const { name, ...rest } of listed)
      expect(await reader.snapshot('shop', name)).toMatchObject(rest);
    expect(listed[1]).toMatchObject({ version: 4, members: 2 });
  });

  it('leaves out what never got in, and other projects', async () => {
    await put('rejected', { audienceId: { S: 'r' }, versions: { M: {} } });
    expect(await reader.list('shop')).toEqual([]);
    expect(await reader.list('nobody')).toEqual([]);
  });

  it('is an error, and not a shorter list, where an audience cannot be read', async () => {
    await storeVersions(dynamodb, tables, { 4: { members: ['a'], ...whole } }, 'vip');
    await put('strange', {
      audienceId: { S: 's' },
      versions: { M: { 1: { M: { state: { S: 'live' } } } } },
    });
    const failure = reader.list('shop');
    await expect(failure).rejects.toThrow(UnknownFormatError);
    await expect(failure).rejects.toThrow('shop/strange');
  });

  it('ends with the reason of its signal', async () => {
    const reason = new Error('the campaign is off');
    await expect(reader.list('shop', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(reader.list('shop', { signl: 1 } as object)).rejects.toThrow(InvalidOptionError);
  });
});

describe('a reader that is told something else', () => {
  it.each<[string, object | undefined, string]>([
    ['nothing', undefined, '"dynamodb" has to be a DynamoDBClient'],
    ['no client', { tables }, '"dynamodb" has to be a DynamoDBClient'],
    ['no tables', { dynamodb: { send: () => undefined } }, '"tables.audiences"'],
    [
      'one table',
      { dynamodb: { send: () => undefined }, tables: { audiences: 'a' } },
      '"tables.memberships" has to be the name of a table: the stack\'s output MembershipsTableName',
    ],
    [
      'one with a typo',
      { dynamodb: { send: () => undefined }, tables, regoin: 'eu-west-1' },
      'there is no option "regoin"',
    ],
    [
      'an empty name',
      { dynamodb: { send: () => undefined }, tables: { audiences: '', memberships: 'm' } },
      '"tables.audiences"',
    ],
  ])('says which option is wrong: %s', (_, options, said) => {
    const make = () => new AudienceReader(options as AudienceReaderOptions);
    expect(make).toThrow(InvalidOptionError);
    expect(make).toThrow(said);
  });
});

describe('a table that is not there', () => {
  it.each<[string, (of: AudienceReader) => Promise<unknown>]>([
    ['snapshot', (of) => of.snapshot('shop', 'vip')],
    ['list', (of) => of.list('shop')],
    ['which', (of) => of.which('shop', 'a')],
  ])('is named, with the option and the region, by %s', async (_, ask) => {
    const wrong = { ...tables, audiences: 'Audiences-of-another-stack' };
    const failure = ask(new AudienceReader({ dynamodb: dynamodb, tables: wrong }));
    await expect(failure).rejects.toThrow(TableNotFoundError);
    await expect(failure).rejects.toThrow(
      'there is no table "Audiences-of-another-stack" in eu-west-1: option "tables.audiences" has to be the stack\'s output AudiencesTableName',
    );
  });

  it('is named when it is the one of the members', async () => {
    await storeVersions(dynamodb, tables, { 4: { members: ['a'], ...whole } }, 'vip');
    const wrong = { ...tables, memberships: 'nowhere' };
    const lost = new AudienceReader({ dynamodb: dynamodb, tables: wrong });
    const snapshot = await lost.snapshot('shop', 'vip');
    for (const asked of [
      snapshot.contains('a'),
      snapshot.containsMany(['a', 'b']),
      collect(snapshot.ids()),
    ])
      await expect(asked).rejects.toThrow('option "tables.memberships"');
  });
});
