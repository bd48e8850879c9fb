import { versionWithPlace } from '../../../../lambdas/shared/domain/audience-item.ts';
import type { AudienceItem } from '../../../../lambdas/shared/domain/audience-item.ts';
import { isActive, type Project } from '../../../../lambdas/shared/domain/project.ts';
import type { Excuses } from '../excuses.ts';
import { type AudienceChange, keyOfFile, type Observed } from '../observed.ts';
import { functionSeconds } from '../resources.ts';
import { longestWait } from './check-liveness.ts';
import type { Report } from './report.ts';

/** A file that was rejected for the limit, and has not changed since. */
interface WaitingForRoom {
  etag: string;
  /** when it was rejected first, also in an earlier version */
  since: number;
  /** since when there is a place for it, with all those that have waited longer */
  roomSince?: number;
}

/** A slow scan knows a file from before it was rejected, and lists another one that came afterwards. */
const sameScanMs = 2 * 60_000;

/** Or its first version is held. */
const isPublished = ({ versions }: AudienceItem): boolean =>
  versionWithPlace(versions) !== undefined;

/**
 * The limit holds; a place goes to who has waited longest, and at most 40 minutes after it was free. A file *waits for room*
 * from its first rejection on, as long as all that it brings is rejected for the limit. There *is room* for it when more places are free than
 * files wait that were rejected before it. One that takes a place *came* when it was rejected for the limit first; else when the
 * first of those versions came that have no outcome, its audience was deleted, or its last import, which failed, was to be retried.
 */
export const createLimitCheck = (
  { audiences, projects, views, watch }: Observed,
  excuses: Excuses,
  now: () => number,
  report: Report,
): {
  check: () => void;
  /** an operator wants the file imported before others */
  retried: (projectId: string, fileName: string) => void;
} => {
  const waiting = new Map<string, WaitingForRoom>();
  /** since when a file has been out for the limit, whichever version of it: also one that was removed and put again */
  const outSince = new Map<string, number>();
  /** since when a file that has no outcome, or is to be retried, could be imported, whichever version of it */
  const dueSince = new Map<string, number>();
  const retried = new Set<string>();
  const limits = new Map<string, { limit: number; from: number; to: number }[]>();

  const ofProject = (projectId: string): [string, WaitingForRoom][] =>
    [...waiting]
      .filter(([file]) => file.startsWith(`${projectId}/`))
      .sort(([, one], [, other]) => one.since - other.since);
  const free = ({ audienceLimit, slots }: Project): number =>
    audienceLimit - Object.keys(slots).length;

  const checkPublication = (projectId: string, file: string): void => {
    const count = [...audiences.values()].filter(
      (item) => item.projectId === projectId && item.deletedAt === undefined && isPublished(item),
    ).length;
    const recently = (limits.get(projectId) ?? []).filter(
      ({ to }) => to >= now() - functionSeconds * 1000,
    );
    const most = Math.max(...recently.map(({ limit }) => limit));
    if (count > most) report(`${projectId} has ${count} audiences and may have ${most}`);

    const project = projects.get(projectId)!;
    const came = outSince.get(file) ?? dueSince.get(file) ?? now();
    const ahead = ofProject(projectId).filter(
      ([other, { since }]) => other !== file && since < came - sameScanMs,
    );
    if (free(project) >= ahead.length || retried.has(file)) return;
    if (recently.length > 1) return;
    report(
      `${file} took a place for which ${ahead.map(([name, { since }]) => `${name} (${since})`).join()} waited longer (${came})`,
    );
  };

  const noteDue = ({ projectId, fileName, before, after }: AudienceChange): void => {
    const file = keyOfFile(projectId, fileName);
    const [last, next] = [before?.outcome, after?.outcome];
    if (after?.source.present === false) dueSince.delete(file);
    else if (last?.importId !== next?.importId || last?.retryAt !== next?.retryAt) {
      const etag = views.now(projectId, fileName);
      if (etag !== undefined && etag !== next?.etag) dueSince.set(file, now());
      else if (next?.retryAt !== undefined) dueSince.set(file, next.retryAt);
      else dueSince.delete(file);
    }
  };

  watch({
    onView: (projectId, fileName, etag) => {
      const file = keyOfFile(projectId, fileName);
      waiting.delete(file);
      if (etag !== undefined) dueSince.set(file, Math.min(dueSince.get(file) ?? Infinity, now()));
      retried.delete(file);
    },

    onAudience: (change) => {
      const { projectId, fileName, before, after } = change;
      const file = keyOfFile(projectId, fileName);
      if (before && isPublished(before) && (!after || !isPublished(after))) retried.delete(file);
      const outcome = after?.outcome;
      if (after && isPublished(after) && !(before && isPublished(before)))
        checkPublication(projectId, file);
      noteDue(change);
      if (outcome?.cause === 'limit') outSince.set(file, outSince.get(file) ?? now());
      else if (outcome?.result !== 'failed') outSince.delete(file);
      if (outcome?.cause !== 'limit' || outcome.etag !== views.now(projectId, fileName))
        waiting.delete(file);
      else if (!waiting.has(file))
        waiting.set(file, { etag: outcome.etag, since: outSince.get(file) ?? now() });
    },

    onProject: ({ projectId, before, after }) => {
      const all = limits.get(projectId) ?? [];
      limits.set(projectId, all);
      const limit = after.deletedAt === undefined ? after.audienceLimit : 0;
      const last = all.at(-1);
      if (last?.limit === limit) return;
      if (last) last.to = now();
      all.push({ limit, from: now(), to: Infinity });
      if (before?.deletedAt !== after.deletedAt)
        for (const [file] of ofProject(projectId)) waiting.delete(file);
    },
  });

  const checkWaiting = (project: Project): void => {
    const room = isActive(project) ? free(project) : 0;
    ofProject(project.projectId).forEach(([file, one], index) => {
      if (index >= room) delete one.roomSince;
      else one.roomSince ??= now();
      if (one.roomSince === undefined) return;
      const waits = now() - one.roomSince;
      const allowed = longestWait + excuses.since(file, one.roomSince);
      if (waits <= allowed) return;
      report(`${file} waits for ${Math.round(waits / 60_000)} minutes for a place that is free`);
      one.roomSince = Infinity;
    });
  };

  return {
    check: () => {
      for (const project of projects.values()) checkWaiting(project);
    },
    retried: (projectId, fileName) => void retried.add(keyOfFile(projectId, fileName)),
  };
};
