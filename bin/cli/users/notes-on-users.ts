import { shellWord } from '../../../lambdas/shared/domain/shell-word.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import type { AudiencesOfUsers } from './look-at-audiences.ts';
import { nameSome } from '../terminal/name-some.ts';
import type { Output } from '../terminal/output.ts';
import { untilNextImport, whenImportedNext } from '../project/next-import.ts';

/** Of users who were added. @param now milliseconds since 1970 */
export const noteIncomplete = (
  project: Pick<Project, 'projectId' | 'rematchHours'>,
  { incomplete }: AudiencesOfUsers,
  now: number,
  { note }: Pick<Output, 'note'>,
): void => {
  if (incomplete.length > 0)
    note(
      `Audiences find those of their IDs that are registered now at their next import: ${whenImportedNext(project, now)}. ` +
        `IDs were nobody's in ${nameSome(incomplete)}.`,
    );
};

/** Of users who were removed. @param now milliseconds since 1970 */
export const noteFilled = (
  project: Pick<Project, 'projectId' | 'rematchHours'>,
  { filled }: AudiencesOfUsers,
  now: number,
  { note }: Pick<Output, 'note'>,
): void => {
  if (filled.length > 0)
    note(
      `Audiences keep members that are not registered any more until their next import: ${untilNextImport(project, now)}. ` +
        `Members are in ${nameSome(filled)}.`,
    );
};

/** There are a few of them, each perhaps in several cases. */
export const describeMissingValues = (projectId: string, words: readonly string[]): string =>
  `Registered like any other, though tools write such words where there is no value: ${nameSome(words)}. If they are no users, ` +
  `unregister them: printf '%s\\n' ${words.map(shellWord).join(' ')} | audience-import users remove ${projectId} -`;
