import { isDeepStrictEqual } from 'node:util';
import type { ListAudienceItems } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { versionWithPlace } from '../../../lambdas/shared/domain/audience-item.ts';
import { hasLiveClaim } from '../../../lambdas/shared/domain/due.ts';
import { audienceNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import type { Project, UsersSource } from '../../../lambdas/shared/domain/project.ts';
import type { Now } from '../../../lambdas/shared/ports.ts';
import { nameSome } from '../terminal/name-some.ts';
import type { Tell } from '../errors.ts';
import { rematchTimeOf } from './next-import.ts';
import { takeAll } from '../../../lambdas/shared/adapters/take-all.ts';

export interface WarnOfOldUsersPorts {
  listAudienceItems: ListAudienceItems;
  serviceNow: Now;
  warn: (message: Tell) => void;
}

/**
 * A project that looks its users up elsewhere keeps the audiences that it has: says which, and how they get the members that
 * are registered there.
 *
 * @param before as the project was
 * @param source where its users are now; null: in the stack's own table
 */
export const warnOfOldUsers = async (
  project: Pick<Project, 'projectId' | 'usersSource' | 'rematchHours'>,
  source: UsersSource | null,
  { listAudienceItems, serviceNow, warn }: WarnOfOldUsersPorts,
): Promise<void> => {
  const { projectId, usersSource: before } = project;
  if (isDeepStrictEqual(whoIsFound(before ?? null), whoIsFound(source))) return;
  const names: string[] = [];
  const unread = await takeAll(listAudienceItems(projectId), (item) => {
    if (versionWithPlace(item.versions) !== undefined || hasLiveClaim(item, serviceNow()))
      names.push(audienceNameOf(item.fileName));
  });
  if (unread) warn(({ errors }) => errors.malformed(unread.message));
  if (names.length === 0) return;
  const rematchAt = rematchTimeOf(project, serviceNow());
  warn((say) => say.projectChanges.usersElsewhere(projectId, rematchAt, nameSome(names, say)));
};

/** How much may be read changes nothing of whom it finds. */
const whoIsFound = (source: UsersSource | null): UsersSource | null =>
  source && { ...source, maxReadUnits: undefined };
