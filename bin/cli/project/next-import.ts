import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { nextRematchAt } from '../../../lambdas/shared/domain/rematch.ts';
import { toIso } from '../../../lambdas/shared/domain/to-iso.ts';

type OfProject = Pick<Project, 'projectId' | 'rematchHours'>;

/** When users who have registered or left are noticed, for a person: "… until their file changes, or …". */
export const untilNextImport = ({ projectId, rematchHours }: OfProject, now: number): string =>
  'until their file changes, ' +
  (rematchHours === undefined
    ? ''
    : `until the rematch that is due at ${at(rematchHours, now)}, `) +
  `or until "audience-import audience retry ${projectId} NAME" is given`;

/** The same: "… when their file changes, or …". */
export const whenImportedNext = ({ projectId, rematchHours }: OfProject, now: number): string =>
  'when their file changes, ' +
  (rematchHours === undefined ? '' : `with the rematch that is due at ${at(rematchHours, now)}, `) +
  `or after "audience-import audience retry ${projectId} NAME"`;

const at = (hours: number, now: number): string => toIso(nextRematchAt(hours, now));
