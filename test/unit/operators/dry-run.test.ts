import { describe, expect, it } from '@jest/globals';
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ValidationView } from '../../../bin/cli/import/validation-view.ts';
import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import { tableUseKey } from '../../../lambdas/shared/contract.ts';
import { viewDiagnosis } from '../../../lambdas/shared/domain/diagnosis.ts';
import type { ImportRecord } from '../../../lambdas/shared/domain/import-record.ts';
import { createRandom } from '../../support/aws/time/create-random.ts';
import { createOperator } from '../../support/simulation/operator.ts';
import { type OperatorsWorld, runWithOperators } from '../../support/simulation/operators-world.ts';
import { bring, publish } from '../../support/simulation/publish.ts';
import { bucket, tables } from '../../support/simulation/resources.ts';
import { aUserItem } from '../../support/user-items.ts';

const readsOfFiles = ['HeadObject', 'GetObject'];
const reads = ['GetItem', 'BatchGetItem', 'Query', 'Scan', 'DescribeTable', ...readsOfFiles];

interface Validated {
  exitCode: number;
  said: string;
  view: ValidationView;
  calls: string[];
}

/** Runs `import validate`. No call that writes, or that nobody knows, may leave the process. */
const validate = async (
  world: OperatorsWorld,
  words: readonly string[],
  stdin = '',
): Promise<Validated> => {
  const calls: string[] = [];
  const clients = world.aws.connect(({ operation }) => void calls.push(operation));
  const operate = createOperator(clients, world.time, createRandom(1), stdin);
  const all = ['import', 'validate', 'shop', ...words, '--json'];
  const { exitCode, printed, said } = await operate(...all);
  expect(calls.filter((call) => !reads.includes(call))).toEqual([]);
  return { exitCode, said, calls, view: (printed ? JSON.parse(printed) : {}) as ValidationView };
};

const validateText = (world: OperatorsWorld, text: string, name = 'vip') =>
  validate(world, ['-', '--name', name], text);

const linesOf = (ids: readonly string[]): string => ids.map((id) => `${id}\n`).join('');

/** Uploads the very file, has it imported, and reads the record of that. */
const importText = async (world: OperatorsWorld, text: string): Promise<ImportRecord> => {
  await world.time.sleep(600_000);
  await world.aws.s3.send(
    new PutObjectCommand({ Bucket: bucket, Key: 'shop/vip.csv', Body: text }),
  );
  await world.scan();
  await world.deliver();
  for await (const record of world.operator().readImportRecords('shop', 'vip.csv', 1))
    return record;
  throw new Error('there is no record');
};

const expenseOf = ({
  readUnits,
  writeUnits,
  cost,
}: Pick<ImportRecord, 'readUnits' | 'writeUnits' | 'cost'>): object => ({
  readUnits,
  writeUnits,
  cost,
});

/** What a record and a dry run both say. */
const commonOf = (said: ImportRecord | ValidationView): object => {
  if ('importId' in said) {
    const { outcome, cause, message, row, counts, plan } = said;
    const diagnosis = said.diagnosis && viewDiagnosis(said.diagnosis);
    const sums = [counts?.rows, counts?.blank, counts?.duplicates, counts?.unregistered];
    const changes = [counts?.members, counts?.added, counts?.removed];
    return {
      outcome,
      cause,
      message,
      row,
      plan,
      diagnosis,
      counts: [...sums, ...changes],
      expense: expenseOf(said),
    };
  }
  const { outcome, plan, diagnosis } = said;
  const orNot = <T>(value: T | null): T | undefined => value ?? undefined;
  const sums = [said.rows, said.blank, said.duplicates, said.unregistered];
  return {
    outcome,
    cause: orNot(said.cause),
    message: orNot(said.message),
    row: orNot(said.row),
    plan: orNot(plan),
    diagnosis: orNot(diagnosis),
    counts: [...sums, said.members, said.added, said.removed].map(orNot),
    expense: expenseOf(said.import),
  };
};

const many = Array.from({ length: 2_000 }, (_, index) => `member-${index}`);

const register = async ({ aws }: OperatorsWorld, ids: readonly string[]): Promise<void> => {
  for (let from = 0; from < ids.length; from += 25)
    await aws.dynamodb.send(
      new BatchWriteItemCommand({
        RequestItems: {
          [tables.users]: ids.slice(from, from + 25).map((id) => ({
            PutRequest: { Item: aUserItem('shop', id) },
          })),
        },
      }),
    );
};

