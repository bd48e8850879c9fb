import { escapeName } from '../../../lambdas/shared/domain/escape-name.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import type { Context } from '../context.ts';
import { takeAll } from '../../../lambdas/shared/adapters/take-all.ts';
import { nameSome } from '../terminal/name-some.ts';
import type { CliTexts } from '../texts/texts.ts';
import { findStrays, type Strays } from './find-strays.ts';

/** What the scanner says nothing of: it looks at the paths of active projects only. */
export interface Around {
  /** without deleted ones */
  projects: readonly Project[];
  /** null: it could not be looked at */
  strays: Strays | null;
}

/** A scan is done by then, and does not fail for it. */
export const lookAround = async ({
  ports: { listProjects, listPlace },
  output,
  say,
}: Pick<Context, 'output' | 'say'> & {
  ports: Pick<Context['ports'], 'listProjects' | 'listPlace'>;
}): Promise<Around> => {
  const projects: Project[] = [];
  const unread = await takeAll(listProjects(), (project) => {
    if (project.deletedAt === undefined) projects.push(project);
  });
  // Whose path is not known may have all that lies there.
  if (unread) return { projects, strays: null };
  try {
    const paths = projects.map(({ path }) => path);
    return { projects, strays: await findStrays(paths, listPlace) };
  } catch (error) {
    output.note(say.scan.placesUnknown(error instanceof Error ? error.message : String(error)));
    return { projects, strays: null };
  }
};

export const whyNothing = ({ projects }: Around, say: CliTexts): string => {
  const { scan } = say;
  if (projects.length === 0) return scan.noProject;
  return projects.every(({ paused }) => paused)
    ? scan.allPaused(
        nameSome(
          projects.map(({ projectId }) => projectId),
          say,
        ),
      )
    : scan.nothingScanned;
};

export const describeStrays = ({ strays }: Around, say: CliTexts): string[] =>
  strays && strays.files > 0
    ? [
        say.scan.underNoProject(
          strays.files,
          nameSome(strays.places.map(escapeName), say),
          strays.isAll,
        ),
      ]
    : [];
