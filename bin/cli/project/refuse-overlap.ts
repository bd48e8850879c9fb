import type { z } from 'zod';
import type { ListProjects } from '../../../lambdas/shared/adapters/read-projects.ts';
import { reportsPath } from '../../../lambdas/shared/contract.ts';
import { pathsOverlap, projectSchema } from '../../../lambdas/shared/domain/project.ts';
import { RefusedError } from '../errors.ts';
import { takeAll } from '../take-all.ts';

export interface RefuseOverlapPorts {
  listProjects: ListProjects;
  /** told of what the operator should know although it was done */
  warn: (message: string) => void;
}

/** @throws RefusedError naming the project whose path overlaps this one, and `state`; or that reports are written there */
export const refuseOverlap = async (
  projectId: string,
  path: string,
  state: string,
  { listProjects, warn }: RefuseOverlapPorts,
): Promise<void> => {
  if (pathsOverlap(path, reportsPath))
    throw new RefusedError(
      `Path "${path}" of project "${projectId}" overlaps "${reportsPath}", where reports of unregistered IDs are written: ` +
        `they would be taken for lists. Nothing was written: give another --path.`,
    );
  const compare = (other: PlacedProject): void => {
    if (
      other.projectId !== projectId &&
      other.deletedAt === undefined &&
      pathsOverlap(path, other.path)
    )
      throw new RefusedError(
        `Path "${path}" of project "${projectId}" overlaps "${other.path}" of project "${other.projectId}": ` +
          `a file would belong to both. ${state}: give one of them another --path.`,
      );
  };
  const unread = await takeAll(listProjects(), compare);
  for (const { key, item } of unread?.entries ?? []) {
    const { data } = placedProjectSchema.safeParse(item);
    if (data) compare(data);
    else if (key !== projectId)
      warn(
        `The path of project "${key}" cannot be read: whether "${path}" overlaps it was not checked. ` +
          `Put it: "audience-import project put ${key} --path".`,
      );
  }
};

/** What is enough of a project whose item cannot be read as a whole. */
const placedProjectSchema = projectSchema.pick({ projectId: true, path: true, deletedAt: true });
type PlacedProject = z.infer<typeof placedProjectSchema>;
