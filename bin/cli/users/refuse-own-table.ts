import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { RefusedError } from '../errors.ts';

/** @param does what the command does with users, which it does in the stack's own table only */
export const refuseOwnTable = (
  { projectId, usersSource }: Pick<Project, 'projectId' | 'usersSource'>,
  does: 'writes' | 'reads' = 'writes',
): void => {
  if (!usersSource) return;
  const { tableName } = usersSource;
  throw new RefusedError(({ users }) =>
    does === 'writes'
      ? users.writesElsewhere(projectId, tableName)
      : users.readsElsewhere(projectId, tableName),
  );
};
