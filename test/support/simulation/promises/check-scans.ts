import type { Call } from '../../aws/wire/fault.ts';
import { keyOfFile, type Observed } from '../observed.ts';
import type { Report } from './report.ts';

/**
 * A scan that listed earlier cannot undo what a later one saw, or an operator: what a scan records was there, or was gone,
 * at some time since what stands in its place was recorded.
 *
 * @param isScan whether a scan has made the call
 */
export const watchScans = (
  { projects, views, watch }: Observed,
  isScan: (call: Call) => boolean,
  now: () => number,
  report: Report,
): void => {
  /** when an operator took the file for gone */
  const forgotten = new Map<string, number>();
  watch({
    onAudience: ({ projectId, fileName, before, after, call }) => {
      const file = keyOfFile(projectId, fileName);
      // What is recorded of a deleted project, nobody looks at.
      if (!before || !after || projects.get(projectId)?.deletedAt !== undefined) return;
      const [last, next] = [before.source, after.source];
      if (last.etag === next.etag && last.present === next.present) return;
      if (!isScan(call)) {
        if (!next.present) forgotten.set(file, now());
        return;
      }
      const since = Math.max(last.seenAt, forgotten.get(file) ?? 0);
      const etag = next.present ? next.etag : undefined;
      const seen = views.between(projectId, fileName, since, now());
      if (seen.some((span) => span.etag === etag)) return;
      report(
        `a scan recorded ${file} as ${etag?.slice(0, 6) ?? 'missing'}, and since ${since} it was ` +
          seen.map((span) => span.etag?.slice(0, 6) ?? 'missing').join(),
      );
    },
  });
};
