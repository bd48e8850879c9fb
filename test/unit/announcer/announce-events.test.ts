import { describe, expect, it } from '@jest/globals';
import { announceEvents, type AnnouncePorts } from '../../../lambdas/announcer/announce-events.ts';
import { type Entry, mostEntries, packEntries } from '../../../lambdas/announcer/domain/entry.ts';
import { EventRefusedError, UnknownEventError } from '../../../lambdas/announcer/errors.ts';
import { MalformedItemError } from '../../../lambdas/shared/adapters/parse-item.ts';
import type { AudienceKey } from '../../../lambdas/announcer/ports.ts';
import {
  type EventDetail,
  eventDetailSchema,
} from '../../../lambdas/shared/domain/event-detail.ts';
import type { ImportRecord } from '../../../lambdas/shared/domain/import-record.ts';
import type { PendingEvent, StoredEvent } from '../../../lambdas/shared/domain/pending-event.ts';

const now = 1_800_000_000_000;

const event = (more: Partial<PendingEvent> = {}): PendingEvent => ({
  type: 'published',
  trigger: 'file',
  at: now,
  version: 3,
  live: { version: 3, members: 7 },
  ...more,
});

const record = (more: Partial<ImportRecord> = {}): ImportRecord => ({
  audience: 'shop/vip.csv',
  importId: 'i1',
  etag: 'e1',
  size: 10,
  startedAt: now - 1000,
  endedAt: now,
  outcome: 'published',
  version: 3,
  counts: { rows: 10, members: 7, duplicates: 1, unregistered: 2 },
  readUnits: 4,
  writeUnits: 6,
  durations: { read: 5 },
  expiresAt: now / 1000,
  ...more,
});

type Audience = Record<string, StoredEvent>;

/** A few audiences of `shop`, and what was sent of them. */
const arrange = (audiences: Record<string, Audience>, more: Partial<AnnouncePorts> = {}) => {
  const calls: Entry[][] = [];
  const removed: [fileName: string, sequences: readonly string[], areAll: boolean][] = [];
  const ports: AnnouncePorts = {
    async *listUnannounced() {
      for (const fileName of Object.keys(audiences))
        yield await Promise.resolve({ projectId: 'shop', fileName });
    },
    readEvents: ({ fileName }) => {
      const events = audiences[fileName];
      return Promise.resolve(events && { audienceId: `id of ${fileName}`, events });
    },
    readRecord: () => Promise.resolve(undefined),
    origin: { stack: 'Shop', region: 'eu-west-1' },
    now: () => now,
    timeLeft: () => 50_000,
    putEvents: (entries) => {
      calls.push([...entries]);
      return Promise.resolve(entries.map(() => undefined));
    },
    removeEvents: ({ fileName }, ...rest) => {
      removed.push([fileName, ...rest]);
      return Promise.resolve();
    },
    ...more,
  };
  const details = (): EventDetail[] =>
    calls.flat().map(({ detail }) => eventDetailSchema.parse(JSON.parse(detail)));
  return { calls, removed, ports, details };
};

const refusal = new EventRefusedError('InternalFailure', 'no');

