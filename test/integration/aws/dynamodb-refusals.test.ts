import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { describeOnEngines, type Engine, type EngineName } from './dynamodb-engines.ts';
import { createTables, tables } from './dynamodb-tables.ts';

interface Refusal {
  what: string;
  update?: string;
  condition?: string;
  names?: Record<string, string>;
  values?: Record<string, unknown>;
  /** part of the message */
  because: string;
}

const v = { ':v': 1 };
const wrongNames = 'The provided key element does not match the schema';
const wrongType = 'key element does not match the schema';
const longPartition = 'exceeded the maximum size limit of2048 bytes';
const longSort = 'exceeded the size limit of 1024 bytes';

/** Where an engine says or does something else than AWS. */
const deviations: Partial<Record<EngineName, Record<string, string>>> = {
  dynalite: {
    'Syntax error; token: "<EOF>"': 'Syntax error; Expected ',
    'Syntax error; token: "!"': 'Syntax error; Expected ',
    // It compares what has no order, and finds that it is not less.
    'Incorrect operand type for operator or function; operator or function: <':
      'ConditionalCheckFailedException',
  },
  'DynamoDB Local': {
    'Type mismatch for Index Key pending Expected: S Actual: N IndexName: pending':
      'Type mismatch for Index Key',
    'Type mismatch for key fileName expected: S actual: N': 'Type mismatch for key',
    'Missing the key fileName in the item': 'One of the required keys was not given a value',
    'Query condition missed key schema element: projectId':
      'Query condition missed key schema element',
    'Query condition missed key schema element: fileName':
      'Query condition missed key schema element',
    [wrongNames]: 'The number of conditions on the keys is invalid',
    [wrongType]: 'Type mismatch for key',
    'cannot be converted to a numeric value': 'cannot be converted into a number',
    'more than 38 significant digits': 'only supports precision up to 38 digits',
    [longPartition]: 'Hash primary key values must be under 2048 bytes',
    [longSort]: 'range primary key values must be under 1024 bytes',
  },
};

