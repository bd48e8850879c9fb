import { expect, it } from '@jest/globals';
import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { z } from 'zod';
import { type ImportView, viewImport } from '../../../lambdas/shared/domain/import-view.ts';
import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import { findLiveVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import { type OperatorsWorld, runWithOperators } from '../../support/simulation/operators-world.ts';
import { bring } from '../../support/simulation/publish.ts';
import { tables } from '../../support/simulation/resources.ts';
import { collect } from '../../support/streams.ts';

/** The rows of a file, and whether somebody has removed chunks of the live version before it comes. */
interface Refresh {
  rows: readonly string[];
  isLiveDamaged: boolean;
}

const users = ['user-0', 'user-1', 'user-2', 'user-3', 'user-4', 'user-5'];
const rows = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...users) },
    fc.constantFrom('stranger-1', 'stranger-2', ''),
  ),
  // A file without a byte is still being written.
  { minLength: 1, maxLength: 12 },
);
const refreshes: fc.Arbitrary<Refresh[]> = fc.array(
  fc.record({ rows, isLiveDamaged: fc.integer({ max: 5 }).map((chance) => chance === 0) }),
  { minLength: 2, maxLength: 6 },
);

const damageLive = async ({ aws, item }: OperatorsWorld): Promise<void> => {
  const stored = (await item()) as Awaited<ReturnType<typeof item>> | undefined;
  const live = stored && findLiveVersion(stored.versions);
  if (!live) return;
  const document = toDocumentClient(aws.dynamodb);
  const { Items = [] } = await document.send(new ScanCommand({ TableName: tables.memberships }));
  const keys = z.array(z.object({ chunkSet: z.string(), bucket: z.number() })).parse(Items);
  for (const Key of keys)
    if (Key.chunkSet.startsWith(`${stored.audienceId}#${live.version}#`))
      await document.send(new DeleteCommand({ TableName: tables.memberships, Key }));
};

const historyOf = async ({ operator }: OperatorsWorld): Promise<ImportView[]> => {
  const records = await collect(operator().readImportRecords('shop', 'vip.csv', 100));
  // Another region than the importer's: what it has written down counts.
  return records.map((record) => viewImport('shop', record, 'us-east-1')).reverse();
};

/** Told from the lists alone. `known`: whether the live version can be read. */
const expectRecord = (
  record: ImportView,
  list: readonly string[],
  before: ReadonlySet<string> | undefined,
  known: boolean,
): ReadonlySet<string> | undefined => {
  const ids = list.filter((row) => row !== '');
  const distinct = new Set(ids);
  const members = new Set(users.filter((user) => distinct.has(user)));
  const added = [...members].filter((id) => !before?.has(id)).length;
  const removed = [...(before ?? [])].filter((id) => !members.has(id)).length;
  expect(record.matchRate).toBeCloseTo(members.size / distinct.size, 12);
  expect(record.counts).toEqual({
    rows: ids.length,
    blank: list.length - ids.length,
    duplicates: ids.length - distinct.size,
    unregistered: distinct.size - members.size,
    members: members.size,
    ...(known && { added, removed }),
  });
  const isHeld = members.size === 0 && before !== undefined && before.size > 0;
  const isSame = known && before !== undefined && added + removed === 0;
  expect(record.outcome).toBe(isHeld ? 'held' : isSame ? 'unchanged' : 'published');
  return isHeld ? before : members;
};

const expectSums = ({ counts, cost, readUnits, writeUnits }: ImportView): void => {
  expect(cost).toMatchObject({ region: 'eu-west-1', asOf: '2026-09' });
  expect(cost.dollars).toBeCloseTo((readUnits * 0.1415 + writeUnits * 0.705) / 1e6, 15);
  if (counts?.members === undefined) return;
  const { rows: all, duplicates, members, unregistered } = counts;
  expect(all).toBe(duplicates! + members + unregistered!);
};

it('rows, members and changes of all records add up, whatever lists come', () =>
  fc.assert(
    fc.asyncProperty(refreshes, (lists) =>
      runWithOperators(async (world) => {
        let live: ReadonlySet<string> | undefined;
        let isKnown = true;
        let last: string | undefined;
        let seen = 0;
        for (const { rows: list, isLiveDamaged } of lists) {
          const ids = list.filter((row) => row !== '');
          const text = list.join('\n');
          if (isLiveDamaged && live) {
            await damageLive(world);
            isKnown = false;
          }
          await bring(world, ...list);
          const history = await historyOf(world);
          const record = history[seen];
          // A file that is no other one is not imported.
          if (text === last || !record) {
            expect(history).toHaveLength(seen);
            continue;
          }
          last = text;
          seen += 1;
          expect(history).toHaveLength(seen);
          expectSums(record);
          if (ids.length === 0) {
            expect(record).toMatchObject({ outcome: 'rejected', matchRate: null });
            continue;
          }
          live = expectRecord(record, list, live, isKnown || live === undefined);
          if (record.outcome === 'published') isKnown = true;
        }
      }),
    ),
    { numRuns: 15 },
  ));
