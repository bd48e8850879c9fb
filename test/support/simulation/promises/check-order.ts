import { findLiveVersion } from '../../../../lambdas/shared/domain/audience-item.ts';
import { keyOfFile, type Observed } from '../observed.ts';
import type { Report } from './report.ts';

/** Versions of one audience that were live, in the order in which they became so. */
interface Lived {
  audienceId: string;
  versions: number[];
}

/**
 * What was replaced does not come back, except by a rollback; and a rollback publishes what was live before, of another file if there
 * was one. A version that
 * a rollback has published may stay for a later file: one that has the same members.
 */
export const watchOrder = ({ views, watch }: Observed, now: () => number, report: Report): void => {
  const lived = new Map<string, Lived>();

  watch({
    onAudience: ({ projectId, fileName, before, after }) => {
      const live = after && findLiveVersion(after.versions);
      const last = before && findLiveVersion(before.versions);
      if (!live || (live.version === last?.version && live.etag === last.etag)) return;
      const file = keyOfFile(projectId, fileName);
      const known = lived.get(file);
      const { versions } =
        known?.audienceId === after.audienceId ? known : { versions: [] as number[] };
      lived.set(file, {
        audienceId: after.audienceId,
        versions: live.version === versions.at(-1) ? versions : [...versions, live.version],
      });

      // An outcome does not always tell: that of a newer file stays.
      const isRollback =
        after.operation !== before?.operation && after.operation?.startsWith('rollback-') === true;
      if (isRollback && last) {
        const earlier = versions.slice(0, -1).reverse();
        const isOfOther = (version: number): boolean =>
          before.versions[version]?.etag !== last.etag;
        const expected = earlier.find(isOfOther) ?? earlier[0];
        if (live.version !== expected)
          report(
            `${file} was rolled back from version ${last.version} to ${live.version}, and ${expected} was live before: ${versions.join()}`,
          );
        return;
      }
      if (live.version !== last?.version && live.version < Math.max(0, ...versions))
        report(`${file} went back to version ${live.version}: ${versions.join()}`);
      if (!last) return;
      const spansOf = (etag: string) =>
        views.between(projectId, fileName, 0, now()).filter((span) => span.etag === etag);
      const [newest, oldest] = [spansOf(live.etag).at(-1), spansOf(last.etag).at(-1)];
      if (newest && oldest && newest.to < oldest.from)
        report(`${file} went back to what it was before ${last.etag.slice(0, 6)}`);
    },
  });
};
