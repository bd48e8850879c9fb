import { describe, expect, it } from '@jest/globals';
import { plainPage } from '../../../bin/cli/terminal/page.ts';
import { cliTexts } from '../../../bin/cli/texts/texts.ts';
import { describeAudience } from '../../../bin/cli/audience/describe-audience.ts';
import {
  type AudienceItem,
  type LiveVersion,
  type Outcome,
  type Version,
} from '../../../lambdas/shared/domain/audience-item.ts';
import { viewAudience, viewAudienceDetails } from '../../../lambdas/shared/domain/audience-view.ts';
import { aDifferenceLayout, anAudienceItem, aSource, someCounts } from '../../support/factories.ts';

const now = Date.UTC(2026, 0, 2);
const hour = 3_600_000;

const live = (etag: string): LiveVersion => ({
  state: 'live',
  etag,
  counts: someCounts({
    rows: 9,
    blank: 2,
    duplicates: 1,
    unregistered: 3,
    members: 5,
    added: 2,
    removed: 4,
  }),
  layout: { chunks: 1, shards: 1, digest: '' },
  publishedAt: now - hour,
});

const held: Version = {
  state: 'held',
  etag: 'new',
  counts: someCounts({ members: 0 }),
  heldAt: now - hour,
  layout: { chunks: 1, shards: 1, digest: '' },
  cause: 'would-be-empty',
};

const outcome = (more: Partial<Outcome>): Outcome => ({
  etag: 'new',
  result: 'published',
  importId: 'i1',
  at: now - hour,
  ...more,
});

const claim = { version: 2, owner: 'i2', etag: 'new', until: now + 1 };
const source = aSource({ etag: 'new' });
const onItsWay = { etag: 'new', at: now - hour };
const rejected = outcome({ result: 'rejected', cause: 'not-utf8', message: 'Save as.', row: 7 });
const isHeld = outcome({ result: 'held', cause: 'would-be-empty', message: 'Nobody.' });
const failed = outcome({ result: 'failed', cause: 'too-slow', retryAt: now + hour });

describe('the status of an audience', () => {
  it.each<[string, string, Partial<AudienceItem>]>([
    ['new, and not sent yet', 'importing', {}],
    ['new, and sent', 'importing', { enqueued: onItsWay }],
    ['new, and running', 'importing', { claim }],
    ['new, and its worker died', 'importing', { claim: { ...claim, until: now } }],
    ['held, and nothing was live', 'held', { outcome: isHeld, versions: { 1: held } }],
    ['discarded, and nothing was live', 'rejected', { outcome: outcome({ result: 'discarded' }) }],
    ['published', 'ready', { outcome: outcome({}), versions: { 1: live('new') } }],
    [
      'published before the scanner noted that it was sent',
      'ready',
      { outcome: outcome({}), versions: { 1: live('new') }, enqueued: onItsWay },
    ],
    [
      'changed and sent',
      'importing',
      { outcome: outcome({ etag: 'old' }), versions: { 1: live('old') }, enqueued: onItsWay },
    ],
    [
      'changed, and the message was dropped',
      'ready',
      {
        outcome: outcome({ etag: 'old' }),
        versions: { 1: live('old') },
        enqueued: { ...onItsWay, dropped: true },
      },
    ],
    [
      'of zero bytes for half an hour less a moment',
      'being-written',
      {
        source: aSource({ etag: 'new', size: 0, lastModified: now - hour / 2 + 1, seenAt: now }),
        outcome: outcome({ etag: 'old' }),
        versions: { 1: live('old') },
      },
    ],
    [
      'of zero bytes for half an hour',
      'importing',
      { source: aSource({ etag: 'new', size: 0, lastModified: now - hour / 2, seenAt: now }) },
    ],
    ['rejected at first', 'rejected', { outcome: rejected }],
    ['rejected over a version', 'rejected', { outcome: rejected, versions: { 1: live('old') } }],
    [
      'changed since it was rejected',
      'ready',
      { outcome: { ...rejected, etag: 'old' }, versions: { 1: live('older') } },
    ],
    ['failed, and to be retried later', 'failed', { outcome: failed, enqueued: onItsWay }],
    ['failed, and due again', 'failed', { outcome: { ...failed, retryAt: now } }],
    [
      'failed, due again and sent',
      'importing',
      { outcome: { ...failed, retryAt: onItsWay.at }, enqueued: onItsWay },
    ],
    ['deleted, and its file is still there', 'deleted', { deletedAt: now }],
    ['deleted with its file', 'deleted', { source: { ...source, present: false }, deletedAt: now }],
    [
      'removed after it was published',
      'source-missing',
      {
        source: { ...source, present: false },
        outcome: outcome({}),
        versions: { 1: live('new') },
      },
    ],
    [
      'removed after it was rejected',
      'source-missing',
      { source: { ...source, present: false }, outcome: rejected },
    ],
    ['held', 'held', { outcome: isHeld, versions: { 1: live('old'), 2: held } }],
    [
      'held, and its file is gone',
      'held',
      {
        source: { ...source, present: false },
        outcome: isHeld,
        versions: { 1: live('old'), 2: held },
      },
    ],
    [
      'held, and rolled back',
      'held',
      { outcome: outcome({}), versions: { 1: live('new'), 2: held } },
    ],
    [
      'held, and the file that came then was rejected',
      'rejected',
      { outcome: rejected, versions: { 1: live('old'), 2: { ...held, etag: 'older' } } },
    ],
    [
      'held, and is retried',
      'importing',
      {
        outcome: { ...isHeld, retryAt: onItsWay.at },
        enqueued: onItsWay,
        versions: { 1: live('old'), 2: held },
      },
    ],
    [
      'discarded',
      'ready',
      { outcome: outcome({ result: 'discarded' }), versions: { 1: live('old') } },
    ],
    ['removed while it is imported', 'importing', { source: { ...source, present: false }, claim }],
  ])('%s: %s', (_, status, item) => {
    expect(viewAudience(anAudienceItem({ source, ...item }), now).status).toBe(status);
  });
});

