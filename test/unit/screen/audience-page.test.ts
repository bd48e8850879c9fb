import { describe, expect, it } from '@jest/globals';
import type { Decision } from '../../../lambdas/shared/domain/decision.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { audiencePage } from '../../../lambdas/screen/pages/audience-page.ts';
import {
  aLiveVersion,
  anAudienceItem,
  aProject,
  aSource,
  someCounts,
} from '../../support/factories.ts';
import { callOf, callsIn, elementsOf, textsOf } from './elements.ts';
import {
  aDecision,
  aHeldItem,
  aReader,
  aReadyItem,
  aRecord,
  aRejectedItem,
  aSheet,
  drawn,
  endpoints,
  harmless,
  hour,
  now,
} from './views.ts';

const draw = (item: AudienceItem, more = {}, reader = aReader()): Promise<string> =>
  drawn(audiencePage(aSheet(item, harmless, more), reader));

const confirmationOf = async (item: AudienceItem, label: string): Promise<string | undefined> =>
  callOf(await draw(item), label)?.confirmation;

describe('what campaigns read', () => {
  it('stands first, with its version and since when', async () => {
    const html = await draw(aReadyItem());
    expect(html).toMatch(/<span class="big">12,345 members<\/span>/);
    expect(textsOf(html, 'time')[0]).toBe('Version 12, published 1 h ago');
    const japanese = await draw(aReadyItem(), {}, aReader('ja'));
    expect(textsOf(japanese, 'time')[0]).toBe('バージョン 12（1時間前に公開）');
  });

  it('is nothing where nothing was published', async () => {
    const html = await draw(anAudienceItem());
    expect(html).toContain('<p class="big">Nothing</p>');
    expect(html).not.toContain('Rows of its file');
  });

  it('is said to stay when somebody has rolled back', async () => {
    const ready = aReadyItem();
    const pinned = { ...ready, outcome: { ...ready.outcome!, pinned: true } };
    expect(await draw(pinned)).toContain('Somebody has rolled back to it.');
    expect(await draw(ready)).not.toContain('Somebody has rolled back to it.');
  });

  it('comes with the figures of its file', async () => {
    const html = await draw(aReadyItem());
    const figures = textsOf(html, 'dd').slice(0, 6);
    expect(figures).toEqual(['12,345', '864', '247', '13,456', '2', '93.5 %']);
    expect(html).toContain('width:91.7%');
  });
});

describe('a version that is held', () => {
  it('shows both numbers, why, and when it is dropped', async () => {
    const html = await draw(aHeldItem());
    expect(textsOf(html, 'h3')[0]).toBe('Version 13 waits for approval');
    expect(textsOf(html, 'dd').slice(0, 2)).toEqual(['12,345 members', '12 members']);
    expect(html).toContain('It is wrong.');
    expect(html).toContain('It is dropped at 2026-12-29 20:00 UTC');
    expect(html).toContain('For example: 4711');
  });

  it('is approved or discarded as it was seen', async () => {
    const html = await draw(aHeldItem());
    const of = { project: 'shop', file: 'loyal.csv', seen: { live: 12, held: 13 } };
    expect(callOf(html, 'Approve')).toMatchObject({
      endpoint: endpoints.actions,
      params: { action: 'approve', ...of },
      confirmation: 'Approve version 13? Campaigns will read version 13 (12 members).',
    });
    expect(callOf(html, 'Discard')).toMatchObject({
      params: { action: 'discard', ...of },
      confirmation: 'Discard version 13? Campaigns go on reading version 12 (12,345 members).',
    });
  });

  it('leaves campaigns nothing when a first one is discarded', async () => {
    const { 13: held } = aHeldItem().versions;
    const first = { ...aHeldItem(), versions: { 13: held! } };
    expect(await confirmationOf(first, 'Discard')).toBe(
      'Discard version 13? Campaigns go on reading nothing.',
    );
    expect(callOf(await draw(first), 'Approve')?.params.seen).toEqual({ live: null, held: 13 });
  });

  it('says its own cause where a later file has another outcome', async () => {
    const rejected = aRejectedItem();
    const html = await draw({ ...rejected, versions: aHeldItem().versions });
    expect(textsOf(html, 'h3').slice(0, 2)).toEqual([
      ...['Version 13 waits for approval', 'The file was rejected'],
    ]);
    expect(textsOf(html, 'code')[0]).toBe('would-be-empty');
  });
});

