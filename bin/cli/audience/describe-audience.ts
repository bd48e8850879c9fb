import { countOf } from '../../../lambdas/shared/domain/count-of.ts';
import type { AudienceDetails } from '../../../lambdas/shared/domain/audience-view.ts';
import type { Report } from '../../../lambdas/shared/domain/report.ts';
import { describeOwnGuard } from './guard-options.ts';
import { describeSample } from './describe-sample.ts';
import { toList, toTable } from '../terminal/table.ts';

/** All that is known of an audience, for a person. */
export const describeAudience = (details: AudienceDetails): string => {
  const { source, outcome, versions, held } = details;
  return [
    toList([
      ['project', details.project],
      ['audience', details.name],
      ['status', details.status],
      ...(details.deletedAt === null ? [] : [['deleted at', details.deletedAt] as const]),
      ['cause', details.cause],
      ['message', details.message],
      ['row', details.row],
      ['version', details.version],
      ['imported at', details.importedAt],
      ['members', details.members],
      ['added', details.added],
      ['removed', details.removed],
      ['rows', details.rows],
      ['blank', details.blank],
      ['duplicates', details.duplicates],
      ['unregistered', details.unregistered],
      ...(held
        ? [
            [
              'held',
              `version ${held.version}, ${countOf(held.members, 'member')}, until ${held.until}`,
            ] as const,
          ]
        : []),
      ...ownSettings(details.guard),
      ['file', source.present ? describeSource(source) : 'missing'],
      ['etag', source.etag],
      ['last import', outcome ? `${outcome.result} at ${outcome.at}` : null],
      ['next attempt', outcome?.retryAt ?? null],
      ...describeSample('unregistered IDs', outcome?.unregisteredSample ?? []),
      ...describeReport(outcome?.report ?? null),
      ...(outcome?.diagnosis?.findings ?? []).map(
        ({ sentence, example }) => ['finding', withExample(sentence, example)] as const,
      ),
    ]),
    ...(versions.length === 0 ? [] : ['', describeVersions(versions)]),
  ].join('\n');
};

/** Of what is held; the others are the project's. */
const ownSettings = (guard: AudienceDetails['guard']): [string, string][] => {
  const own = describeOwnGuard(guard);
  return own === '' ? [] : [['own settings', own]];
};

const describeReport = (report: Report | null): [string, string][] =>
  report === null
    ? []
    : [['all of them', 'key' in report ? report.key : whyMissing[report.missing]]];

const whyMissing: Readonly<Record<Extract<Report, { missing: string }>['missing'], string>> = {
  'no-time': 'not written: the import had no time for it',
  failed: 'not written: it went wrong, and the log of the importer says why',
};

const describeSource = ({ object, size, lastModified }: AudienceDetails['source']): string =>
  `${object}, ${size} bytes of ${lastModified}`;

const withExample = (sentence: string, example: string | undefined): string =>
  example === undefined ? sentence : `${sentence} For example: ${example}`;

const describeVersions = (versions: AudienceDetails['versions']): string =>
  toTable(
    ['VERSION', 'STATE', 'MEMBERS', 'ADDED', 'REMOVED', 'PUBLISHED AT', 'STANDS ON'],
    versions.map(({ number, state, members, added, removed, publishedAt, base }) => [
      number,
      state,
      members,
      added,
      removed,
      publishedAt,
      base,
    ]),
  );
