import { describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { decide } from '../../../lambdas/scanner/domain/decide.ts';
import type { FilePair, KnownFile } from '../../../lambdas/scanner/domain/merge-by-file-name.ts';
import type { Source } from '../../../lambdas/shared/domain/audience-item.ts';
import { aSource } from '../../support/factories.ts';

const now = 100_000_000;
const day = 86_400_000;
const halfAnHour = 1_800_000;
const fileName = 'vip.csv';
const listedAt = now - 1_000;
const listed = { fileName, etag: 'e1', size: 10, lastModified: 1_000_000, listedAt };
const known = { fileName, source: aSource() };
const done = { etag: 'e1', at: 1_600_000 };
const { seenAt } = known.source;
const seenNow = (more: Partial<Source> = {}) => aSource({ ...more, seenAt: listedAt });
const seenAtTime = (time: number) => ({ fileName, source: aSource({ seenAt: time }) });
const overLimit = { etag: 'e1', cause: 'limit', at: 5 };

describe('what the scanner does about a file', () => {
  it.each<[string, Omit<FilePair, 'listedAt'>, ReturnType<typeof decide>]>([
    [
      'records and sends a new file',
      { fileName, listed },
      { newSource: seenNow(), missing: false, send: 'yes', waitsSince: listedAt },
    ],
    [
      'records and sends a changed one',
      { fileName, listed: { ...listed, etag: 'e2' }, known: { ...known, outcome: done } },
      { newSource: seenNow({ etag: 'e2' }), missing: false, send: 'yes', waitsSince: listedAt },
    ],
    [
      'records the name of an object that is not called like the file, and sends it',
      { fileName, listed: { ...listed, etag: 'e2', object: 'vip.csv.gz' }, known },
      {
        newSource: seenNow({ etag: 'e2', object: 'vip.csv.gz', waitingSince: seenAt }),
        missing: false,
        send: 'yes',
        waitsSince: seenAt,
      },
    ],
    [
      'records that the same content has another name, without importing it again',
      { fileName, listed: { ...listed, object: 'vip.CSV' }, known: { ...known, outcome: done } },
      { newSource: seenNow({ object: 'vip.CSV' }), missing: false, send: 'no' },
    ],
    [
      'does nothing about one that is done',
      { fileName, listed, known: { ...known, outcome: done } },
      { missing: false, send: 'no' },
    ],
    [
      'sends one whose audience was deleted, which has waited since then',
      { fileName, listed, known: { ...known, deletedAt: now - 5 } },
      { missing: false, send: 'yes', waitsSince: now - 5 },
    ],
    [
      'does not send what is on its way',
      { fileName, listed, known: { ...known, enqueued: { etag: 'e1', at: now - day + 1 } } },
      { missing: false, send: 'underway', waitsSince: seenAt },
    ],
    [
      'sends again what was dropped',
      {
        fileName,
        listed,
        known: { ...known, enqueued: { etag: 'e1', at: now - 1, dropped: true } },
      },
      { missing: false, send: 'yes', waitsSince: seenAt },
    ],
    [
      'sends again what the queue has forgotten',
      { fileName, listed, known: { ...known, enqueued: { etag: 'e1', at: now - day } } },
      { missing: false, send: 'yes', waitsSince: seenAt },
    ],
    [
      'sends although an older version is on its way',
      { fileName, listed, known: { ...known, enqueued: { etag: 'e0', at: now - 1 } } },
      { missing: false, send: 'yes', waitsSince: seenAt },
    ],
    [
      'waits for an import that is running',
      { fileName, listed, known: { ...known, claim: { until: now + 1 } } },
      { missing: false, send: 'underway', waitsSince: seenAt },
    ],
    [
      'does not wait for one that is dead',
      { fileName, listed, known: { ...known, claim: { until: now } } },
      { missing: false, send: 'yes', waitsSince: seenAt },
    ],
    [
      'sends again when a retry is due',
      { fileName, listed, known: { ...known, outcome: { ...done, retryAt: now } } },
      { missing: false, send: 'yes', waitsSince: now },
    ],
    [
      'sends a retry although the message of the last try is not a day old',
      {
        fileName,
        listed,
        known: {
          ...known,
          outcome: { ...done, retryAt: now - 1 },
          enqueued: { etag: 'e1', at: now - 2 },
        },
      },
      { missing: false, send: 'yes', waitsSince: now - 1 },
    ],
    [
      'does not send a retry twice',
      {
        fileName,
        listed,
        known: {
          ...known,
          outcome: { ...done, retryAt: now - 2 },
          enqueued: { etag: 'e1', at: now - 1 },
        },
      },
      { missing: false, send: 'underway', waitsSince: now - 2 },
    ],
    [
      'does not send before a retry is due',
      { fileName, listed, known: { ...known, outcome: { ...done, retryAt: now + 1 } } },
      { missing: false, send: 'no' },
    ],
    [
      'says since when a file is out because of the limit',
      { fileName, listed, known: { ...known, outcome: overLimit } },
      { missing: false, send: 'no', waitsForRoomSince: 5 },
    ],
    [
      'does not say so of one that was rejected otherwise',
      { fileName, listed, known: { ...known, outcome: { ...overLimit, cause: 'empty' } } },
      { missing: false, send: 'no' },
    ],
    [
      'notes that a file has gone',
      { fileName, known: { ...known, outcome: done } },
      { missing: true, send: 'no' },
    ],
    [
      'notes it once',
      { fileName, known: { ...known, source: aSource({ present: false }), outcome: done } },
      { missing: false, send: 'no' },
    ],
    [
      'notes that a file is back, without importing the same content again',
      { fileName, listed, known: { ...known, source: aSource({ present: false }), outcome: done } },
      { newSource: seenNow(), missing: false, send: 'no' },
    ],
    [
      'waits for the content of a zero-byte object until it is 30 minutes old',
      { fileName, listed: { ...listed, size: 0, lastModified: now - halfAnHour + 1 } },
      {
        newSource: seenNow({ size: 0, lastModified: now - halfAnHour + 1 }),
        missing: false,
        isBeingWritten: true,
        send: 'no',
      },
    ],
    [
      'waits 30 minutes after it was seen, where its date lies in the future',
      {
        fileName,
        listed: { ...listed, size: 0, lastModified: now + day },
        known: {
          fileName,
          source: aSource({ size: 0, lastModified: now + day, seenAt: now - halfAnHour }),
        },
      },
      { missing: false, send: 'yes', waitsSince: now },
    ],
    [
      'sends one that has been empty for 30 minutes',
      {
        fileName,
        listed: { ...listed, size: 0, lastModified: now - halfAnHour },
        known: {
          fileName,
          source: aSource({ size: 0, lastModified: now - halfAnHour, seenAt: now - 60_000 }),
        },
      },
      { missing: false, send: 'yes', waitsSince: now },
    ],
    [
      'sends an old one, so that the empty file is told',
      { fileName, listed: { ...listed, size: 0, lastModified: now - day } },
      {
        newSource: seenNow({ size: 0, lastModified: now - day }),
        missing: false,
        send: 'yes',
        waitsSince: listedAt,
      },
    ],
    [
      'takes a file that is older than the one before: another path, an earlier version, a late upload',
      {
        fileName,
        listed: { ...listed, etag: 'e2', lastModified: 1 },
        known: { ...known, outcome: done },
      },
      {
        newSource: seenNow({ etag: 'e2', lastModified: 1 }),
        missing: false,
        send: 'yes',
        waitsSince: listedAt,
      },
    ],
    [
      'sends again what was only about to be sent: who was to send it may have died',
      {
        fileName,
        listed,
        known: { ...known, enqueued: { etag: 'e1', at: now - 1, sending: true } },
      },
      { missing: false, send: 'yes', waitsSince: seenAt },
    ],
    [
      'does not believe a message from the future',
      { fileName, listed, known: { ...known, enqueued: { etag: 'e1', at: now + 300_001 } } },
      { missing: false, send: 'yes', waitsSince: seenAt },
    ],
    [
      'leaves a change to the next scan when what is known was listed later',
      { fileName, listed: { ...listed, etag: 'e2' }, known: seenAtTime(listedAt) },
      { missing: false, overtaken: true, send: 'no' },
    ],
    [
      'does not take a file for missing that was listed later',
      { fileName, known: seenAtTime(listedAt) },
      { missing: false, overtaken: true, send: 'no' },
    ],
    [
      'sends what it has listed itself like a later scan',
      { fileName, listed, known: seenAtTime(now) },
      { missing: false, send: 'yes', waitsSince: now },
    ],
    [
      'takes no notice of a listing from the future',
      { fileName, known: seenAtTime(now + 300_001) },
      { missing: true, disbelieved: now + 300_001, send: 'no' },
    ],
    [
      'records a change instead of what was listed in the future',
      {
        fileName,
        listed: { ...listed, etag: 'e2' },
        known: { ...seenAtTime(now + 300_001), outcome: done },
      },
      {
        newSource: seenNow({ etag: 'e2' }),
        disbelieved: now + 300_001,
        missing: false,
        send: 'yes',
        waitsSince: listedAt,
      },
    ],
  ])('%s', (_, pair, decision) => {
    expect(decide({ ...pair, listedAt }, now)).toEqual(decision);
  });
});

describe('how long a file waits', () => {
  const hour = 3_600_000;
  /** What is known after a scan of each of these versions, and when the last one has waited since. */
  const waitAfter = (
    versions: number,
    outcomes: Readonly<Record<number, KnownFile['outcome']>>,
  ) => {
    let known: KnownFile | undefined;
    let waitsSince: number | undefined;
    for (let version = 1; version <= versions; version += 1) {
      const at = version * hour;
      const file = { ...listed, etag: `e${version}`, listedAt: at };
      const decision = decide(
        { fileName, listed: file, ...(known && { known }), listedAt: at },
        at,
      );
      ({ waitsSince } = decision);
      const outcome = outcomes[version] ?? known?.outcome;
      known = { fileName, source: decision.newSource!, ...(outcome && { outcome }) };
    }
    return waitsSince;
  };

  it.each<[string, number, Readonly<Record<number, KnownFile['outcome']>>, number]>([
    ['counts from the first version that came to no end', 9, {}, hour],
    [
      'ends with an outcome of the version before',
      3,
      { 2: { etag: 'e2', at: 2 * hour + 1 } },
      3 * hour,
    ],
    [
      'ends with an outcome of an earlier version, although the next one was seen by then',
      3,
      { 2: { etag: 'e1', at: 2 * hour + 1 } },
      2 * hour + 1,
    ],
    [
      'is not put off by a retry that the version before was to have',
      3,
      { 2: { etag: 'e2', at: 2 * hour + 1, retryAt: 26 * hour } },
      3 * hour,
    ],
    [
      'counts a retry that did not come to pass either',
      3,
      { 1: { etag: 'e1', at: hour + 1, retryAt: hour + 2 } },
      hour + 2,
    ],
  ])('%s', (_, versions, outcomes, expected) => {
    expect(waitAfter(versions, outcomes)).toBe(expected);
  });

  it('begins again when the file was gone', () => {
    const gone = { fileName, source: aSource({ present: false, waitingSince: 1 }) };
    expect(decide({ fileName, listed, known: gone, listedAt }, now).newSource).toEqual(seenNow());
  });
});

describe('matching users anew', () => {
  const hour = 3_600_000;
  const midnight = 20_000 * day;
  const published = { etag: 'e1', at: midnight - hour, result: 'published' as const };
  const sendOf = (outcome: KnownFile['outcome'], at: number, hours?: number) =>
    decide({ fileName, listed, listedAt, known: { ...known, outcome } }, at, hours).send;

  it('begins with each period of the project, for what was published in the one before', () => {
    expect(sendOf(published, midnight - 1, 24)).toBe('no');
    expect(sendOf(published, midnight, 24)).toBe('rematch');
    expect(sendOf({ ...published, at: midnight }, midnight + day - 1, 24)).toBe('no');
    expect(sendOf({ ...published, at: midnight }, midnight + day, 24)).toBe('rematch');
  });

  it('counts from when the import began, which may have missed who has registered since', () => {
    const importId = v7({ msecs: midnight - 1 });
    expect(sendOf({ ...published, at: midnight + hour, importId }, midnight + hour, 24)).toBe(
      'rematch',
    );
  });

  it.each<[string, KnownFile['outcome']]>([
    ['is off in this project', undefined],
    ['was rolled back to', { ...published, pinned: true }],
    ['is due already', { ...published, retryAt: midnight + 5 * day }],
    ['was rejected', { ...published, result: 'rejected' }],
    ['is held', { ...published, result: 'held' }],
    ['was discarded', { ...published, result: 'discarded' }],
  ])('leaves alone what %s', (_, outcome) => {
    const hours = outcome ? 24 : undefined;
    expect(sendOf(outcome ?? published, midnight + 2 * day, hours)).toBe('no');
  });

  it('does not come for a file that is not there', () => {
    const gone = { ...known, source: aSource({ present: false }), outcome: published };
    const { send } = decide({ fileName, listedAt, known: gone }, midnight + day, 24);
    expect(send).toBe('no');
  });
});
