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
import { type Tone, toneOfStatus } from '../../../lambdas/shared/domain/tones.ts';

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
      of: (view) => painted(statusOf(view, audience), toneOf(view), paint),
    },
    { head: headings.members, of: countIn('members'), isFigure: true },
    {
      head: headings.cause,
      of: causeOf,
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

/** What is to be looked at although nothing has failed. */
const causeOf = ({ cause, rolledBack, version, members }: AudienceView): string | null => {
  if (cause !== null) return cause;
  if (rolledBack) return 'rolled-back';
  return version !== null && members === 0 ? 'no-member' : null;
};

/** A list without anybody is published, but hardly what somebody wanted. */
const toneOf = (view: AudienceView): Tone | undefined =>
  causeOf(view) === 'no-member' ? 'warning' : toneOfStatus[view.status];

const countIn =
  (of: 'members' | 'unregistered') =>
  ({ [of]: count }: AudienceView): string | null =>
    count === null ? null : formatCount(count);

/** Whoever reads that a file was rejected wants to know whether its audience works. */
const statusOf = ({ status, version }: AudienceView, { stillLive }: AudienceTexts): string =>
  version === null || sayingEnough.includes(status) ? status : stillLive(status);
