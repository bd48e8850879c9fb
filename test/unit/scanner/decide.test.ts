import { describe, expect, it } from '@jest/globals';
import { decide } from '../../../lambdas/scanner/domain/decide.ts';
import type { FilePair } from '../../../lambdas/scanner/domain/merge-by-file-name.ts';
import { aSource } from '../../support/factories.ts';

const now = 100_000_000;
const day = 86_400_000;
const fileName = 'vip.csv';
const listed = { fileName, etag: 'e1', size: 10, lastModified: 1_000_000 };
const known = { fileName, source: aSource() };
const done = { etag: 'e1' };
const { seenAt } = known.source;
const seenNow = (more = {}) => aSource({ ...more, seenAt: now });
const overLimit = { etag: 'e1', cause: 'limit', at: 5 };

describe('what the scanner does about a file', () => {
  it.each<[string, FilePair, ReturnType<typeof decide>]>([
    [
      'records and sends a new file',
      { fileName, listed },
      { newSource: seenNow(), missing: false, send: 'yes', waitsSince: now },
    ],
    [
      'records and sends a changed one',
      { fileName, listed: { ...listed, etag: 'e2' }, known: { ...known, outcome: done } },
      { newSource: seenNow({ etag: 'e2' }), missing: false, send: 'yes', waitsSince: now },
    ],
    [
      'does nothing about one that is done',
      { fileName, listed, known: { ...known, outcome: done } },
      { missing: false, send: 'no' },
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
      { fileName, listed, known: { ...known, outcome: { etag: 'e1', retryAt: now } } },
      { missing: false, send: 'yes', waitsSince: now },
    ],
    [
      'sends a retry although the message of the last try is not a day old',
      {
        fileName,
        listed,
        known: {
          ...known,
          outcome: { etag: 'e1', retryAt: now - 1 },
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
          outcome: { etag: 'e1', retryAt: now - 2 },
          enqueued: { etag: 'e1', at: now - 1 },
        },
      },
      { missing: false, send: 'underway', waitsSince: now - 2 },
    ],
    [
      'does not send before a retry is due',
      { fileName, listed, known: { ...known, outcome: { etag: 'e1', retryAt: now + 1 } } },
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
      'leaves a young zero-byte object alone: it may be a placeholder',
      { fileName, listed: { ...listed, size: 0, lastModified: now - 59_999 } },
      { missing: false, send: 'no' },
    ],
    [
      'sends an old one, so that the empty file is told',
      { fileName, listed: { ...listed, size: 0, lastModified: now - 60_000 } },
      {
        newSource: seenNow({ size: 0, lastModified: now - 60_000 }),
        missing: false,
        send: 'yes',
        waitsSince: now,
      },
    ],
  ])('%s', (_, pair, decision) => {
    expect(decide(pair, now)).toEqual(decision);
  });
});
