import type { AudienceItem, Outcome } from '../../../../lambdas/shared/domain/audience-item.ts';
import { isActive } from '../../../../lambdas/shared/domain/project.ts';
import type { Excuses } from '../excuses.ts';
import { keyOfFile, type Observed } from '../observed.ts';
import type { Report } from './report.ts';

const minute = 60_000;
/** A scan within 10 minutes, three repeats after 1, 5 and 15, and what the attempts themselves take. */
export const longestWait = 40 * minute;

/** A version of a file that has no outcome yet. */
interface Waiting {
  etag: string;
  /** when it could have been imported first */
  since: number;
}

/**
 * "Published or told at most 40 minutes after it could be": checked while everything goes on.
 *
 * A version of a file *could be* imported from the moment on when
 * - it lies under the path that its project has (it was uploaded, or the path was changed),
 * - the project is neither paused nor deleted,
 * - what the file was told of last was another version; or an operator has deleted the audience or asked for a retry; or
 *   its last import has failed and the retry schedule's time has come.
 *
 * From then on it *waits*, until its own ETag or that of a version which came after it has an outcome: published, rejected
 * or failed. A file that changes faster than it is imported waits since the first version of those that have no outcome,
 * so that "some version of it" is published or told in time. A rollback is no outcome of a version that was never
 * published. `excuses` adds what the history has done to this very file: killed its imports, delayed its messages.
 * Throttling is none of them.
 */
export const createLivenessCheck = (
  { audiences, projects, views, watch }: Observed,
  excuses: Excuses,
  now: () => number,
  report: Report,
): { check: () => void } => {
  const waiting = new Map<string, Waiting[]>();
  const published = new Map<string, Set<string>>();
  const reported = new Set<Waiting>();

  const isTold = (item: AudienceItem | undefined, etag: string): boolean =>
    item?.outcome?.etag === etag && !(item.outcome.retryAt! <= now());

  const startOver = (projectId: string, fileName: string): void => {
    const etag = views.now(projectId, fileName);
    waiting.set(keyOfFile(projectId, fileName), etag === undefined ? [] : [{ etag, since: now() }]);
  };

  const end = (file: string, { etag, importId }: Outcome): void => {
    const all = waiting.get(file) ?? [];
    if (importId.startsWith('rollback-') && published.get(file)?.has(etag) !== true) {
      if (all.some((one) => one.etag === etag))
        report(
          `${file} was rolled back, and ${etag.slice(0, 6)} counts as done, which nobody has imported`,
        );
      return;
    }
    waiting.set(file, all.slice(all.findLastIndex((one) => one.etag === etag) + 1));
  };

  watch({
    onView: (projectId, fileName, etag) => {
      const file = keyOfFile(projectId, fileName);
      if (etag === undefined || isTold(audiences.get(file), etag)) waiting.set(file, []);
      else waiting.set(file, [...(waiting.get(file) ?? []), { etag, since: now() }]);
    },

    onAudience: ({ projectId, fileName, before, after }) => {
      const file = keyOfFile(projectId, fileName);
      const seen = published.get(file) ?? new Set();
      published.set(file, seen);
      for (const { state, etag } of Object.values(after?.versions ?? {}))
        if (state === 'live' || state === 'superseded') seen.add(etag);

      const [last, next] = [before?.outcome, after?.outcome];
      if (last?.importId === next?.importId && last?.retryAt === next?.retryAt) return;
      if (!next) {
        startOver(projectId, fileName);
        return;
      }
      if (last?.importId !== next.importId) end(file, next);
      if (next.retryAt !== undefined && views.now(projectId, fileName) === next.etag)
        waiting.set(file, [{ etag: next.etag, since: Math.max(next.retryAt, now()) }]);
    },

    onProject: ({ projectId, before, after }) => {
      if (!isActive(after) || (before && isActive(before))) return;
      for (const [file, all] of waiting)
        if (file.startsWith(`${projectId}/`))
          for (const one of all) one.since = Math.max(one.since, now());
    },
  });

  return {
    check: () => {
      for (const [file, [first]] of waiting) {
        const project = projects.get(file.slice(0, file.indexOf('/')));
        if (!first || !project || !isActive(project) || reported.has(first)) continue;
        const allowed = longestWait + excuses.since(file, first.since);
        if (now() - first.since <= allowed) continue;
        reported.add(first);
        const minutes = (milliseconds: number): number => Math.round(milliseconds / minute);
        report(
          `${file} waits for ${minutes(now() - first.since)} minutes, ${minutes(allowed)} were allowed: ` +
            `${first.etag.slice(0, 6)}, then ${describe(audiences.get(file))}`,
        );
      }
    },
  };
};

const describe = (item: AudienceItem | undefined): string =>
  item === undefined
    ? 'no item'
    : JSON.stringify({
        source: { ...item.source, etag: item.source.etag.slice(0, 6) },
        outcome: item.outcome && { ...item.outcome, etag: item.outcome.etag.slice(0, 6) },
        claim: item.claim,
        enqueued: item.enqueued && { ...item.enqueued, etag: item.enqueued.etag.slice(0, 6) },
      });