describe('a run', () => {
  it('tells the record with what has become of the audience, and removes what was sent', async () => {
    const asked: [AudienceKey, string][] = [];
    const { calls, details, removed, ports } = arrange(
      { 'vip.csv': { 5: event({ importId: 'i1' }) } },
      {
        readRecord: (...args) => {
          asked.push(args);
          return Promise.resolve(record());
        },
      },
    );
    expect(await announceEvents(ports)).toEqual({
      eventsSent: 1,
      eventsPending: 0,
      failures: [],
      isHalted: false,
    });
    expect(asked).toEqual([[{ projectId: 'shop', fileName: 'vip.csv' }, 'i1']]);
    expect(calls).toMatchObject([[{ detailType: 'Audience Published', at: now }]]);
    expect(details()).toMatchObject([
      {
        schema: 1,
        stack: 'Shop',
        project: 'shop',
        name: 'vip',
        audienceId: 'id of vip.csv',
        sequence: 5,
        at: '2027-01-15T08:00:00.000Z',
        trigger: 'file',
        version: 3,
        cause: null,
        live: { version: 3, members: 7 },
        earlier: null,
        record: { importId: 'i1', matchRate: 7 / 9, endedAt: '2027-01-15T08:00:00.000Z' },
      },
    ]);
    expect(removed).toEqual([['vip.csv', ['5'], true]]);
  });

  it.each([
    ['held', 'Audience Held'],
    ['failed', 'Import Failed'],
    ['deleted', 'Audience Deleted'],
  ] as const)('calls %s %s', async (type, detailType) => {
    const { calls, ports } = arrange({ 'vip.csv': { 1: event({ type }) } });
    await announceEvents(ports);
    expect(calls).toMatchObject([[{ detailType }]]);
  });

  it('tells the events of an audience in order of their numbers', async () => {
    const { details, ports } = arrange({
      'vip.csv': { 9: event(), 10: event(), 8: event(), 100: event() },
    });
    await announceEvents(ports);
    expect(details().map(({ sequence }) => sequence)).toEqual([8, 9, 10, 100]);
  });

  it('waits two minutes for a record, with all that comes after; then goes without it', async () => {
    const events = { 1: event(), 2: event({ importId: 'i1' }), 3: event() };
    const early = arrange({ 'vip.csv': events });
    expect(await announceEvents(early.ports)).toMatchObject({
      eventsSent: 1,
      eventsPending: 2,
      failures: [],
    });
    expect(early.removed).toEqual([['vip.csv', ['1'], false]]);

    const late = arrange({ 'vip.csv': events }, { now: () => now + 120_000 });
    expect(await announceEvents(late.ports)).toMatchObject({ eventsSent: 3, eventsPending: 0 });
    expect(late.details()[1]).toMatchObject({ sequence: 2, record: null });
  });

  it('goes without a record that cannot be read, and says so', async () => {
    const unreadable = new MalformedItemError('import record i1 of shop/vip.csv');
    const readRecord = () => Promise.reject(unreadable);
    const events = { 1: event(), 2: event({ importId: 'i1' }), 3: event() };
    const early = arrange({ 'vip.csv': events }, { readRecord });
    const failures = [{ audience: 'shop/vip.csv', error: unreadable }];
    expect(await announceEvents(early.ports)).toMatchObject({
      eventsSent: 1,
      eventsPending: 2,
      failures,
    });
    const late = arrange({ 'vip.csv': events }, { readRecord, now: () => now + 120_000 });
    expect(await announceEvents(late.ports)).toMatchObject({ eventsSent: 3, failures });
    expect(late.details().map(({ record: of }) => of)).toEqual([null, null, null]);
  });

  it('tells a trigger of a later release, and leaves a type to it with what comes after', async () => {
    const { details, ports, removed } = arrange({
      'a.csv': {
        1: { ...event(), trigger: 'schedule' },
        2: { ...event(), type: 'moved' },
        3: event(),
      },
      'b.csv': { 1: event() },
    });
    expect(await announceEvents(ports)).toMatchObject({
      eventsSent: 2,
      eventsPending: 2,
      failures: [{ audience: 'shop/a.csv', error: new UnknownEventError('moved') }],
    });
    expect(details().map(({ name, trigger }) => [name, trigger])).toEqual([
      ['a', 'schedule'],
      ['b', 'file'],
    ]);
    expect(removed).toContainEqual(['a.csv', ['1'], false]);
  });

  it('keeps what EventBridge refuses, and what would overtake it, which is in no call with it; others are sent', async () => {
    const two = { 1: event(), 2: event() };
    const { calls, removed, ports } = arrange(
      { 'a.csv': two, 'b.csv': two },
      {
        putEvents: (entries) => {
          calls.push([...entries]);
          const isRefused = (detail: string) =>
            eventDetailSchema.parse(JSON.parse(detail)).name === 'a';
          return Promise.resolve(
            entries.map(({ detail }) => (isRefused(detail) ? refusal : undefined)),
          );
        },
      },
    );
    expect(await announceEvents(ports)).toMatchObject({ eventsSent: 2, eventsPending: 2 });
    expect(calls.map(({ length }) => length)).toEqual([2, 1]);
    expect(removed).toEqual([['b.csv', ['1', '2'], true]]);
  });

  it('starts no call when its time is nearly up, and removes what was sent', async () => {
    let left = 50_000;
    const { removed, ports } = arrange(
      { 'a.csv': { 1: event(), 2: event() } },
      {
        timeLeft: () => left,
        putEvents: (entries) => {
          left = 9_000;
          return Promise.resolve(entries.map(() => undefined));
        },
      },
    );
    expect(await announceEvents(ports)).toMatchObject({ eventsSent: 1, eventsPending: 1 });
    expect(removed).toEqual([['a.csv', ['1'], false]]);
  });

  it('counts what is left where EventBridge takes nothing, and asks no further', async () => {
    let asked = 0;
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`${index}.csv`, { 1: event() }]),
    );
    const { removed, ports } = arrange(many, {
      putEvents: () => {
        asked += 1;
        return Promise.reject(new Error('down'));
      },
    });
    expect(await announceEvents(ports)).toMatchObject({
      eventsSent: 0,
      eventsPending: 40,
      isHalted: true,
    });
    expect([asked, removed]).toEqual([1, []]);
  });

  it('begins nothing more when the time is nearly up', async () => {
    const { calls, ports } = arrange({ 'vip.csv': { 1: event() } }, { timeLeft: () => 9_000 });
    expect(await announceEvents(ports)).toMatchObject({
      eventsSent: 0,
      eventsPending: 1,
      failures: [],
    });
    expect(calls).toEqual([]);
  });

  it('says what was sent and not removed: it is sent again', async () => {
    const { ports } = arrange(
      { 'vip.csv': { 1: event() } },
      { removeEvents: () => Promise.reject(new Error('table gone')) },
    );
    const { failures, ...rest } = await announceEvents(ports);
    expect(rest).toMatchObject({ eventsSent: 1, eventsPending: 1 });
    expect(failures).toMatchObject([
      { audience: 'shop/vip.csv', error: { name: 'EventsNotRemovedError' } },
    ]);
  });

  it('goes on where one audience cannot be read', async () => {
    const { details, ports } = arrange({ 'a.csv': { 1: event() }, 'b.csv': { 1: event() } });
    const { readEvents } = ports;
    const run = await announceEvents({
      ...ports,
      readEvents: (key) =>
        key.fileName === 'a.csv' ? Promise.reject(new Error('broken')) : readEvents(key),
    });
    expect(run).toMatchObject({
      eventsSent: 1,
      eventsPending: 1,
      failures: [{ audience: 'shop/a.csv' }],
    });
    expect(details()).toMatchObject([{ name: 'b' }]);
  });

  it('takes an audience without events out of the index', async () => {
    const { calls, removed, ports } = arrange({ 'vip.csv': {} });
    expect(await announceEvents(ports)).toMatchObject({ eventsSent: 0, eventsPending: 0 });
    expect([calls, removed]).toEqual([[], [['vip.csv', [], true]]]);
  });
});

