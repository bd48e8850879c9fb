import { fileNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import type { Outcome } from '../../../lambdas/shared/domain/audience-item.ts';
import type { StoredExplanation } from '../../../lambdas/shared/domain/explanation.ts';
import { aboutFile } from '../../../lambdas/shared/texts/explain.ts';
import { explainStored } from '../../../lambdas/shared/texts/explain-stored.ts';
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
import { type Cell, painted, toList, toTable } from '../terminal/table.ts';
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
    [labels.live, describeLive(details, audience)],
    [labels.version, details.version],
    [labels.importedAt, details.importedAt && withAge(details.importedAt, page, common)],
    [labels.members, details.members],
    [labels.added, details.added],
    [labels.removed, details.removed],
    [labels.rows, details.rows],
    [labels.blank, details.blank],
    [labels.duplicates, details.duplicates],
    [labels.unregistered, details.unregistered],
    ...(held
      ? [[labels.held, audience.held(held.version, held.members, held.until)] as const]
      : []),
    ...describeStale(details, say),
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
    ...describeFindings(labels.finding, stored.diagnosis, say, about),
  ];
  return [
    toList(facts.filter(([, value]) => value !== null)),
    ...(versions.length === 0 ? [] : ['', describeVersions(versions, say)]),
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

const describeVersions = (
  versions: AudienceDetails['versions'],
  { audience: { headings }, common }: CliTexts,
): string =>
  toTable(
    [
      ...[headings.version, headings.state, headings.members, headings.added, headings.removed],
      ...[headings.publishedAt, headings.standsOn],
    ],
    versions.map(({ number, state, members, added, removed, publishedAt, base }) => [
      ...[number, state, members, added, removed],
      ...[publishedAt === null ? null : common.time(publishedAt), base],
    ]),
  );
