import type { ImportMessage } from '../contract.ts';
import type { ReleaseReason } from './error-policies.ts';
import type { Project } from './project.ts';

/** Why a message's files are not to be imported any more, whoever has it; undefined if they are. */
export const obstacleOf = (
  { path }: Pick<ImportMessage, 'path'>,
  project: Project | undefined,
): ReleaseReason | undefined => {
  if (!project || project.deletedAt !== undefined) return 'project-gone';
  if (project.paused) return 'paused';
  return project.path === path ? undefined : 'path-changed';
};
