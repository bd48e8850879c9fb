import { describe, expect, it } from '@jest/globals';
import { composeDailyDigest } from '../../../lambdas/mailer/domain/compose-daily-digest.ts';
import {
  addToDigest,
  beginDigest,
  type Digest,
  isUneventful,
} from '../../../lambdas/mailer/domain/digest.ts';
import { digestSince, isDigestDue } from '../../../lambdas/mailer/domain/digest-times.ts';
import type { Mail } from '../../../lambdas/mailer/domain/render-mail.ts';
import type { AudienceItem, Outcome } from '../../../lambdas/shared/domain/audience-item.ts';
import {
  aHeldVersion,
  aLiveVersion,
  anAudienceItem,
  aSource,
  someCounts,
} from '../../support/factories.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 24, 7, 3);
const since = now - 24 * hour;
const at = Date.UTC(2026, 10, 24, 6, 50);

const outcome = (result: Outcome['result'], more: Partial<Outcome> = {}): Outcome => ({
  etag: 'e1',
  result,
  importId: 'import-1',
  at,
  ...more,
});
const live = (publishedAt: number, counts = someCounts({ members: 1_234 })) =>
  aLiveVersion({ etag: 'e1', publishedAt, counts });

const published = anAudienceItem({
  fileName: 'a.csv',
  versions: { 1: live(at, someCounts({ members: 1_234, added: 12, removed: 3 })) },
  outcome: outcome('published'),
});
const rejected = anAudienceItem({
  fileName: 'b.csv',
  versions: { 1: live(1) },
  outcome: outcome('rejected', {
    cause: 'not-utf8',
    message: 'Row 2 is not UTF-8.',
    row: 2,
    explanation: { of: 'not-utf8', values: { row: 2 } },
  }),
});
const held = anAudienceItem({
  fileName: 'c.csv',
  versions: { 1: aHeldVersion() },
  outcome: outcome('held', { cause: 'would-be-empty' }),
});
const failed = anAudienceItem({
  fileName: 'd.csv',
  source: aSource({ object: 'd.CSV' }),
  outcome: outcome('failed'),
});
const stale = anAudienceItem({
  fileName: 'e.csv',
  versions: { 1: live(1) },
  outcome: outcome('published', { at: 1 }),
  stale: { at: 1, changedAt: 1, hours: 24 },
});

const digestOf = (...items: readonly AudienceItem[]): Digest => {
  const digest = beginDigest(since, now);
  for (const item of items) addToDigest(digest, item);
  return digest;
};
const compose = (digest: Digest, language?: 'ja'): Mail =>
  composeDailyDigest({ projectId: 'shop', ...(language && { language }) }, digest);

