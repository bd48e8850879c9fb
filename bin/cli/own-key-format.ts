import type { UsersSource } from '../../lambdas/shared/domain/project.ts';
import { ownUsersSource } from '../../lambdas/shared/domain/user-key.ts';

/** How keys look in the stack's own users table, whatever its name is. */
export const ownKeyFormat = (projectId: string): Pick<UsersSource, 'keyType' | 'keyPrefix'> =>
  ownUsersSource(projectId, 'own');
