import type { AudienceStatus, audienceStatuses } from '../../shared/domain/audience-view.ts';
import { matchRateOf } from '../../shared/domain/match-rate.ts';
import type { AudienceSort, ProjectViewParams } from '../../shared/screen/view-params.ts';
import type { ShownAudience } from './shown.ts';

export const audiencesOnPage = 50;

export interface ChosenAudiences {
  audiences: readonly ShownAudience[];
  /** from 1 */
  page: number;
  pages: number;
  /** that the filter lets through */
  found: number;
}

/** Those of a project that a page of its list shows. A page that there is not is the last one. */
export const chooseAudiences = (
  all: readonly ShownAudience[],
  { text, status, sort, descending, page }: ProjectViewParams,
): ChosenAudiences => {
  const part = fold(text);
  const found = all.filter(
    ({ view }) =>
      (part === '' || fold(view.name).includes(part)) &&
      (status === undefined || view.status === status),
  );
  const sorted = found.toSorted(orderBy(sort, descending));
  const pages = Math.max(1, Math.ceil(found.length / audiencesOnPage));
  const shown = Math.min(page, pages);
  return {
    audiences: sorted.slice((shown - 1) * audiencesOnPage, shown * audiencesOnPage),
    page: shown,
    pages,
    found: found.length,
  };
};

/** Whatever the case, and however its accents are written. */
const fold = (text: string): string => text.normalize('NFC').toLowerCase();

/** What somebody has to look at comes first. */
const urgency: readonly AudienceStatus[] = [
  ...(['failed', 'rejected', 'held', 'stale', 'source-missing', 'being-written'] as const),
  ...(['importing', 'ready', 'deleted'] as const),
] satisfies readonly (typeof audienceStatuses)[number][];

/** By what a column sorts; null comes last, in both directions. */
const keys: Readonly<Record<AudienceSort, (audience: ShownAudience) => number | string | null>> = {
  name: ({ view }) => view.name,
  status: ({ view }) => urgency.indexOf(view.status),
  members: ({ view }) => view.members,
  change: ({ view: { added, removed } }) =>
    added === null || removed === null ? null : added - removed,
  imported: ({ view }) => view.importedAt,
  rate: ({ view: { members, unregistered } }) =>
    matchRateOf({ members: members ?? undefined, unregistered: unregistered ?? undefined }) ?? null,
};

const orderBy =
  (sort: AudienceSort, descending: boolean) =>
  (one: ShownAudience, other: ShownAudience): number => {
    const [a, b] = [keys[sort](one), keys[sort](other)];
    if (a === null || b === null) return a === b ? byName(one, other) : a === null ? 1 : -1;
    if (a === b) return byName(one, other);
    return (a < b ? -1 : 1) * (descending ? -1 : 1);
  };

const byName = (one: ShownAudience, other: ShownAudience): number =>
  one.view.name < other.view.name ? -1 : 1;
