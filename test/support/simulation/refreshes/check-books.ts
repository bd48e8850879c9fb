import {
  type AudienceItem,
  findLiveVersion,
  type Version,
} from '../../../../lambdas/shared/domain/audience-item.ts';
import type { Now } from '../../../../lambdas/shared/ports.ts';
import type { Observed } from '../observed.ts';
import type { Report } from '../promises/report.ts';
import type { MembersOf } from './expected-members.ts';

type Complete = Extract<Version, { state: 'live' | 'held' }>;

/**
 * What an import writes down of a version when it publishes or holds it: who came in and who left, and what the differences
 * since the base have cost, which is never more than twice what a base does. And that only what may go is marked.
 */
export const checkBooks = (
  { watch }: Observed,
  membersOf: MembersOf,
  now: Now,
  report: Report,
): void => {
  watch({
    onAudience: ({ before, after }) => {
      if (!before || !after) return;
      for (const [number, version] of Object.entries(after.versions)) {
        const last = before.versions[number];
        const reportVersion: Report = (wrong) => {
          report(`version ${number} of ${after.fileName} ${wrong}`);
        };
        if (version.state === 'collecting' && last) checkMark(last, now(), reportVersion);
        if (last?.state !== 'writing') continue;
        if (version.state !== 'live' && version.state !== 'held') continue;
        checkCounts(before, version, membersOf, reportVersion);
        checkCost(before, version, reportVersion);
      }
    },
  });
};

const checkMark = (last: Version, now: number, report: Report): void => {
  if (last.state === 'live' || last.state === 'held') report(`was ${last.state}, and is collected`);
  if ('until' in last && last.until > now) report('is collected before its time');
};

const checkCounts = (
  before: AudienceItem,
  version: Complete,
  membersOf: MembersOf,
  report: Report,
): void => {
  const live = findLiveVersion(before.versions);
  const [last, next] = [live && membersOf(before, live).ids, membersOf(before, version).ids];
  const expected = [
    [...next].filter((id) => !last?.has(id)).length,
    [...(last ?? [])].filter((id) => !next.has(id)).length,
  ];
  const { added, removed } = version.counts;
  if (added !== expected[0] || removed !== expected[1])
    report(`says ${added} came and ${removed} left: it were ${expected.join(' and ')}`);
};

const checkCost = (before: AudienceItem, { layout }: Complete, report: Report): void => {
  if (layout.format === undefined) return;
  const { base, chunks, chunksSinceBase } = layout;
  const live = findLiveVersion(before.versions);
  if (base !== (live?.layout.format === undefined ? live?.version : live.layout.base))
    report(`stands on ${base}, and what was live did not`);
  const earlier = live?.layout.format === undefined ? 0 : live.layout.chunksSinceBase;
  if (chunksSinceBase !== earlier + chunks)
    report(`says ${chunksSinceBase} chunks since its base: ${earlier} and its own ${chunks}`);
  const stored = before.versions[base];
  const ofBase = stored && 'layout' in stored ? stored.layout : undefined;
  if (ofBase?.format !== undefined) report(`stands on ${base}, which is no whole version`);
  if (chunksSinceBase > 2 * (ofBase?.chunks ?? 0))
    report(`makes ${chunksSinceBase} chunks since its base, which has ${ofBase?.chunks}`);
};