describe('a dry run', () => {
  const live = (world: OperatorsWorld) => publish(world, 'user-0', 'user-1', 'user-2');

  it.each<[what: string, text: string, exitCode: number, outcome: string]>([
    ['a change', 'user-1\nuser-2\nuser-3\nuser-4\n\nuser-4\nnobody\n', 0, 'published'],
    ['the same members', 'user-2\nuser-1\nuser-0\nnobody\n', 0, 'unchanged'],
    ['nobody', 'nobody\nnobody else\n', 1, 'held'],
    ['too few', 'user-0\n', 1, 'held'],
    ['a broken row', 'user-0\nuser-1,Ann\n', 1, 'rejected'],
    ['another delimiter', 'a;1\nb;2\nc;3\nd;4\n', 1, 'rejected'],
    ['an empty file', '\n', 1, 'rejected'],
    ['IDs in capitals', 'user-0\nuser-1\nUSER-2\nUSER-3\nUSER-4\n', 1, 'held'],
  ])(
    'foretells what an import of %s says, takes and counts, and writes nothing',
    (_, text, exitCode, outcome) =>
      runWithOperators(async (world) => {
        await world.operator().putProject.change('shop', { maxShrink: 30 });
        const before = await live(world);
        const foretold = await validateText(world, text);
        expect(foretold).toMatchObject({ exitCode, said: '', view: { outcome } });
        expect(foretold.view.live).toEqual({ version: before, members: 3 });
        const record = await importText(world, text);
        // A version has the number of its attempt.
        expect(commonOf(foretold.view)).toEqual(commonOf(record));
      }),
  );

  it('foretells the first list, and one that changes a little among many', () =>
    runWithOperators(async (world) => {
      await register(world, many);
      const first = await validateText(world, linesOf(many));
      expect(first).toMatchObject({
        exitCode: 0,
        view: { live: null, members: 2_000, removed: 0 },
      });
      expect(commonOf(first.view)).toEqual(commonOf(await importText(world, linesOf(many))));
      const next = linesOf([...many.slice(20), 'user-0', 'nobody']);
      const second = await validateText(world, next);
      expect(second.view).toMatchObject({ added: 1, removed: 20, unregistered: 1 });
      expect(second.view.import.writeUnits).toBeGreaterThan(0);
      expect(second.view.import.writeUnits).toBeLessThan(first.view.import.writeUnits);
      expect(commonOf(second.view)).toEqual(commonOf(await importText(world, next)));
    }));

  it('foretells that a first list is held', () =>
    runWithOperators(async (world) => {
      await world.operator().putProject.change('shop', { holdFirst: true });
      const { exitCode, view } = await validateText(world, 'user-0\n');
      expect({ exitCode, cause: view.cause }).toEqual({ exitCode: 1, cause: 'first-version' });
      const record = await importText(world, 'user-0\n');
      expect(commonOf(view)).toEqual(commonOf(record));
    }));

  it('tells how far it is', () =>
    runWithOperators(async (world) => {
      const { dryRuns, getProject } = world.operator();
      await world.upload(['user-0', 'nobody']);
      const found = await dryRuns.findFile('shop/vip.csv');
      const file = { ...found!, fileName: 'vip.csv', object: 'vip.csv', open: dryRuns.openFile };
      const told: number[] = [];
      const unexpected = (): never => {
        throw new Error('nothing is wrong');
      };
      await dryRuns.dryRun((await getProject('shop'))!, file, {
        onProgress: (asked) => void told.push(asked),
        onBusy: unexpected,
        onLiveUnreadable: unexpected,
        onUnexplained: unexpected,
      });
      expect(told[0]).toBe(2);
    }));

  it('shows 20 of the IDs that belong to nobody', () =>
    runWithOperators(async (world) => {
      const strangers = Array.from({ length: 50 }, (_, index) => `stranger-${index}`);
      const { view } = await validateText(world, linesOf(['user-0', ...strangers]));
      expect(view).toMatchObject({ unregistered: 50, members: 1 });
      expect(new Set(view.unregisteredSample).size).toBe(20);
      expect(strangers).toEqual(expect.arrayContaining([...view.unregisteredSample]));
    }));

  it('tries the file that is in the bucket, by its name or its key', () =>
    runWithOperators(async (world) => {
      await world.upload(['user-0', 'user-1']);
      const byName = await validate(world, ['--key', 'vip.csv']);
      expect(byName).toMatchObject({
        exitCode: 0,
        view: { members: 2, name: 'vip', file: 'shop/vip.csv' },
      });
      expect(byName.calls.filter((call) => readsOfFiles.includes(call))).toEqual(readsOfFiles);
      expect((await validate(world, ['--key', 'shop/vip.csv'])).view).toEqual(byName.view);
      const none = await validate(world, ['--key', 'gold.csv']);
      expect(none.exitCode).toBe(3);
      expect(none.said).toContain('There is no file "shop/gold.csv" in the bucket.');
    }));

  it('compares with the audience that it is told, and says what would be dropped for it', () =>
    runWithOperators(async (world) => {
      const version = await live(world);
      await bring(world, 'nobody');
      const { view } = await validateText(world, 'user-0\nuser-1\nuser-2\nuser-3\n');
      expect(view).toMatchObject({ live: { version }, added: 1, replacesHeld: version + 1 });
      const other = await validateText(world, 'user-0\n', 'gold');
      expect(other.view).toMatchObject({ name: 'gold', live: null, added: 1, replacesHeld: null });
    }));

  it('says that the project has no place for another audience', () =>
    runWithOperators(async (world) => {
      await live(world);
      await world.operator().putProject.change('shop', { audienceLimit: 1 });
      const { exitCode, view } = await validateText(world, 'user-0\n', 'gold');
      expect(exitCode).toBe(1);
      expect(view).toMatchObject({ outcome: 'rejected', cause: 'limit' });
    }));

  it('tries files of a paused project, too, and says that it is', () =>
    runWithOperators(async (world) => {
      await world.operator().switchProject.pause('shop');
      const { exitCode, said, view } = await validateText(world, 'user-0\n');
      expect({ exitCode, outcome: view.outcome }).toEqual({ exitCode: 0, outcome: 'published' });
      expect(said).toContain('Project "shop" is paused');
    }));

  it('reads all users where that is cheaper, and leaves no word of what it has cost', () =>
    runWithOperators(async (world) => {
      const ids = Array.from({ length: 50_000 }, (_, index) => `s${index}`);
      const { view, calls } = await validateText(world, linesOf(['user-0', ...ids]));
      expect(view).toMatchObject({ plan: 'scan', members: 1 });
      expect(calls).toContain('Query');
      expect(await world.operator().getUsersReadings('shop')).toEqual({});
    }));
});

