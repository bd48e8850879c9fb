import type { AudienceView } from '../../../lambdas/shared/domain/audience-view.ts';
import { findLookAlikes, spellOut } from '../../../lambdas/shared/domain/similar-names.ts';
import { formatCount } from '../../../lambdas/shared/texts/figures.ts';
import { type Column, fitTable } from '../terminal/fit-table.ts';
import type { Page } from '../terminal/page.ts';
import { timeHeading } from '../terminal/time-heading.ts';
import { painted } from '../terminal/table.ts';
import type { AudienceTexts } from '../texts/en/audience.ts';
import type { CliTexts } from '../texts/texts.ts';
import { sayingEnough } from './describe-audience.ts';
import { toneOfStatus } from '../../../lambdas/shared/domain/tones.ts';

/** All audiences of a project, for a person. */
export const describeAudiences = (
  projectId: string,
  views: readonly AudienceView[],
  page: Page,
  say: CliTexts,
): string =>
  [
    fitTable(page, columnsOn(page, say), views, say.audience.allInShow(projectId)),
    ...findLookAlikes(views.map(({ name }) => name)).map((names) =>
      say.audience.lookAlike(names.map(spellOut).join(', ')),
    ),
  ].join('\n');

const columnsOn = (
  { paint, time }: Page,
  { audience, common }: CliTexts,
): Column<AudienceView>[] => {
  const { headings } = audience;
  return [
    { head: headings.audience, of: ({ name }) => name, cutTo: 24 },
    {
      head: headings.status,
      of: (view) => painted(statusOf(view, audience), toneOfStatus[view.status], paint),
    },
    { head: headings.members, of: countIn('members'), isFigure: true },
    {
      head: headings.cause,
      of: ({ cause, rolledBack }) => cause ?? (rolledBack ? 'rolled-back' : null),
      cutTo: 12,
    },
    {
      head: timeHeading(headings.importedAt),
      of: ({ importedAt }) => importedAt && time(importedAt, common),
      spare: 1,
    },
    { head: headings.unregistered, of: countIn('unregistered'), isFigure: true, spare: 2 },
    { head: headings.version, of: ({ version }) => version, spare: 3 },
  ];
};

const countIn =
  (of: 'members' | 'unregistered') =>
  ({ [of]: count }: AudienceView): string | null =>
    count === null ? null : formatCount(count);

/** Whoever reads that a file was rejected wants to know whether its audience works. */
const statusOf = ({ status, version }: AudienceView, { stillLive }: AudienceTexts): string =>
  version === null || sayingEnough.includes(status) ? status : stillLive(status);
