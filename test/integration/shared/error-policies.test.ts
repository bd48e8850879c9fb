import { gzipSync } from 'node:zlib';
import { UsersTableKeyError } from '../../../lambdas/importer/adapters/blame-users-table.ts';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  BrokenPageError,
  DamagedFileError,
  ForgottenFileError,
  OutOfMemoryError,
  SecondThreadError,
  TableFullError,
} from '../../../kernel/errors.ts';
import { FileUnreadableError } from '../../../lambdas/importer/adapters/open-file.ts';
import { DamagedAnswerError } from '../../../lambdas/importer/adapters/checked-answer.ts';
import { BodyStalledError } from '../../../lambdas/importer/adapters/stream-body.ts';
import {
  archived,
  collidingIds,
  FileSupersededError,
  NotWantedError,
} from '../../../lambdas/importer/errors.ts';
import { decide } from '../../../lambdas/scanner/domain/decide.ts';
import { MalformedItemError, NewerItemError } from '../../../lambdas/shared/adapters/parse-item.ts';
import { maxFileBytes } from '../../../lambdas/shared/contract.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { isOnItsWay } from '../../../lambdas/shared/domain/due.ts';
import { type Cause, errorPolicies } from '../../../lambdas/shared/domain/error-policies.ts';
import type { ErrorPolicy } from '../../../lambdas/shared/domain/error-policy.ts';
import type { ImportRecord } from '../../../lambdas/shared/domain/import-record.ts';
import type { Notice } from '../../../lambdas/shared/domain/notice.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aSource, someCounts } from '../../support/factories.ts';
import { aUsersTable, everyone, fakeUsers } from '../../support/fake-users.ts';
import { openedFile } from '../../support/opened-file.ts';
import { arrange, now, type Scenario } from './import-world.ts';

const hour = 3_600_000;

let dynalite: Dynalite;
beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

const named = (name: string): Scenario => ({ error: Object.assign(new Error(), { name }) });

/** An audience that has so many. */
const withMembers = (members: number): Partial<AudienceItem> => ({
  versions: {
    3: {
      state: 'live',
      etag: 'e0',
      counts: someCounts({ members }),
      publishedAt: 1,
      layout: { chunks: 1, shards: 1, digest: 'd' },
    },
  },
  versionCounter: 3,
});

