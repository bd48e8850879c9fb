import { shellWord } from '../../../lambdas/shared/domain/shell-word.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import type { AudiencesOfUsers } from './look-at-audiences.ts';
import type { Context } from '../context.ts';
import type { CliTexts } from '../texts/texts.ts';
import { nameSome } from '../terminal/name-some.ts';
import { rematchTimeOf } from '../project/next-import.ts';

/** Of users who were added. @param now milliseconds since 1970 */
export const noteIncomplete = (
  project: Pick<Project, 'projectId' | 'rematchHours'>,
  { incomplete }: AudiencesOfUsers,
  now: number,
  { output, say }: Pick<Context, 'output' | 'say'>,
): void => {
  if (incomplete.length > 0)
    output.note(
      say.users.incomplete(
        say.users.whenImported(project.projectId, rematchTimeOf(project, now)),
        nameSome(incomplete, say),
      ),
    );
};

/** Of users who were removed. @param now milliseconds since 1970 */
export const noteFilled = (
  project: Pick<Project, 'projectId' | 'rematchHours'>,
  { filled }: AudiencesOfUsers,
  now: number,
  { output, say }: Pick<Context, 'output' | 'say'>,
): void => {
  if (filled.length > 0)
    output.note(
      say.users.filled(
        say.users.untilImported(project.projectId, rematchTimeOf(project, now)),
        nameSome(filled, say),
      ),
    );
};

/** There are a few of them, each perhaps in several cases. */
export const describeMissingValues = (
  projectId: string,
  words: readonly string[],
  say: CliTexts,
): string =>
  say.users.missingValues(projectId, nameSome(words, say), words.map(shellWord).join(' '));