describe('a file that became no version', () => {
  it('is told why, and what campaigns read all the same', async () => {
    const html = await draw(aRejectedItem());
    expect(textsOf(html, 'h3')[0]).toBe('The file was rejected');
    expect(textsOf(html, 'p').slice(0, 2)).toEqual([
      ...['It is wrong.', 'Campaigns go on reading version 12 (12,345 members).'],
    ]);
  });

  it('is tried again at a time, if it is', async () => {
    const item = aRejectedItem();
    const outcome = { ...item.outcome!, result: 'failed' as const, retryAt: now + hour };
    expect(await draw({ ...item, outcome })).toContain('It is tried again at 2026-11-29 22:00 UTC');
  });

  it.each([
    ['is gone', { source: aSource({ etag: 'e1', present: false }) }, 'The file is gone'],
    ['does not change', { stale: { at: now, changedAt: now, hours: 48 } }, 'every 2 days'],
    ['is deleted', { deletedAt: now }, 'The audience was deleted at 2026-11-29 21:00 UTC'],
  ])('%s', async (_, more, said) => {
    expect(await draw(aReadyItem(more))).toContain(said);
    expect(await draw(aReadyItem())).not.toContain(said);
  });
});

describe('what can be done', () => {
  it('is to import the file again as it was seen', async () => {
    expect(callOf(await draw(aReadyItem()), 'Import again')).toMatchObject({
      params: { action: 'retry', file: 'vip.csv', seen: { etag: 'e1', importId: 'import-1' } },
      confirmation:
        'Import the file of "vip" again? Until it is imported, campaigns go on reading version 12 (12,345 members).',
    });
  });

  it.each([
    ['that runs', { claim: { version: 13, owner: 'a', etag: 'e1', until: now + hour } }],
    ['that is gone', { source: aSource({ etag: 'e1', present: false }) }],
    ['that was never tried', { source: aSource({ etag: 'e9' }) }],
  ])('is not to import one again %s', async (_, more) => {
    expect(callOf(await draw(aReadyItem(more)), 'Import again')).toBeUndefined();
  });

  it('is to delete it, with its file or without', async () => {
    const html = await draw(aReadyItem());
    const seen = { live: 12, counter: 12, etag: 'e1' };
    expect(callOf(html, 'Delete, keep the file')).toMatchObject({
      params: { action: 'delete', withFile: false, seen },
      confirmation:
        'Delete audience "vip"? Its file stays, and the next scan creates the audience again. Campaigns will read nothing.',
    });
    expect(callOf(html, 'Delete with its file')).toMatchObject({
      params: { action: 'delete', withFile: true, seen },
      confirmation:
        'Delete audience "vip" and its file "vip.csv"? There is no way back. Campaigns will read nothing.',
    });
    const paused = await draw(aReadyItem(), { project: aProject({ paused: true }) });
    expect(callOf(paused, 'Delete, keep the file')?.confirmation).toContain(
      'the audience is created again when the project is resumed.',
    );
    const gone = await draw(aReadyItem({ source: aSource({ etag: 'e1', present: false }) }));
    expect(callOf(gone, 'Delete')?.params).toMatchObject({ action: 'delete', withFile: false });
    expect(callOf(gone, 'Delete with its file')).toBeUndefined();
  });

  it('is nothing once it is deleted', async () => {
    const calls = callsIn(await draw({ ...aHeldItem(), deletedAt: now }));
    expect(calls.filter(({ endpoint }) => endpoint === endpoints.actions)).toEqual([]);
  });
});

const aNewerFile = { source: aSource({ etag: 'e9' }) };
const aClaim = { version: 13, owner: 'a', etag: 'e9', until: now + hour };