const scenarios: Readonly<Record<Cause, Scenario>> = {
  'not-utf8': { file: Buffer.of(0x61, 0xff, 0x0a) },
  'utf-16': { file: Buffer.from('\ufeffa\n', 'utf16le') },
  'unclosed-quote': { file: '"a' },
  'broken-quote': { file: '"a"b\n' },
  'several-columns': { file: 'a,b\n' },
  'missing-column': { file: 'id,name\n', project: { idColumn: 'user' } },
  'too-few-columns': { file: 'a,b\nc\n', project: { idColumn: 2 } },
  'other-delimiter': {
    file: 'id;name\na;b\n',
    ports: () => ({ openUsers: () => fakeUsers(['id', 'a']) }),
  },
  'damaged-archive': { file: gzipSync('a\n').subarray(0, -1) },
  'other-packing': { file: gzipSync(gzipSync('a\n')) },
  zip: { file: 'PK\x03\x04' },
  spreadsheet: { file: 'PK\x03\x04[Content_Types].xml' },
  'table-format': { file: 'PAR1\x15' },
  pdf: { file: '%PDF-1.7' },
  html: { file: '<!doctype html>' },
  xml: { file: '<?xml version="1.0"?><Error/>' },
  json: { file: '{"message":"Unauthorized"}' },
  'apple-double': { file: '\x00\x05\x16\x07\x00' },
  binary: { file: '\x1a' },
  empty: { file: '\n' },
  'too-large': { item: { source: aSource({ size: maxFileBytes + 1 }) } },
  'colliding-ids': { error: collidingIds(new Error()) },
  'bad-name': { message: { fileName: 'gold\u202evsc.csv' } },
  limit: { project: { audienceLimit: 0 } },
  'would-be-empty': { item: withMembers(7), ports: () => ({ openUsers: () => fakeUsers([]) }) },
  shrinks: { item: withMembers(7), project: { maxShrink: 50 } },
  grows: { file: 'a\nb\n', item: withMembers(1), project: { maxGrowth: 50 } },
  'too-few': { project: { minMembers: 2 } },
  'first-version': { project: { holdFirst: true } },
  'too-slow': {
    timeLeft: 8_000,
    ports: () => ({
      openFile: (_key, _etag, signal) =>
        new Promise((_, reject) => {
          const stop = (): void => {
            reject(new Error('aborted'));
          };
          if (signal.aborted) stop();
          else signal.addEventListener('abort', stop);
        }),
    }),
  },
  'users-source-too-slow': {
    file: Array.from({ length: 50_000 }, (_, index) => `${index}\n`).join(''),
    ports: () => ({
      openUsers: () => ({
        ...everyone(),
        describeTable: () =>
          Promise.resolve(aUsersTable({ bytes: 1e6, items: 1e3, throughput: 1 })),
      }),
    }),
  },
  'collector-behind': {
    item: {
      versions: Object.fromEntries(
        Array.from({ length: 1_000 }, (_, index) => [
          index + 1,
          { state: 'abandoned' as const, etag: 'e0', until: 1 },
        ]),
      ),
      versionCounter: 1_000,
    },
  },
  archived: { error: archived() },
  'gave-up': { deadLetter: true },
  ProvisionedThroughputExceededException: named('ProvisionedThroughputExceededException'),
  ThrottlingException: named('ThrottlingException'),
  AccessDenied: named('AccessDenied'),
  AccessDeniedException: named('AccessDeniedException'),
  ResourceNotFoundException: named('ResourceNotFoundException'),
  UsersTableKeyError: { error: new UsersTableKeyError('') },
  ValidationException: named('ValidationException'),
  TimeoutError: named('TimeoutError'),
  BodyStalledError: { error: new BodyStalledError('') },
  FileUnreadableError: { error: new FileUnreadableError('') },
  DamagedFileError: { error: new DamagedFileError('') },
  DamagedAnswerError: { error: new DamagedAnswerError('') },
  BrokenPageError: { error: new BrokenPageError('') },
  MalformedItemError: { error: new MalformedItemError('') },
  NewerItemError: { error: new NewerItemError('') },
  ForgottenFileError: { error: new ForgottenFileError('') },
  SecondThreadError: { error: new SecondThreadError('') },
  OutOfMemoryError: { error: new OutOfMemoryError('') },
  TableFullError: { error: new TableFullError('') },
  AggregateError: {
    error: new Error('no'),
    ports: ({ endImport }) => ({
      endImport: { ...endImport, release: () => Promise.reject(new Error('neither')) },
    }),
  },
  'any other': named('any other'),
  superseded: { error: new FileSupersededError('') },
  paused: { project: { paused: true } },
  'path-changed': { project: { path: 'moved/' } },
  'project-gone': { project: null },
  'table-busy': {
    file: Array.from({ length: 50_000 }, (_, index) => `${index}\n`).join(''),
    ports: () => ({
      openUsers: () => ({
        ...everyone(),
        describeTable: () => Promise.resolve(aUsersTable({ throughput: 50 })),
      }),
      turnStore: {
        read: () =>
          Promise.resolve({
            revision: 1,
            turns: { other: { since: 0, seconds: 500, until: 2 * now, hasBegun: true } },
          }),
        enter: () => Promise.resolve(true),
        leave: () => Promise.resolve(),
      },
    }),
    timeLeft: 300_000,
  },
  'no-time-left': { error: new NotWantedError('no-time-left') },
  'fenced-out': {
    ports: ({ overtake }) => ({
      openFile: async () => {
        await overtake();
        return openedFile('a');
      },
    }),
  },
  'not-due': { item: { outcome: { etag: 'e1', result: 'published', importId: 'i0', at: 1 } } },
  'being-imported': {
    item: {
      claim: { version: 1, owner: 'i0', etag: 'e1', until: now + 1 },
      versions: { 1: { state: 'writing', etag: 'e1', until: now + 1 } },
      versionCounter: 1,
    },
  },
  'sent-again': {
    deadLetter: true,
    item: { enqueued: { etag: 'e1', at: now - 1, dropped: true } },
  },
  'unknown-file': { item: null },
  'not-json': { deadLetter: 'x' },
  'wrong-shape': { deadLetter: '{}' },
  'from-the-future': { deadLetter: true, message: { at: now + 300_001 } },
  'unknown-project': { deadLetter: true, project: null, item: null },
};

