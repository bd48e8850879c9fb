import type { ProjectSettings, PutProject } from '../../lambdas/shared/adapters/put-project.ts';
import type { ListAudienceItems } from '../../lambdas/shared/adapters/read-audience-items.ts';
import { pathsOverlap, type Project } from '../../lambdas/shared/domain/project.ts';
import { RefusedError, WrongUsageError } from './errors.ts';

export interface PutProjectPorts {
  getProject: (projectId: string) => Promise<Project | undefined>;
  listProjects: () => AsyncIterable<Project>;
  listAudienceItems: ListAudienceItems;
  putProject: PutProject;
  /** told of what the operator should know although it was done */
  warn: (message: string) => void;
}

/**
 * Creates a project or changes what is given of it.
 *
 * @throws WrongUsageError when a new project lacks a setting
 * @throws RefusedError when its path overlaps another project's
 */
export const putProject = async (
  projectId: string,
  given: Partial<ProjectSettings>,
  ports: PutProjectPorts,
): Promise<'created' | 'changed'> => {
  const existing = await ports.getProject(projectId);
  const path = given.path ?? existing?.path ?? `${projectId}/`;
  const pathChanges = path !== existing?.path;
  if (pathChanges) await refuseOverlap(projectId, path, 'Nothing was written', ports);

  if (existing === undefined)
    await ports.putProject.create(projectId, complete({ ...given, path }));
  else if (!(await ports.putProject.change(projectId, given)))
    throw new RefusedError(
      `Project "${projectId}" was deleted meanwhile. Repeat the command to create it anew.`,
    );

  if (pathChanges) {
    // Two operators may have passed the check above at once. DynamoDB has no condition across items, but
    // whoever writes last sees both here, so that an overlap never goes unnoticed.
    await refuseOverlap(projectId, path, 'Both are stored, put at the same time', ports);
    if (existing) await warnOfMissingFiles(existing, path, ports);
  }
  return existing ? 'changed' : 'created';
};

const complete = ({
  path,
  adminEmails,
  audienceLimit,
}: Partial<ProjectSettings> & { path: string }): ProjectSettings => {
  if (adminEmails === undefined || audienceLimit === undefined)
    throw new WrongUsageError('a new project needs --admin-email and --audience-limit');
  return { path, adminEmails, audienceLimit };
};

const refuseOverlap = async (
  projectId: string,
  path: string,
  state: string,
  { listProjects }: PutProjectPorts,
): Promise<void> => {
  for await (const other of listProjects())
    if (other.projectId !== projectId && pathsOverlap(path, other.path))
      throw new RefusedError(
        `Path "${path}" of project "${projectId}" overlaps "${other.path}" of project "${other.projectId}": ` +
          `a file would belong to both. ${state}: give one of them another --path.`,
      );
};

const warnOfMissingFiles = async (
  { projectId, path: oldPath }: Project,
  path: string,
  { listAudienceItems, warn }: PutProjectPorts,
): Promise<void> => {
  if (await isEmpty(listAudienceItems(projectId))) return;
  warn(
    `The path of project "${projectId}" was "${oldPath}" and is "${path}" now. What lies under the old path ` +
      'counts as missing from the next scan on: those audiences keep their last members until a file of the ' +
      'same name lies under the new path.',
  );
};

const isEmpty = async (items: AsyncIterable<unknown>): Promise<boolean> => {
  const iterator = items[Symbol.asyncIterator]();
  const { done } = await iterator.next();
  await iterator.return?.();
  return done === true;
};