describe('a dry run with a users table of the customer’s', () => {
  const capUnits = 10;

  const arrange = async (world: OperatorsWorld): Promise<void> => {
    const usersSource = {
      tableName: 'crm',
      keyName: 'id',
      keyType: 'string',
      keyPrefix: '',
    } as const;
    await world.aws.dynamodb.send(
      new CreateTableCommand({
        TableName: 'crm',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
    await world
      .operator()
      .putProject.change('shop', { usersSource: { ...usersSource, maxReadUnits: capUnits } });
    for (const id of ['u-0', 'u-1'])
      await world.aws.dynamodb.send(
        new PutItemCommand({ TableName: 'crm', Item: { id: { S: id } } }),
      );
  };

  it('keeps within its cap', () =>
    runWithOperators(async (world) => {
      await arrange(world);
      const ids = Array.from({ length: 1_000 }, (_, index) => `u-${index}`);
      const begun = world.time.now();
      const { view } = await validateText(world, linesOf(ids));
      expect(view).toMatchObject({ members: 2, plan: 'lookup' });
      // What the last call takes, nobody has to wait for.
      const seconds = (view.import.readUnits - 50) / capUnits;
      expect((world.time.now() - begun) / 1000).toBeGreaterThan(seconds);
    }));

  it('waits until imports have left it alone for a while', () =>
    runWithOperators(async (world) => {
      await arrange(world);
      // As an import leases time that goes on.
      const freeAt = world.time.now() + 60_000;
      await toDocumentClient(world.aws.dynamodb).send(
        new PutCommand({
          TableName: tables.audiences,
          Item: { ...tableUseKey('crm'), freeAt },
        }),
      );
      const { said, view } = await validateText(world, 'u-0\n');
      expect(view).toMatchObject({ members: 1 });
      expect(said).toMatch(/^Imports read table crm: waiting until they have ended.\n/);
      expect(world.time.now()).toBeGreaterThan(freeAt);
    }));
});
