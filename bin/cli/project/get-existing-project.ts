import type { GetProject, ListProjects } from '../../../lambdas/shared/adapters/read-projects.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { RefusedError } from '../errors.ts';
import { closestNames } from '../names/closest-names.ts';
import { listIfPossible } from '../names/list-if-possible.ts';
import { didYouMean } from '../names/propose.ts';

export interface ExistingProjectPorts {
  getProject: GetProject;
  listProjects: ListProjects;
}

/** @throws RefusedError when there is no such project, or none any more; it proposes names that are similar */
export const getExistingProject = async (
  projectId: string,
  { getProject, listProjects }: ExistingProjectPorts,
): Promise<Project> => {
  const project = await getProject(projectId);
  if (project && project.deletedAt === undefined) return project;
  throw await noSuchProject(projectId, { listProjects });
};

export const noSuchProject = async (
  projectId: string,
  ports: Pick<ExistingProjectPorts, 'listProjects'>,
): Promise<RefusedError> => {
  const proposed = await closestProjects(projectId, ports);
  return new RefusedError(
    (say) =>
      say.project.noneOf(projectId) +
      (didYouMean(proposed, projectId, say) ?? say.project.listThem),
  );
};

/** IDs of projects that somebody may have meant. */
export const closestProjects = async (
  projectId: string,
  { listProjects }: Pick<ExistingProjectPorts, 'listProjects'>,
): Promise<string[]> => {
  const projects = await listIfPossible(listProjects());
  const names = projects
    .filter(({ deletedAt }) => deletedAt === undefined)
    .map((project) => project.projectId);
  return closestNames(projectId, names);
};