type Seen = Pick<ErrorPolicy, 'ending' | 'again' | 'told'> & { cause: unknown };

const noticesOf = (item: AudienceItem | undefined): Notice[] => Object.values(item?.notices ?? {});

/** What became of the message, as everybody sees it who has to do with it. */
const see = async (scenario: Scenario, remedy: string): Promise<Seen> => {
  const world = await arrange(dynalite, scenario);
  const isDone = await world.deliverTo(scenario.deadLetter ? 'dead-letter' : 'importer');
  const { message, logged, records, repeats } = world;
  if (!isDone) {
    expect(repeats).toEqual([60]);
    expect(noticesOf(await world.read())).toEqual([]);
    const isGivenUp = await world.deliverTo('dead-letter');
    const [record] = records as ImportRecord[];
    const seen = { ending: record?.outcome as 'interrupted', cause: record?.cause };
    if (isGivenUp) {
      expect(noticesOf(await world.read())).toMatchObject([{ kind: 'failed', cause: 'gave-up' }]);
      return { ...seen, again: 'queue', told: 'after-giving-up' };
    }
    expect(await world.deliverTo('importer')).toBe(true);
    const left = (await world.read())!;
    expect([noticesOf(left), isOnItsWay(left, now)]).toEqual([[], false]);
    return { ...seen, again: 'scan', told: 'never' };
  }

  const item = await world.read();
  if (records[0] && 'reason' in records[0]) {
    expect(noticesOf(item)).toEqual([]);
    expect(item ?? {}).not.toHaveProperty('outcome');
    return { ending: 'malformed', cause: records[0].reason, again: 'never', told: 'never' };
  }
  const { result, why } = logged[0] as { result?: string; why?: string };
  if (result === 'released' || result === 'dropped' || result === 'nothing-to-do') {
    expect(noticesOf(item)).toEqual([]);
    expect(item?.outcome).toEqual(scenario.item?.outcome);
    // The scanner does not take the message for being on its way.
    expect(item !== undefined && isOnItsWay(item, now)).toBe(false);
    const ending = result === 'released' ? result : 'dropped';
    return { ending, cause: why, again: 'scan', told: 'never' };
  }
  const outcome = item!.outcome!;
  expect(item).not.toHaveProperty('claim');
  expect(noticesOf(item)).toMatchObject([{ kind: outcome.result, cause: outcome.cause }]);
  const name = outcome.result === 'held' ? `vip --version ${item!.versionCounter}` : 'vip';
  // To make room, it is another audience that goes, and only a person knows which.
  const isOther = outcome.cause === 'limit';
  expect(outcome.message).toContain(
    remedy
      .replaceAll('PROJECT', message.projectId)
      .replaceAll('NAME', isOther ? 'NAME' : name)
      .replace('DELIMITER', "';'"),
  );
  // What is to be typed can be.
  const open = isOther ? /\b(?:PROJECT|DELIMITER)\b/ : /\b(?:PROJECT|NAME|DELIMITER)\b/;
  expect(outcome.message).not.toMatch(open);
  return {
    ending: outcome.result as 'rejected',
    cause: outcome.cause,
    again: triedAgain(item!),
    told: 'at-once',
  };
};

const triedAgain = (item: AudienceItem): ErrorPolicy['again'] => {
  const { source, fileName, outcome } = item;
  if (outcome?.retryAt === now + hour) return 'schedule';
  expect(outcome).not.toHaveProperty('retryAt');
  const listedAt = now + 1e12;
  const pair = { fileName, listed: { fileName, ...source, listedAt }, known: item, listedAt };
  const { send, waitsForRoomSince } = decide(pair, listedAt);
  expect(send).toBe('no');
  return waitsForRoomSince === undefined ? 'file-changed' : 'room';
};

it.each(Object.keys(scenarios) as Cause[])('what becomes of %p is its policy', async (cause) => {
  const { ending, again, told, remedy } = errorPolicies[cause];
  expect(await see(scenarios[cause], remedy)).toEqual({ ending, cause, again, told });
});
