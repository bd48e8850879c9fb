import { fileNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import type { Outcome } from '../../../lambdas/shared/domain/audience-item.ts';
import type { StoredExplanation } from '../../../lambdas/shared/domain/explanation.ts';
import { aboutFile } from '../../../lambdas/shared/texts/explain.ts';
import { explainStored } from '../../../lambdas/shared/texts/explain-stored.ts';
import { formatCount } from '../../../lambdas/shared/texts/figures.ts';
import type { CliTexts } from '../texts/texts.ts';
import { describeFindings } from './describe-findings.ts';
import type {
  AudienceDetails,
  AudienceStatus,
} from '../../../lambdas/shared/domain/audience-view.ts';
import type { Report } from '../../../lambdas/shared/domain/report.ts';
import { describeOwnGuard } from './guard-options.ts';
import { describeSample } from './describe-sample.ts';
import type { Page } from '../terminal/page.ts';
import { timeHeading } from '../terminal/time-heading.ts';
import { type Cell, painted } from '../terminal/table.ts';
import { fitList } from '../terminal/fit-list.ts';
import { type Column, fitTable } from '../terminal/fit-table.ts';
import type { AudienceTexts } from '../texts/en/audience.ts';
import type { Common } from '../texts/en/common.ts';
import { toneOfStatus } from '../../../lambdas/shared/domain/tones.ts';

/**
 * All that is known of an audience, for a person.
 *
 * @param stored of the last outcome: what languages other than English are told from
 */
export const describeAudience = (
  details: AudienceDetails,
  page: Page,
  say: CliTexts,
  stored: Pick<Outcome, 'explanation' | 'diagnosis'> = {},
): string => {
  const { source, outcome, versions, held, status } = details;
  const { audience, common, language } = say;
  const { labels } = audience;
  const about = aboutFile(details.project, fileNameOf(details.name));
  const explain = (stored: StoredExplanation | undefined, english: string): string =>
    explainStored(language, stored, english, about);
  const time = (iso: string | null): string | null => (iso === null ? null : common.time(iso));
  const facts: (readonly [string, Cell])[] = [
    [labels.project, details.project],
    [labels.audience, details.name],
    [labels.status, painted(status, toneOfStatus[status], page.paint)],
    ...(details.deletedAt === null ? [] : [[labels.deletedAt, time(details.deletedAt)] as const]),
    [labels.cause, details.cause],
    [
      labels.message,
      details.message === null ? null : explain(stored.explanation, details.message),
    ],
    [labels.row, details.row],
    ...describeFindings(labels.finding, stored.diagnosis, say, about),
    ...(held
      ? [[labels.held, audience.held(held.version, held.members, held.until)] as const]
      : []),
    ...describeStale(details, say),
    [labels.live, describeLive(details, audience)],
    [labels.version, details.version],
    [labels.importedAt, details.importedAt && withAge(details.importedAt, page, common)],
    [labels.members, countOrNone(details.members)],
    [labels.added, countOrNone(details.added)],
    [labels.removed, countOrNone(details.removed)],
    [labels.rows, countOrNone(details.rows)],
    [labels.blank, countOrNone(details.blank)],
    [labels.duplicates, countOrNone(details.duplicates)],
    [labels.unregistered, countOrNone(details.unregistered)],
    ...ownSettings(labels.ownSettings, details.guard),
    [
      labels.file,
      source.present
        ? audience.source(source.object, source.size, source.lastModified)
        : audience.missing,
    ],
    [labels.fileEtag, details.fileEtag],
    [labels.liveEtag, details.liveEtag === details.fileEtag ? null : details.liveEtag],
    [labels.lastImport, outcome ? audience.lastImport(outcome.result, outcome.at) : null],
    [labels.nextAttempt, time(outcome?.retryAt ?? null)],
    ...describeSample(labels.unregisteredIds, outcome?.unregisteredSample ?? []),
    ...describeReport(outcome?.report ?? null, say),
  ];
  return [
    fitList(
      page,
      facts.filter(([, value]) => value !== null),
    ),
    ...(versions.length === 0 ? [] : ['', describeVersions(versions, page, say)]),
  ].join('\n');
};

/** On a terminal also how long ago that was. */
const withAge = (iso: string, page: Page, common: Common): string =>
  page.width === undefined ? common.time(iso) : `${common.time(iso)} (${page.time(iso, common)})`;

/** Where these stand, what is live needs no word of its own. */
export const sayingEnough: readonly AudienceStatus[] = ['ready', 'stale', 'importing', 'deleted'];

/** Where the status says something of the file, or looks as if nothing had happened. */
const describeLive = (
  { version, status, rolledBack }: AudienceDetails,
  audience: AudienceTexts,
): string | null => {
  if (version === null) return null;
  if (rolledBack) return audience.rolledBack(version);
  return sayingEnough.includes(status) ? null : audience.stays(version);
};

const describeStale = (
  { stale, expectEveryHours }: AudienceDetails,
  { audience, project }: CliTexts,
): [string, string][] => [
  ...(stale
    ? [labelled(audience.labels.stale, audience.stale(stale.lastChange, stale.expectEveryHours))]
    : []),
  ...(expectEveryHours === undefined
    ? []
    : [labelled(audience.labels.hasToChange, project.expected(expectEveryHours))]),
];

const labelled = (label: string, value: string): [string, string] => [label, value];

/** Of what is held; the others are the project's. */
const ownSettings = (label: string, guard: AudienceDetails['guard']): [string, string][] => {
  const own = describeOwnGuard(guard);
  return own === '' ? [] : [[label, own]];
};

const describeReport = (report: Report | null, { audience }: CliTexts): [string, string][] =>
  report === null
    ? []
    : [
        [
          audience.labels.allOfThem,
          'key' in report ? report.key : audience.reportMissing[report.missing],
        ],
      ];

type Version = AudienceDetails['versions'][number];

const describeVersions = (
  versions: readonly Version[],
  page: Page,
  { audience: { headings }, common }: CliTexts,
): string => {
  const columns: readonly Column<Version>[] = [
    { head: headings.version, of: ({ number }) => number },
    { head: headings.state, of: ({ state }) => state },
    { head: headings.members, of: ({ members }) => countOrNone(members), isFigure: true },
    { head: headings.added, of: ({ added }) => countOrNone(added), isFigure: true },
    { head: headings.removed, of: ({ removed }) => countOrNone(removed), isFigure: true },
    {
      head: timeHeading(headings.publishedAt),
      of: ({ publishedAt }) => publishedAt && page.time(publishedAt, common),
    },
    { head: headings.standsOn, of: ({ base }) => base, spare: 1 },
  ];
  return fitTable(page, columns, versions, common.allInJson);
};

const countOrNone = (count: number | null): string | null =>
  count === null ? null : formatCount(count);