describe('versions', () => {
  const superseded = (until: number): AudienceItem['versions'][string] => ({
    ...aLiveVersion({ counts: someCounts({ members: 1_234 }) }),
    state: 'superseded',
    until,
  });

  it('have a button where one can be published again', async () => {
    const item = aReadyItem();
    const versions = {
      ...item.versions,
      9: superseded(now - hour),
      10: superseded(now + hour),
      11: { state: 'abandoned' as const, etag: 'e', until: now },
    };
    const calls = callsIn(await draw({ ...item, versions })).filter(
      ({ params }) => params.action === 'rollback',
    );
    expect(calls).toMatchObject([
      {
        params: { to: 10, seen: { live: 12 } },
        confirmation:
          'Roll back to version 10? Campaigns will read version 10 (1,234 members). It stays until the file changes, or is imported again.',
      },
    ]);
  });

  it.each<[string, Partial<AudienceItem>, boolean, string]>([
    ['is newer', aNewerFile, false, 'The file has changed since: the next scan imports it'],
    ['is newer, in a pause', aNewerFile, true, 'it is imported when the project is resumed'],
    ['is being imported', { ...aNewerFile, claim: aClaim }, false, 'Its import, which was running'],
  ])('are rolled back to until a file that %s is imported', async (_, more, paused, said) => {
    const { versions } = aReadyItem();
    const item = aReadyItem({ versions: { ...versions, 10: superseded(now + hour) }, ...more });
    const html = await draw(item, { project: aProject({ paused }) });
    expect(callOf(html, 'Roll back')?.confirmation).toContain(said);
  });

  it('are the newest first, and no more than a page takes', async () => {
    const versions = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [index + 1, superseded(now)]),
    );
    const html = await draw(aReadyItem({ versions }), { history: [], decisions: [] });
    const rows = elementsOf(html).filter(({ attribs }) => attribs.scope === 'row');
    expect(rows).toHaveLength(20);
    expect(textsOf(html, 'th')[6]).toBe('30');
    expect(html).toContain('10 earlier ones are stored, too.');
  });
});

describe('the history', () => {
  it('has what each import has come to, cost and took', async () => {
    const published = aRecord(harmless, {
      outcome: 'published',
      cause: undefined,
      message: undefined,
      counts: someCounts({ rows: 10, members: 8, unregistered: 2, added: 3, removed: 0 }),
      startedAt: now - hour,
      endedAt: now - hour + 12_000,
    });
    const html = await draw(aReadyItem({ versions: {} }), { history: [published], decisions: [] });
    expect(textsOf(html, 'td')).toEqual([
      ...['published', '10', '8', '+3', '80 %', '$0.00015', '12 s', ''],
    ]);
    expect(html).toContain('by the prices of eu-west-1 in 2026-09.');
  });

  it('says why, in the language of the dashboard', async () => {
    const record = aRecord(harmless, { explanation: { of: 'damaged', values: {} } });
    const html = await draw(
      aReadyItem({ versions: {} }),
      { history: [record], decisions: [] },
      aReader('ja'),
    );
    expect(textsOf(html, 'td').at(-1)).toMatch(/[\p{Script=Hiragana}]/u);
  });

  it('has what operators have decided, between the imports', async () => {
    const history = [
      aRecord(harmless, { startedAt: now - hour }),
      aRecord(harmless, { startedAt: 1 }),
    ];
    const decisions = [aDecision(harmless, { at: now - 2 * hour })];
    const html = await draw(aReadyItem({ versions: {} }), { history, decisions });
    expect(textsOf(html, 'time').slice(0, 3)).toEqual(['1 h ago', '2 h ago', '1970-01-01']);
    expect(textsOf(html, 'td').slice(8, 16)).toEqual([
      ...['rolled back', '', '7', '', '', '', ''],
      'Campaigns read version 11 (7 members) since, and version 12 (9 members) until then. On this screen. arn:aws:sts::1:assumed-role/loyal/me',
    ]);
  });

  it.each<[Partial<Decision>, string]>([
    [
      { action: 'discard', dropped: { version: 4, members: 5 } },
      'Version 4 (5 members) was dropped; campaigns go on reading version 3 (9 members).',
    ],
    [
      { action: 'discard', dropped: { version: 1, members: 1 }, before: null, after: null },
      'Version 1 (1 member) was dropped; campaigns go on reading nothing.',
    ],
    [
      { action: 'delete', onlyFile: true },
      'Only its file was deleted, as the audience has changed meanwhile; campaigns go on reading version 3 (9 members).',
    ],
  ])('tells no change that there was not: %j', async (more, said) => {
    const stays = { version: 3, members: 9 };
    const by = { via: 'screen' as const, request: 'request-1' };
    const decisions = [aDecision(harmless, { before: stays, after: stays, by, ...more })];
    const html = await draw(aReadyItem({ versions: {} }), { history: [], decisions });
    expect(textsOf(html, 'td').slice(2, 8)).toEqual([
      ...['', '', '', '', ''],
      `${said} On this screen. Request request-1.`,
    ]);
  });

  it('says that there is none', async () => {
    expect(await draw(aReadyItem(), { history: [], decisions: [] })).toContain(
      'No import is recorded.',
    );
  });
});

