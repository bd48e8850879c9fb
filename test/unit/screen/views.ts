import type { AudienceItem, Outcome } from '../../../lambdas/shared/domain/audience-item.ts';
import { viewAudience } from '../../../lambdas/shared/domain/audience-view.ts';
import type { Decision } from '../../../lambdas/shared/domain/decision.ts';
import type { ImportRecord } from '../../../lambdas/shared/domain/import-record.ts';
import type { Html } from '../../../lambdas/shared/screen/html.ts';
import { toAnswer } from '../../../lambdas/shared/screen/to-answer.ts';
import type { ProjectViewParams } from '../../../lambdas/shared/screen/view-params.ts';
import type { Language } from '../../../lambdas/shared/texts/language.ts';
import type {
  AudiencePage,
  AudienceSheet,
  Installation,
  ShownAudience,
  ShownProject,
} from '../../../lambdas/screen/domain/shown.ts';
import { audiencePage } from '../../../lambdas/screen/pages/audience-page.ts';
import { failurePage } from '../../../lambdas/screen/pages/failure-page.ts';
import { missingPage } from '../../../lambdas/screen/pages/missing-page.ts';
import { projectPage } from '../../../lambdas/screen/pages/project-page.ts';
import { projectsPage } from '../../../lambdas/screen/pages/projects-page.ts';
import { type Reader, readerOf } from '../../../lambdas/screen/pages/reader.ts';
import {
  aHeldVersion,
  aLiveVersion,
  anAudienceItem,
  aProject,
  aSource,
  someCounts,
} from '../../support/factories.ts';

export const now = Date.UTC(2026, 10, 29, 21);
export const hour = 3_600_000;

export const endpoints = {
  screen: 'arn:aws:lambda:eu-west-1:123456789012:function:audience-import-Screen-1A2B3C',
  actions: 'arn:aws:lambda:eu-west-1:123456789012:function:audience-import-Actions-1A2B3C',
};

export const aReader = (
  locale: Language = 'en',
  theme: 'light' | 'dark' = 'light',
  more: Partial<Reader> = {},
): Reader => ({ ...readerOf({ locale, theme }, endpoints, now), ...more });

export const aShownProject = (more: Partial<ShownProject> = {}): ShownProject => ({
  project: aProject({ slots: { a: 1, b: 2 } }),
  lastScan: {
    at: now - 240_000,
    seen: 40,
    ignored: 0,
    missing: 0,
    failed: 0,
    waiting: 0,
    longestWaitSeconds: 0,
  },
  mailsPending: 0,
  refusedAddresses: {},
  ...more,
});

/** All that is noted of a project. */
export const aTroubledProject = (): ShownProject =>
  aShownProject({
    lastScan: {
      at: now - 2 * hour,
      seen: 1_320,
      ignored: 1,
      missing: 1,
      failed: 2,
      waiting: 14,
      longestWaitSeconds: 5_400,
    },
    mailsPending: 3,
    refusedAddresses: {
      'a@example.com': { code: 'No', since: now - 24 * hour, tried: now, missed: 3 },
    },
  });

/** What of the data anybody may have chosen. */
export interface Foreign {
  /** of the audience */
  name: string;
  /** an ID of the file */
  id: string;
  /** what was wrong, and why IDs may not be found */
  message: string;
}

export const harmless: Foreign = { name: 'loyal', id: '4711', message: 'It is wrong.' };

export const messageOf = (result: Outcome['result'], { message }: Foreign): Partial<Outcome> => ({
  result,
  cause: 'shrinks',
  message,
});

export const anOutcome = (more: Partial<Outcome> = {}): Outcome => ({
  etag: 'e1',
  result: 'published',
  importId: 'import-1',
  at: now - hour,
  ...more,
});

export const aReadyItem = (more: Partial<AudienceItem> = {}): AudienceItem =>
  anAudienceItem({
    source: aSource({ lastModified: now - hour, seenAt: now - hour }),
    versionCounter: 12,
    versions: {
      12: aLiveVersion({
        etag: 'e1',
        publishedAt: now - hour,
        counts: someCounts({
          rows: 13_456,
          members: 12_345,
          unregistered: 864,
          duplicates: 247,
          blank: 2,
          added: 120,
          removed: 34,
        }),
      }),
    },
    outcome: anOutcome(),
    trend: [10_000, 12_000, 11_000, 12_345],
    ...more,
  });

/** Held, with all that there can be beside it. */
export const aHeldItem = (foreign: Foreign = harmless): AudienceItem => {
  const ready = aReadyItem();
  return {
    ...ready,
    fileName: `${foreign.name}.csv`,
    versionCounter: 13,
    source: aSource({ etag: 'e2', object: `${foreign.name}.CSV`, seenAt: now - hour }),
    versions: {
      ...ready.versions,
      11: {
        ...aLiveVersion({ publishedAt: now - 5 * hour, counts: someCounts({ members: 12_259 }) }),
        state: 'superseded',
        until: now + hour,
      },
      13: aHeldVersion({ etag: 'e2', heldAt: now - hour, counts: someCounts({ members: 12 }) }),
    },
    outcome: anOutcome({
      ...messageOf('held', foreign),
      etag: 'e2',
      unregisteredSample: [foreign.id, '4712'],
      report: { key: `reports/shop/${foreign.name}-1.csv` },
      diagnosis: {
        sampled: 2_000,
        findings: [{ kind: 'padded', share: 0.9, example: foreign.id, sentence: foreign.message }],
      },
    }),
    stale: { at: now, changedAt: now - 48 * hour, hours: 36 },
    expectEveryHours: 36,
    guard: { maxShrink: 30, minMembers: null, holdFirst: true },
  };
};

