import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { nextRematchAt } from '../../../lambdas/shared/domain/rematch.ts';
import { toIso } from '../../../lambdas/shared/domain/to-iso.ts';

/** When users who have registered or left are noticed although no file changes: ISO 8601; null: never. */
export const rematchTimeOf = (
  { rematchHours }: Pick<Project, 'rematchHours'>,
  now: number,
): string | null => (rematchHours === undefined ? null : toIso(nextRematchAt(rematchHours, now)));
