import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { lastDigestKey } from '../../../lambdas/mailer/domain/last-digest.ts';
import {
  createSaveLastScan,
  createSaveTick,
} from '../../../lambdas/scanner/adapters/save-scans.ts';
import { createReadNewestRecords } from '../../../lambdas/screen/adapters/read-newest-records.ts';
import { createReadRefusedAddresses } from '../../../lambdas/screen/adapters/read-refused-addresses.ts';
import { createReadLastScans } from '../../../lambdas/shared/adapters/read-last-scans.ts';
import { expiryAttribute, mailerLeaseKey } from '../../../lambdas/shared/contract.ts';
import {
  type ImportRecord,
  recordPartition,
} from '../../../lambdas/shared/domain/import-record.ts';
import { unreachedKey } from '../../../lambdas/shared/domain/unreached.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';

let dynalite: Dynalite;
beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

const put = (TableName: string, Item: object) =>
  dynalite.document.send(new PutCommand({ TableName, Item: { ...Item } }));

it('what scans have seen is read as it was kept, and the last one of a project counts', async () => {
  const { document, tables } = dynalite;
  const readLastScans = createReadLastScans(document, tables.audiences);
  const saveLastScan = createSaveLastScan(document, tables.audiences);
  expect(await readLastScans()).toEqual({ tick: undefined, byProject: new Map() });

  const scan = {
    at: 1,
    seen: 2,
    ignored: 3,
    missing: 4,
    waiting: 5,
    longestWaitSeconds: 6,
    failed: 7,
  };
  await saveLastScan('shop', { ...scan, seen: 99 });
  await saveLastScan('shop', scan);
  await createSaveTick(document, tables.audiences)(8);
  await put(tables.audiences, { projectId: '#scans', fileName: 'broken', at: 'yesterday' });
  expect(await readLastScans()).toEqual({ tick: 8, byProject: new Map([['shop', scan]]) });
});

it('addresses that are refused are found beside what else the mailer keeps', async () => {
  const { document, tables } = dynalite;
  const refused = { code: 'MessageRejected', since: 1, tried: 2, missed: 3 };
  const addresses = { 'a@example.com': refused };
  await put(tables.audiences, { ...unreachedKey('shop'), addresses, notices: [] });
  await put(tables.audiences, { ...lastDigestKey('shop'), at: 1 });
  await put(tables.audiences, { ...mailerLeaseKey, owner: 'o', until: 1 });
  expect(await createReadRefusedAddresses(document, tables.audiences)()).toEqual(
    new Map([['shop', addresses]]),
  );
});

it('of the records of an audience the newest are read, and no more than are shown', async () => {
  const { document, tables } = dynalite;
  const record = (number: number): ImportRecord => ({
    audience: recordPartition('shop', 'vip.csv'),
    importId: `0${number}`,
    etag: 'e',
    size: 1,
    startedAt: number,
    endedAt: number,
    outcome: 'published',
    readUnits: 1,
    writeUnits: 1,
    durations: {},
    [expiryAttribute]: 1,
  });
  for (const number of [1, 2, 3]) await put(tables.imports, record(number));
  const read = createReadNewestRecords(document, tables.imports);
  expect(await read('shop', 'vip.csv', 2)).toEqual([record(3), record(2)]);
  expect(await read('shop', 'other.csv', 2)).toEqual([]);
});