export const aRejectedItem = (foreign: Foreign = harmless): AudienceItem =>
  aReadyItem({
    fileName: `${foreign.name}.csv`,
    source: aSource({ etag: 'e3', seenAt: now - hour }),
    outcome: anOutcome({ ...messageOf('rejected', foreign), etag: 'e3', row: 7 }),
  });

export const aRecord = (
  { name, message }: Foreign = harmless,
  more: Partial<ImportRecord> = {},
): ImportRecord => ({
  audience: `shop/${name}.csv`,
  importId: 'import-1',
  etag: 'e1',
  size: 10,
  startedAt: now - hour,
  endedAt: now - hour + 30_000,
  outcome: 'rejected',
  cause: 'shrinks',
  message,
  counts: { rows: 3 },
  readUnits: 1_000,
  writeUnits: 10,
  durations: {},
  expiresAt: 1,
  ...more,
});

export const aDecision = (
  { name }: Foreign = harmless,
  more: Partial<Decision> = {},
): Decision => ({
  audience: `#decisions/shop/${name}.csv`,
  importId: 'decision-1',
  at: now - 2 * hour,
  action: 'rollback',
  before: { version: 12, members: 9 },
  after: { version: 11, members: 7 },
  by: { via: 'screen', principal: `arn:aws:sts::1:assumed-role/${name}/me` },
  expiresAt: 1,
  ...more,
});

export const aSheet = (
  item: AudienceItem,
  foreign = harmless,
  more: Partial<AudienceSheet> = {},
): AudienceSheet => ({
  project: aProject(),
  item,
  history: [
    aRecord(foreign),
    aRecord(foreign, {
      outcome: 'unchanged',
      cause: undefined,
      message: undefined,
      trigger: 'rematch',
    }),
    aRecord(foreign, { message: undefined }),
  ],
  decisions: [aDecision(foreign), aDecision(foreign, { action: 'delete', after: null })],
  ...more,
});

export const aShownAudience = (item: AudienceItem): ShownAudience => ({
  item,
  view: viewAudience(item, now),
});

export const aListOf = (
  items: readonly AudienceItem[],
  more: Partial<AudiencePage> = {},
): AudiencePage => ({
  project: aTroubledProject(),
  audiences: items.map(aShownAudience),
  page: 2,
  pages: 3,
  found: 220,
  unreadable: [],
  ...more,
});

export const listParams = (more: Partial<ProjectViewParams> = {}): ProjectViewParams => ({
  view: 'project',
  project: 'shop',
  sort: 'name',
  descending: false,
  text: '',
  page: 2,
  fromForm: false,
  ...more,
});

export const installation = (
  projects: readonly ShownProject[],
  unreadable: readonly string[] = [],
): Installation => ({ projects, unreadable });

/** Every view in every state that looks otherwise. */
export const everyView = (
  reader: Reader,
  foreign: Foreign = harmless,
): Record<string, () => Html> => {
  const held = aHeldItem(foreign);
  const rejected = aRejectedItem(foreign);
  const params = { view: 'audience', project: 'shop', file: `${foreign.name}.csv` } as const;
  return {
    projects: () =>
      projectsPage(
        installation([aTroubledProject(), aShownProject({ lastScan: undefined })], ['oops']),
        reader,
      ),
    'no project': () => projectsPage(installation([]), reader),
    project: () =>
      projectPage(
        aListOf([held, rejected, aReadyItem()], { unreadable: [`${foreign.name}.csv`] }),
        listParams({ text: foreign.name, status: 'held' }),
        reader,
      ),
    'paused project': () =>
      projectPage(
        aListOf([], { project: aShownProject({ project: aProject({ paused: true }) }) }),
        listParams(),
        reader,
      ),
    'nothing found': () => projectPage(aListOf([]), listParams({ text: foreign.name }), reader),
    held: () =>
      audiencePage(aSheet(held, foreign, { project: aProject({ paused: true }) }), reader),
    rejected: () => audiencePage(aSheet(rejected, foreign), reader),
    failed: () =>
      audiencePage(
        aSheet(
          {
            ...rejected,
            outcome: anOutcome({ ...rejected.outcome, result: 'failed', retryAt: now }),
          },
          foreign,
        ),
        reader,
      ),
    ready: () => audiencePage(aSheet(aReadyItem(), foreign, { history: [] }), reader),
    explained: () =>
      audiencePage(aSheet({ ...aReadyItem(), outcome: held.outcome! }, foreign), reader),
    'without file': () =>
      audiencePage(aSheet({ ...rejected, source: aSource({ present: false }) }, foreign), reader),
    'being written': () =>
      audiencePage(
        aSheet(
          anAudienceItem({ source: aSource({ size: 0, seenAt: now, lastModified: now }) }),
          foreign,
        ),
        reader,
      ),
    deleted: () => audiencePage(aSheet({ ...rejected, deletedAt: now - hour }, foreign), reader),
    'missing audience': () => missingPage(params, reader),
    'missing project': () => missingPage(listParams(), reader),
    'wrong parameters': () => missingPage(undefined, reader),
    failure: () => failurePage({ kind: 'malformed', message: foreign.message }, params, reader),
  };
};

export const drawn = async (view: Html): Promise<string> => toAnswer(view);