describe('the mail of once a day', () => {
  it('says what became of each file, what is held, failing or stale now, and counts the rest', () => {
    const mail = compose(digestOf(published, rejected, held, failed, stale));
    expect(mail.subject).toBe(
      '[audience-import] shop: daily digest: 1 failed, 1 rejected, 1 held, 1 published',
    );
    expect(mail.text).toBe(
      `What became of the files of project shop since 2026-11-23 07:03 UTC

Last import of each file: 1 failed, 1 rejected, 1 held, 1 published

Did not change: 1 audience

Held now: "c.csv"

Failing now: "b.csv", "d.CSV"

Not changed for longer than expected: "e.csv"

To get this mail no more: "audience-import project put shop --daily-digest off".

- "d.CSV": failed 2026-11-24 06:50 UTC, nothing is live
- "b.csv": rejected 2026-11-24 06:50 UTC, still 1,234 members. Row 2 is not UTF-8.
- "c.csv": held 2026-11-24 06:50 UTC, nothing is live
- "a.csv": published 2026-11-24 06:50 UTC, now 1,234 members (12 added, 3 removed)

2026-11-24 07:03 UTC. You get this mail as an administrator of project shop in audience-import.
`,
    );
  });

  it('is in Japanese for those who read that', () => {
    const { subject, text } = compose(digestOf(published, rejected, stale), 'ja');
    expect(subject).toBe('[audience-import] shop: 1日のまとめ（ファイルの問題1件、公開1件）');
    expect(text).toContain(
      '「a.csv」: 公開しました（2026年11月24日 06:50（UTC））。現在のメンバーは1,234人です（追加 12人、削除 3人）',
    );
    expect(text).toContain('メンバーはこれまでどおり1,234人です。');
    expect(text).not.toContain('Row 2');
    expect(text).toContain('「e.csv」');
  });

  it('names 50 files at most, those that need somebody first, and counts all', () => {
    const many = Array.from({ length: 3_000 }, (_, index) => ({
      ...published,
      fileName: `${index}.csv`,
    }));
    const others = many.map((item) => ({
      ...item,
      versions: {},
      outcome: rejected.outcome,
    }));
    const { subject, text } = compose(digestOf(...many, ...others.slice(0, 40)));
    expect(subject).toContain('40 rejected, 3,000 published');
    expect(text.match(/^- ".*: rejected/gm)).toHaveLength(40);
    expect(text.match(/^- ".*: published/gm)).toHaveLength(10);
    expect(text).toContain('and 2,990 more');
    expect(text).toContain('"9.csv", and 30 more');
    expect(text.length).toBeLessThan(10_000);
  });

  it('shows names and reasons that harm as they are', () => {
    const hostile = '\u202e\r\n<b>';
    const { html, text } = compose(
      digestOf(
        anAudienceItem({
          fileName: `${hostile}.csv`,
          versions: { 1: aHeldVersion() },
          outcome: outcome('rejected', { message: hostile }),
        }),
      ),
    );
    expect(text).not.toMatch(/\u202e|\r/);
    expect(text.split('\\u{202e}\\u{d}\\u{a}<b>')).toHaveLength(5);
    expect(html).not.toContain('<b>');
  });

  it('says so where there was no time for all', () => {
    const { text } = compose({ ...digestOf(published, stale), isCut: true });
    expect(text).toContain('There was time to look at 2 audiences only.');
  });
});

describe('what is in a digest', () => {
  it('is no rematch that has changed nothing, and no audience that is deleted', () => {
    const rematched = { ...stale, stale: undefined, outcome: outcome('published', { at }) };
    const digest = digestOf(rematched, { ...rejected, deletedAt: 1 });
    expect([digest.unchanged, isUneventful(digest)]).toEqual([1, true]);
  });

  it('does not say how many were added where that is not known', () => {
    const item = { ...published, versions: { 1: live(at) } };
    expect(compose(digestOf(item)).text).toContain('UTC, now 1,234 members\n');
  });

  it.each([
    ['held', held],
    ['failing', rejected],
    ['stale', stale],
  ])('is something while a file is %s, although nothing is new', (_, item) => {
    const old = item.outcome && { ...item.outcome, at: 1 };
    const digest = digestOf({ ...item, outcome: old });
    expect([digest.unchanged, isUneventful(digest)]).toEqual([1, false]);
    expect(compose(digest).subject).toContain('daily digest: nothing was imported');
  });
});

describe('the time of a digest', () => {
  const today = Date.UTC(2026, 10, 24);

  it.each([
    ['not before its hour', 7, undefined, today + 7 * hour - 1, false],
    ['from its hour on', 7, undefined, today + 7 * hour, true],
    ['late', 7, today - 17 * hour, today + 23 * hour, true],
    ['not twice a day', 7, today + 7 * hour, today + 23 * hour, false],
    ['not twice a day when the hour is changed', 9, today + 7 * hour, today + 9 * hour, false],
    ['the next day', 0, today - 1, today, true],
  ] as const)('is %s', (_, hourOfDay, last, time, isDue) => {
    expect(isDigestDue(hourOfDay, last, time)).toBe(isDue);
  });

  it('goes back to the last one, with what was written late, and a week at most', () => {
    expect(digestSince(undefined, now)).toBe(now - 24 * hour);
    expect(digestSince(now - 50 * hour, now)).toBe(now - 50.25 * hour);
    expect(digestSince(0, now)).toBe(now - (7 * 24 + 0.25) * hour);
  });
});
