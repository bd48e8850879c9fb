import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { RefusedError } from '../errors.ts';

/** @param does what the command does with users, which it does in the stack's own table only */
export const refuseOwnTable = (
  { projectId, usersSource }: Pick<Project, 'projectId' | 'usersSource'>,
  does: 'writes' | 'reads' = 'writes',
): void => {
  if (!usersSource) return;
  throw new RefusedError(
    `The users of project "${projectId}" are in your table ${usersSource.tableName}, which this command never ${does}. ` +
      `${does === 'writes' ? 'Change' : 'Look at'} them there, or go back to the stack's own table: ` +
      `"audience-import project put ${projectId} --users-table none".`,
  );
};