describe('the trend', () => {
  const records = [5, 4, 3].map((days, index) =>
    aRecord(harmless, {
      outcome: 'published',
      endedAt: now - days * 24 * hour,
      counts: { members: 100 + index },
    }),
  );

  /** The newest first. */
  const history = [...records].reverse();
  const withTrend = (trend: number[], members = trend.at(-1)!): AudienceItem =>
    aReadyItem({ trend, versions: { 12: aLiveVersion({ counts: someCounts({ members }) }) } });

  it('has dates where the history knows them', async () => {
    const html = await draw(withTrend([100, 101, 102]), { history, decisions: [] });
    expect(html).toContain('from 2026-11-24 21:00 UTC');
    expect(html).toContain('to 2026-11-26 21:00 UTC');
  });

  it('has none where it reaches further', async () => {
    const html = await draw(withTrend([99, 100, 101, 102]), { history, decisions: [] });
    expect(html).toContain('Members of the last 4 versions: 99 to 102, now 102');
    expect(html).not.toContain('from 2026');
  });

  it('ends with the version that somebody has rolled back to, whatever was imported last', async () => {
    const item = withTrend([101, 102, 101]);
    const rollback = aDecision(harmless, { at: now, after: { version: 11, members: 101 } });
    const html = await draw(item, { history, decisions: [rollback] });
    expect(html).toContain('Members of the last 3 versions: 101 to 102, now 101');
    expect(html).toContain('from 2026-11-25 21:00 UTC');
    expect(html).toContain('to 2026-11-29 21:00 UTC');
    const unrecorded = await draw(item, { history, decisions: [] });
    expect(unrecorded).toContain('101 to 102, now 101');
    expect(unrecorded).not.toContain('from 2026');
  });

  it('ends with what is live, also where an earlier release has published that', async () => {
    const html = await draw(withTrend([100, 101], 90), { history, decisions: [] });
    expect(html).toContain('Members of the last 3 versions: 90 to 101, now 90');
  });

  it('is that of the records where the item has none, since it was deleted last', async () => {
    const item = { ...withTrend([102]), trend: undefined };
    const deletion = aDecision(harmless, {
      action: 'delete',
      at: now - 4.5 * 24 * hour,
      after: null,
    });
    const html = await draw(item, { history, decisions: [deletion] });
    expect(html).toContain('Members of the last 2 versions: 101 to 102, now 102');
    expect(html).toContain('from 2026-11-25 21:00 UTC');
    const other = { ...withTrend([55]), trend: undefined };
    expect(await draw(other, { history, decisions: [] })).not.toContain('<svg');
  });
});

describe('the file and its settings', () => {
  it('are those of this audience', async () => {
    const html = await draw(aHeldItem(), { history: [] });
    const words = textsOf(html, 'dt').slice(-7);
    expect(words).toEqual([
      ...['File', 'Size', 'Last modified', 'Held when it loses more than'],
      ...['Held when it has fewer than', 'First list is held', 'Change of the file'],
    ]);
    expect(textsOf(html, 'dd').slice(-7)).toEqual([
      ...[
        'loyal.CSV',
        '10 bytes',
        '1970-01-01 00:16 UTC',
        '30 %',
        'off',
        'yes',
        'expected every 36 hours',
      ],
    ]);
  });

  it('has some of the unregistered IDs, and where all of them are', async () => {
    const html = await draw(aHeldItem(), { history: [], decisions: [] });
    expect(textsOf(html, 'code')).toEqual(['4711', '4712', 'reports/shop/loyal-1.csv']);
  });
});