describe('the view of an audience', () => {
  it('shows the figures of the version that readers see', () => {
    const item = anAudienceItem({ source, versions: { 3: live('old') }, outcome: rejected });
    expect(viewAudience(item, now)).toEqual({
      project: 'shop',
      name: 'vip',
      status: 'rejected',
      version: 3,
      members: 5,
      added: 2,
      removed: 4,
      rows: 9,
      blank: 2,
      duplicates: 1,
      unregistered: 3,
      etag: 'old',
      liveEtag: 'old',
      fileEtag: 'new',
      rolledBack: false,
      importedAt: '2026-01-01T23:00:00.000Z',
      cause: 'not-utf8',
      held: null,
      stale: null,
    });
  });

  it('shows a file that never got in', () => {
    expect(viewAudience(anAudienceItem({ source, outcome: rejected }), now)).toEqual({
      project: 'shop',
      name: 'vip',
      status: 'rejected',
      version: null,
      members: null,
      added: null,
      removed: null,
      rows: null,
      blank: null,
      duplicates: null,
      unregistered: null,
      etag: 'new',
      liveEtag: null,
      fileEtag: 'new',
      rolledBack: false,
      importedAt: null,
      cause: 'not-utf8',
      held: null,
      stale: null,
    });
  });

  it.each([
    { present: true, wanted: 'stale' },
    { present: false, wanted: 'source-missing' },
  ])(
    'shows a file that has not changed for long, beside its status: $wanted',
    ({ present, wanted }) => {
      const item = anAudienceItem({
        source: { ...source, present },
        versions: { 1: live('new') },
        outcome: { ...rejected, result: 'published' },
        stale: { at: 2, changedAt: Date.UTC(2026, 0, 1), hours: 24 },
      });
      expect(viewAudience(item, now)).toMatchObject({
        status: wanted,
        stale: { lastChange: '2026-01-01T00:00:00.000Z', expectEveryHours: 24 },
      });
    },
  );

  it('shows what is held, and until when', () => {
    const item = anAudienceItem({ source, versions: { 1: live('old'), 2: held }, outcome: isHeld });
    expect(viewAudience(item, now)).toMatchObject({
      status: 'held',
      version: 1,
      members: 5,
      cause: 'would-be-empty',
      held: {
        version: 2,
        members: 0,
        cause: 'would-be-empty',
        since: '2026-01-01T23:00:00.000Z',
        until: '2026-01-31T23:00:00.000Z',
      },
    });
  });

  it('does not show the cause of what the file was before', () => {
    const item = anAudienceItem({ source, outcome: { ...rejected, etag: 'old' } });
    expect(viewAudienceDetails(item, now)).toMatchObject({ cause: null, message: null, row: null });
  });

  it('shows the versions, newest first, and the outcome', () => {
    const item = anAudienceItem({
      source,
      versions: { 9: live('old'), 10: { state: 'writing', etag: 'new', until: 1 } },
      outcome: { ...failed, message: 'Set a cap.' },
    });
    expect(viewAudienceDetails(item, now)).toMatchObject({
      message: 'Set a cap.',
      source: {
        etag: 'new',
        size: 10,
        present: true,
        lastModified: '1970-01-01T00:16:40.000Z',
        seenAt: new Date(source.seenAt).toISOString(),
      },
      versions: [
        { number: 10, state: 'writing', members: null, publishedAt: null },
        { number: 9, state: 'live', members: 5, publishedAt: '2026-01-01T23:00:00.000Z' },
      ],
      outcome: {
        etag: 'new',
        result: 'failed',
        importId: 'i1',
        at: '2026-01-01T23:00:00.000Z',
        retryAt: '2026-01-02T01:00:00.000Z',
        diagnosis: null,
      },
      deletedAt: null,
    });
  });

  it('shows which version another one stands on, so that nobody wonders why that is still there', () => {
    const base = { ...live('old'), state: 'superseded' as const, until: now - 9 * 24 * hour };
    const layout = aDifferenceLayout({ base: 7 });
    const item = anAudienceItem({
      source,
      versions: {
        7: base,
        8: { state: 'abandoned', etag: 'old', until: 1 },
        9: { ...live('new'), layout },
      },
    });
    const details = viewAudienceDetails(item, now);
    expect(details.versions.map(({ number, base }) => [number, base])).toEqual([
      ...[[9, 7] as const, [8, null] as const, [7, null] as const],
    ]);
    expect(describeAudience(details, plainPage, cliTexts.en)).toMatch(/STANDS ON\n +9 .* 7\n/);
  });

  it('shows also what no clock can have told, so that it can be mended', () => {
    const at = Number.MAX_SAFE_INTEGER;
    const item = anAudienceItem({ source, outcome: { ...failed, at, retryAt: at } });
    expect(viewAudienceDetails(item, now).outcome).toMatchObject({
      at: '+275760-09-13T00:00:00.000Z',
      retryAt: '+275760-09-13T00:00:00.000Z',
    });
  });

  it('shows some unregistered IDs of the last import, and nothing in them is obeyed by a terminal', () => {
    const unregisteredSample = ['u-1', '\u001b[2Ju\n2'];
    const item = anAudienceItem({ source, outcome: outcome({ unregisteredSample }) });
    const details = viewAudienceDetails(item, now);
    expect(details.outcome?.unregisteredSample).toEqual(unregisteredSample);
    expect(describeAudience(details, plainPage, cliTexts.en)).toMatch(
      /^unregistered IDs +u-1\n {10,}\\u\{1b\}\[2Ju\\n2$/m,
    );
    const none = viewAudienceDetails(anAudienceItem({ source, outcome: outcome({}) }), now);
    expect(none.outcome?.unregisteredSample).toEqual([]);
    expect(describeAudience(none, plainPage, cliTexts.en)).not.toContain('unregistered IDs');
  });

  it.each([
    [{ key: 'audience-import-reports/shop/vip-i1.csv' }, 'audience-import-reports/shop/vip-i1.csv'],
    [{ missing: 'no-time' as const }, 'not written: the import had no time for it'],
    [{ missing: 'failed' as const }, 'not written: it went wrong, and the log'],
  ])('says where all unregistered IDs are, or why they are nowhere: %j', (report, said) => {
    const details = viewAudienceDetails(
      anAudienceItem({ source, outcome: outcome({ report }) }),
      now,
    );
    expect(details.outcome?.report).toEqual(report);
    expect(describeAudience(details, plainPage, cliTexts.en)).toMatch(
      new RegExp(`^all of them +${said}`, 'm'),
    );
  });

  it('says why IDs of the file as it was imported last are unregistered', () => {
    const finding = { kind: 'decimal', share: 1, sentence: 'All end with .0.', example: '7.0' };
    const diagnosis = { findings: [finding], sampled: 4 };
    const stored = { ...finding, explanation: { of: 'decimal', values: { all: true } } };
    const item = anAudienceItem({
      source,
      outcome: outcome({ diagnosis: { ...diagnosis, findings: [stored] } }),
    });
    const details = viewAudienceDetails(item, now);
    expect(details.outcome?.diagnosis).toEqual(diagnosis);
    expect(describeAudience(details, plainPage, cliTexts.en, item.outcome)).toMatch(
      /^finding +All end with \.0\. For example: 7\.0$/m,
    );
  });
});
