import type { AudienceSheet } from './shown.ts';

/** That campaigns have begun to read a version. */
export interface Publication {
  /** milliseconds since 1970 */
  at: number;
  members: number;
}

/** Those that are recorded since the audience was deleted last, the oldest first: imports, and decisions of operators. */
export const publicationsOf = ({ item, history, decisions }: AudienceSheet): Publication[] => {
  const imported = history.flatMap(({ outcome, counts, endedAt: at }) =>
    outcome === 'published' && counts?.members !== undefined
      ? [{ at, members: counts.members }]
      : [],
  );
  const decided = decisions.flatMap(({ action, after, at }) =>
    (action === 'approve' || action === 'rollback') && after
      ? [{ at, members: after.members }]
      : [],
  );
  const deletions = decisions.filter(({ action }) => action === 'delete').map(({ at }) => at);
  const deletedAt = Math.max(item.deletedAt ?? 0, ...deletions);
  return [...imported, ...decided]
    .filter(({ at }) => at > deletedAt)
    .sort((one, other) => one.at - other.at);
};
