import type { z } from 'zod';
import { countOf } from '../../lambdas/shared/domain/count-of.ts';
import { findLiveVersion } from '../../lambdas/shared/domain/audience-item.ts';
import { pathsOverlap, type Project, projectSchema } from '../../lambdas/shared/domain/project.ts';
import type { ProjectSettings, PutProject } from '../../lambdas/shared/operators/put-project.ts';
import { RefusedError, WrongUsageError } from './errors.ts';
import { takeAll } from './take-all.ts';
import { warnOfOldUsers, type WarnOfOldUsersPorts } from './warn-of-old-users.ts';
import { resolveUsersSource, type UsersSourceChange } from './users-source.ts';

export interface PutProjectPorts extends WarnOfOldUsersPorts {
  getProject: (projectId: string) => Promise<Project | undefined>;
  listProjects: () => AsyncIterable<Project>;
  putProject: PutProject;
  /** the customer's own tables that the functions may read */
  usersTables: readonly string[];
  /** told of what the operator should know although it was done */
  warn: (message: string) => void;
}

export interface GivenSettings extends Partial<Omit<ProjectSettings, 'usersSource'>> {
  usersSource?: UsersSourceChange;
}

/**
 * Creates a project, anew if it was deleted, or changes what is given of it.
 *
 * @throws WrongUsageError when a new project lacks a setting, or settings make no sense together
 * @throws RefusedError when its path overlaps another project's, or the functions may not read its users
 */
export const putProject = async (
  projectId: string,
  { usersSource, ...given }: GivenSettings,
  ports: PutProjectPorts,
): Promise<'created' | 'changed'> => {
  const stored = await ports.getProject(projectId);
  const existing = stored?.deletedAt === undefined ? stored : undefined;
  const path = given.path ?? existing?.path ?? `${projectId}/`;
  const pathChanges = path !== existing?.path;
  const settings = {
    ...given,
    ...(usersSource && {
      usersSource: resolveUsersSource(usersSource, existing?.usersSource, ports.usersTables),
    }),
  };
  if (pathChanges) await refuseOverlap(projectId, path, 'Nothing was written', ports);

  if (existing) await change(existing, settings, ports);
  else await create(projectId, complete({ ...settings, path }), stored?.deletedAt, ports);

  if (pathChanges) {
    // Two operators may have passed the check above at once. DynamoDB has no condition across items, but
    // whoever writes last sees both here, so that an overlap never goes unnoticed.
    await refuseOverlap(projectId, path, 'Both are stored, put at the same time', ports);
    if (existing) await warnOfMissingFiles(existing, path, ports);
  }
  if (existing && settings.usersSource !== undefined)
    await warnOfOldUsers(existing, settings.usersSource, ports);
  return existing ? 'changed' : 'created';
};

const complete = ({
  path,
  adminEmails,
  audienceLimit,
  usersSource = null,
}: Partial<ProjectSettings> & { path: string }): ProjectSettings => {
  if (adminEmails === undefined || audienceLimit === undefined)
    throw new WrongUsageError('a new project needs --admin-email and --audience-limit');
  return { path, adminEmails, audienceLimit, usersSource };
};

const create = async (
  projectId: string,
  settings: ProjectSettings,
  deletedAt: number | undefined,
  ports: PutProjectPorts,
): Promise<void> => {
  if (deletedAt !== undefined) await refuseHalfDeleted(projectId, ports);
  if (!(await ports.putProject.create(projectId, settings, deletedAt)))
    throw new RefusedError(
      `Somebody else has created project "${projectId}" at the same time. Repeat the command to change it.`,
    );
};

/** Its audiences would have no place in the new project, and be too many for its limit. */
const refuseHalfDeleted = async (
  projectId: string,
  { listAudienceItems }: PutProjectPorts,
): Promise<void> => {
  for await (const { versions, claim } of listAudienceItems(projectId))
    if (claim || findLiveVersion(versions))
      throw new RefusedError(
        `Project "${projectId}" is not deleted to the end: some of its audiences are still there. Nothing was written. ` +
          `Finish it first: "audience-import project delete ${projectId} --yes".`,
      );
};

const change = async (
  { projectId, slots }: Project,
  settings: Partial<ProjectSettings>,
  { putProject: { change: write }, warn }: PutProjectPorts,
): Promise<void> => {
  if (!(await write(projectId, settings)))
    throw new RefusedError(
      `Project "${projectId}" was deleted meanwhile. Repeat the command to create it anew.`,
    );
  const { audienceLimit } = settings;
  const taken = Object.keys(slots).length;
  if (audienceLimit !== undefined && taken > audienceLimit)
    warn(
      `Project "${projectId}" has ${countOf(taken, 'audience')}, more than its new limit: they stay and may be updated, but ` +
        `no new one is created${audienceLimit > 0 ? ` until fewer than ${audienceLimit} are left` : ''}.`,
    );
};

const refuseOverlap = async (
  projectId: string,
  path: string,
  state: string,
  { listProjects, warn }: PutProjectPorts,
): Promise<void> => {
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
