import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { nextRematchAt } from '../../../lambdas/shared/domain/rematch.ts';
import { toIso } from '../../../lambdas/shared/domain/to-iso.ts';

/** When users who have registered or left are noticed although no file changes: ISO 8601; null: never. */
export const rematchTimeOf = (
  { rematchHours }: Pick<Project, 'rematchHours'>,
  now: number,
): string | null => (rematchHours === undefined ? null : toIso(nextRematchAt(rematchHours, now)));

/** The same for a person: "… until their file changes, or …". */
export const untilNextImport = (
  project: Pick<Project, 'projectId' | 'rematchHours'>,
  now: number,
): string => {
  const at = rematchTimeOf(project, now);
  return (
    'until their file changes, ' +
    (at === null ? '' : `until the rematch that is due at ${at}, `) +
    `or until "audience-import audience retry ${project.projectId} NAME" is given`
  );
};

/** The same: "… when their file changes, or …". */
export const whenImportedNext = (
  project: Pick<Project, 'projectId' | 'rematchHours'>,
  now: number,
): string => {
  const at = rematchTimeOf(project, now);
  return (
    'when their file changes, ' +
    (at === null ? '' : `with the rematch that is due at ${at}, `) +
    `or after "audience-import audience retry ${project.projectId} NAME"`
  );
};