const refusals: readonly Refusal[] = [
  {
    what: 'an expression that breaks off',
    update: 'SET a =',
    because: 'Syntax error; token: "<EOF>"',
  },
  {
    what: 'a stray character',
    update: 'SET a = :v ! b',
    values: v,
    because: 'Syntax error; token: "!"',
  },
  {
    what: 'a comparison of nothing',
    condition: 'a = AND b = :v',
    values: v,
    because: 'Invalid ConditionExpression: ',
  },
  { what: 'no expression', condition: '', because: 'The expression can not be empty' },
  {
    what: 'a name that is not given',
    condition: '#a = :v',
    values: v,
    because:
      'Invalid ConditionExpression: An expression attribute name used in the document path is not defined; attribute name: #a',
  },
  {
    what: 'a value that is not given',
    condition: 'a = :w',
    because:
      'Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :w',
  },
  {
    what: 'a name that is not used',
    condition: 'attribute_exists(a)',
    names: { '#a': 'a' },
    because: 'Value provided in ExpressionAttributeNames unused in expressions: keys: {#a}',
  },
  {
    what: 'a value that is not used',
    condition: 'attribute_exists(a)',
    values: v,
    because: 'Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}',
  },
  {
    what: 'a reserved word',
    condition: 'state = :v',
    values: v,
    because: 'Attribute name is a reserved keyword; reserved keyword: state',
  },
  {
    what: 'a reserved word in a path',
    update: 'REMOVE versions.Values',
    because: 'Attribute name is a reserved keyword; reserved keyword: Values',
  },
  {
    what: 'a function that does not exist',
    condition: 'exists(a)',
    because: 'Invalid function name; function: exists',
  },
  {
    what: 'a function of too much',
    condition: 'attribute_exists(a, b)',
    because: 'Incorrect number of operands for operator or function',
  },
  {
    what: 'whether a value exists',
    condition: 'attribute_exists(:v)',
    values: v,
    because:
      'Operator or function requires a document path; operator or function: attribute_exists',
  },
  {
    what: 'a comparison of an attribute with itself',
    condition: 'a = a',
    because: 'The first operand must be distinct from the remaining operands',
  },
  {
    what: 'the order of maps',
    condition: 'a < :m',
    values: { ':m': {} },
    because: 'Incorrect operand type for operator or function; operator or function: <',
  },
  {
    what: 'bounds in the wrong order',
    condition: 'a BETWEEN :w AND :v',
    values: { ...v, ':w': 2 },
    because: 'requires upper bound to be greater than or equal to lower bound',
  },
  {
    what: 'parentheses around parentheses',
    condition: '((attribute_exists(a)))',
    because: 'redundant parentheses',
  },
  {
    what: 'to set a path twice',
    update: 'SET a = :v, a = :v',
    values: v,
    because: 'Two document paths overlap with each other',
  },
  {
    what: 'to set what is removed from',
    update: 'SET a = :v REMOVE a.b',
    values: v,
    because: 'Two document paths overlap with each other',
  },
  {
    what: 'a map that is a list, too',
    update: 'SET a.b = :v, a[0] = :v',
    values: v,
    because: 'Two document paths conflict with each other',
  },
  {
    what: 'a section twice',
    update: 'SET a = :v SET b = :v',
    values: v,
    because: 'The "SET" section can only be used once in an update expression',
  },
  {
    what: 'to set below a map that is not there',
    update: 'SET absent.b = :v',
    values: v,
    because: 'The document path provided in the update expression is invalid for update',
  },
  {
    what: 'to remove below a map that is not there',
    update: 'REMOVE absent.b',
    because: 'The document path provided in the update expression is invalid for update',
  },
  {
    what: 'to set below what is no map',
    update: 'SET n.b = :v',
    values: v,
    because: 'The document path provided in the update expression is invalid for update',
  },
  {
    what: 'the value of an attribute that is not there',
    update: 'SET b = absent',
    because: 'The provided expression refers to an attribute that does not exist in the item',
  },
  {
    what: 'to add to what is no number',
    update: 'SET b = label + :v',
    values: v,
    because: 'An operand in the update expression has an incorrect data type',
  },
  {
    what: 'to add what is no number',
    update: 'SET b = n + :t',
    values: { ':t': 'x' },
    because: 'Incorrect operand type for operator or function; operator or function: +',
  },
  {
    what: 'to change a key',
    update: 'SET fileName = :v',
    values: { ':v': 'x' },
    because: 'Cannot update attribute fileName. This attribute is part of the key',
  },
  {
    what: "a value that an index's key cannot have",
    update: 'SET pending = :v',
    values: v,
    because: 'Type mismatch for Index Key pending Expected: S Actual: N IndexName: pending',
  },
];

