import type { GetProject } from '../../../lambdas/shared/adapters/read-projects.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { RefusedError } from '../errors.ts';

/** @throws RefusedError when there is no such project, or none any more */
export const getExistingProject = async (
  projectId: string,
  { getProject }: { getProject: GetProject },
): Promise<Project> => {
  const project = await getProject(projectId);
  if (project && project.deletedAt === undefined) return project;
  throw noSuchProject(projectId);
};

export const noSuchProject = (projectId: string): RefusedError =>
  new RefusedError(
    `There is no project "${projectId}". "audience-import project list" shows them, "project put" creates one.`,
  );