describe('a call', () => {
  const bytesOf = (entries: readonly Entry[]): number =>
    entries.reduce(
      (sum, { detailType, detail }) =>
        sum + Buffer.byteLength('audience-import') + Buffer.byteLength(detailType + detail) + 14,
      0,
    );

  it.each([
    ['four that are small', [1, 1, 1, 1], [4]],
    ['eleven', Array.from({ length: 11 }, () => 1), [10, 1]],
    ['some that take 256 KB together', [100, 100, 100, 1, 254, 1], [2, 2, 2]],
    ['one that is too big by itself, alone', [1, 300, 1], [1, 1, 1]],
    ['none', [], []],
  ])('takes of %s', (_, kilobytes, expected) => {
    const all = kilobytes.map((size) => ({
      entry: { detailType: 'x', at: now, detail: 'x'.repeat(size * 1024) },
    }));
    const packs = [...packEntries(all)];
    expect(packs.map(({ length }) => length)).toEqual(expected);
    expect(packs.flat()).toEqual(all);
  });

  it('has ten events at most, and 256 KB, of whatever names and sentences', async () => {
    const hostile = `${'"\u0001\\\u202e<script>'.repeat(80)}.csv`;
    const message = '\u0002'.repeat(1000);
    const { calls, details, ports } = arrange(
      Object.fromEntries(
        Array.from({ length: 16 }, (_, index) => [
          `${index}${hostile}`,
          { 1: event({ importId: 'i1' }), 2: event({ importId: 'i1' }) },
        ]),
      ),
      {
        readRecord: () =>
          Promise.resolve(
            record({
              message,
              cause: 'x',
              object: hostile,
              audience: `shop/${hostile}`,
              unregisteredSample: Array.from({ length: 20 }, () => '\u0003'.repeat(64)),
              diagnosis: {
                sampled: 1,
                findings: Array.from({ length: 3 }, () => ({
                  kind: 'k',
                  share: 1,
                  example: '\u0004'.repeat(60),
                  sentence: '\u0005'.repeat(300),
                })),
              },
            }),
          ),
      },
    );
    expect(await announceEvents(ports)).toMatchObject({ eventsSent: 32, failures: [] });
    for (const call of calls) {
      expect(call.length).toBeLessThanOrEqual(mostEntries);
      expect(bytesOf(call)).toBeLessThanOrEqual(256 * 1024);
    }
    expect(calls).toHaveLength(4);
    expect(details()[0]).toMatchObject({ name: `0${hostile.slice(0, -4)}`, record: { message } });
  });
});
