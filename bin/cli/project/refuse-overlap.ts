import type { z } from 'zod';
import type { ListProjects } from '../../../lambdas/shared/adapters/read-projects.ts';
import { reportsPath } from '../../../lambdas/shared/contract.ts';
import { pathsOverlap, projectSchema } from '../../../lambdas/shared/domain/project.ts';
import { RefusedError, type Tell } from '../errors.ts';
import { takeAll } from '../../../lambdas/shared/adapters/take-all.ts';

export interface RefuseOverlapPorts {
  listProjects: ListProjects;
  /** told of what the operator should know although it was done */
  warn: (message: Tell) => void;
}

/** @throws RefusedError naming the project whose path overlaps this one, and `state`; or that reports are written there */
export const refuseOverlap = async (
  projectId: string,
  path: string,
  state: 'nothingWritten' | 'bothStored',
  { listProjects, warn }: RefuseOverlapPorts,
): Promise<void> => {
  if (pathsOverlap(path, reportsPath))
    throw new RefusedError(({ projectChanges }) =>
      projectChanges.overReports(projectId, path, reportsPath),
    );
  const compare = (other: PlacedProject): void => {
    if (
      other.projectId !== projectId &&
      other.deletedAt === undefined &&
      pathsOverlap(path, other.path)
    )
      throw new RefusedError(({ projectChanges: texts }) =>
        texts.overlaps(projectId, path, other.projectId, other.path, texts[state]),
      );
  };
  const unread = await takeAll(listProjects(), compare);
  for (const { key, item } of unread?.entries ?? []) {
    const { data } = placedProjectSchema.safeParse(item);
    if (data) compare(data);
    else if (key !== projectId) warn(({ projectChanges }) => projectChanges.pathUnread(key, path));
  }
};

/** What is enough of a project whose item cannot be read as a whole. */
const placedProjectSchema = projectSchema.pick({ projectId: true, path: true, deletedAt: true });
type PlacedProject = z.infer<typeof placedProjectSchema>;