describeOnEngines((start) => {
  let engine: Engine;
  let document: DynamoDBDocumentClient;
  const Key = { projectId: 'o', fileName: 'a.csv' };
  const of = { TableName: tables.lists, Key };

  beforeAll(async () => {
    engine = await start();
    document = DynamoDBDocumentClient.from(engine.client);
    await createTables(engine.client);
    await document.send(
      new PutCommand({ TableName: tables.lists, Item: { ...Key, n: 1, label: 'x', versions: {} } }),
    );
  });
  afterAll(() => engine.stop());

  const messageOf = async (call: Promise<unknown>): Promise<string> => {
    const error = await call.then(
      () => undefined,
      (caught: unknown) => caught as Error,
    );
    if (!error) return 'accepted';
    return error.name === 'ValidationException' ? error.message : error.name;
  };
  const here = (because: string): string => deviations[engine.name]?.[because] ?? because;

  describe('an update is refused that asks for', () => {
    it.each(refusals)('$what', async ({ update, condition, names, values, because }) => {
      const input: UpdateCommandInput = {
        ...of,
        ...(update !== undefined && { UpdateExpression: update }),
        ...(condition !== undefined && { ConditionExpression: condition }),
        ...(names && { ExpressionAttributeNames: names }),
        ...(values && { ExpressionAttributeValues: values }),
      };
      expect(await messageOf(document.send(new UpdateCommand(input)))).toContain(here(because));
    });
  });

  it('a condition that fails is told before an update that cannot be', async () => {
    const update = new UpdateCommand({
      ...of,
      UpdateExpression: 'SET absent.b = :v',
      ConditionExpression: 'attribute_exists(absent)',
      ExpressionAttributeValues: v,
    });
    await expect(document.send(update)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
    });
  });

  describe('a key is refused', () => {
    it.each([
      ['without its sort key', { projectId: 'o' }, wrongNames],
      ['with more', { ...Key, more: 'x' }, wrongNames],
      ['of another type', { projectId: 1, fileName: 'x' }, wrongType],
      [
        'that is empty',
        { projectId: '', fileName: 'x' },
        'cannot contain an empty string value. Key: projectId',
      ],
      ['that is too long', { projectId: 'x'.repeat(2049), fileName: 'x' }, longPartition],
      ['whose sort key is too long', { projectId: 'o', fileName: 'x'.repeat(1025) }, longSort],
    ])('%s', async (_, key, because) => {
      for (const command of [
        new GetCommand({ ...of, Key: key }),
        new DeleteCommand({ ...of, Key: key }),
        new UpdateCommand({ ...of, Key: key }),
      ])
        // The document client's commands have no common type.
        expect(await messageOf(document.send(command as GetCommand))).toContain(here(because));
    });

    it('that takes too many bytes, except on dynalite, which counts characters', async () => {
      const message = await messageOf(
        document.send(
          new GetCommand({ ...of, Key: { projectId: 'ü'.repeat(1025), fileName: 'x' } }),
        ),
      );
      expect(message).toContain(engine.name === 'dynalite' ? 'accepted' : here(longPartition));
    });
  });

  it.each([
    ['without a key', { projectId: 'o' }, 'Missing the key fileName in the item'],
    [
      'with a key of another type',
      { projectId: 'o', fileName: 1 },
      'Type mismatch for key fileName expected: S actual: N',
    ],
    [
      'with an empty key',
      { projectId: 'o', fileName: '' },
      'cannot contain an empty string value. Key: fileName',
    ],
  ])('an item is refused %s', async (_, item, because) => {
    const put = new PutCommand({ TableName: tables.lists, Item: item });
    expect(await messageOf(document.send(put))).toContain(here(because));
  });

  it.each([
    ['an empty set', { SS: [] }, 'set  may not be empty'],
    ['a set with a value twice', { SS: ['a', 'a'] }, 'contains duplicates'],
    ['a number that is none', { N: 'x' }, 'cannot be converted to a numeric value'],
    ['a number of 39 digits', { N: '1'.repeat(39) }, 'more than 38 significant digits'],
    ['a number that is too large', { N: '1e126' }, 'Number overflow'],
  ])('%s is refused', async (_, a, because) => {
    const item = { projectId: { S: 'o' }, fileName: { S: 'x' }, a };
    const put = new PutItemCommand({ TableName: tables.lists, Item: item });
    expect(await messageOf(engine.client.send(put))).toContain(here(because));
  });

  describe('a query is refused', () => {
    it.each([
      [
        'without a partition',
        'fileName = :v',
        { ':v': 'x' },
        'Query condition missed key schema element: projectId',
      ],
      [
        'of partitions beyond one',
        'projectId > :v',
        { ':v': 'x' },
        'Query key condition not supported',
      ],
      [
        'on an attribute that is no key',
        'projectId = :v AND n = :n',
        { ':v': 'x', ':n': 1 },
        'Query condition missed key schema element: fileName',
      ],
      [
        'with a value of another type',
        'projectId = :v',
        { ':v': 1 },
        'Condition parameter type does not match schema type',
      ],
      [
        'with an OR',
        'projectId = :v OR fileName = :v',
        { ':v': 'x' },
        'Invalid operator used in KeyConditionExpression: OR',
      ],
      [
        'on an index that is not there',
        'projectId = :v',
        { ':v': 'x' },
        'The table does not have the specified index',
      ],
    ])('%s', async (what, KeyConditionExpression, ExpressionAttributeValues, because) => {
      const query = new QueryCommand({
        TableName: tables.lists,
        ...(what.includes('index') && { IndexName: 'nothing' }),
        KeyConditionExpression,
        ExpressionAttributeValues,
      });
      expect(await messageOf(document.send(query))).toContain(here(because));
    });
  });

  it('a table that is not there is told so', async () => {
    await expect(
      document.send(new GetCommand({ TableName: 'nothing', Key })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
