import {
  type AudienceItem,
  findHeldVersion,
  findLiveVersion,
} from '../shared/domain/audience-item.ts';
import { hasLiveClaim } from '../shared/domain/due.ts';
import type { Project } from '../shared/domain/project.ts';
import type { ScreenActionTexts } from '../shared/texts/en/screen-actions.ts';

/** What there is of an audience, for whoever has seen something else. @param now milliseconds since 1970 */
export const describeNow = (
  item: AudienceItem,
  name: string,
  now: number,
  say: ScreenActionTexts,
): string[] => {
  if (item.deletedAt !== undefined) return [say.now.deleted(name)];
  const live = findLiveVersion(item.versions);
  const held = findHeldVersion(item.versions);
  return [
    live ? say.now.reads(live.version, live.counts.members) : say.nothingIsRead,
    ...(held ? [say.now.held(held.version, held.counts.members)] : []),
    ...(hasLiveClaim(item, now) ? [say.now.importing] : []),
  ];
};

export const describeProjectNow = (
  { projectId, paused, audienceLimit }: Project,
  say: ScreenActionTexts,
): string[] => [
  paused ? say.now.paused(projectId) : say.now.running(projectId),
  say.now.limit(projectId, audienceLimit),
];
