import {
  MalformedItemError,
  MalformedItemsError,
  NewerItemError,
} from '../../../lambdas/shared/adapters/parse-item.ts';
import type { GetProject } from '../../../lambdas/shared/adapters/read-projects.ts';
import { versionWithPlace } from '../../../lambdas/shared/domain/audience-item.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import type { ProjectSettings, PutProject } from '../../../lambdas/shared/operators/put-project.ts';
import { RefusedError, WrongUsageError } from '../errors.ts';
import { didYouMean } from '../names/propose.ts';
import { closestProjects } from './get-existing-project.ts';
import { rematchTimeOf } from './next-import.ts';
import { refuseOverlap, type RefuseOverlapPorts } from './refuse-overlap.ts';
import { repairProject, type RepairProjectPorts } from './repair-project.ts';
import { warnOfOldUsers, type WarnOfOldUsersPorts } from './warn-of-old-users.ts';
import { type GivenSettings, resolveUsersSource } from './users-source.ts';

export interface PutProjectPorts
  extends WarnOfOldUsersPorts, RefuseOverlapPorts, RepairProjectPorts {
  getProject: GetProject;
  putProject: PutProject;
}

/**
 * Creates a project, anew if it was deleted, changes what is given of it, or repairs one that cannot be read.
 *
 * @throws WrongUsageError when a new project lacks a setting, or settings make no sense together
 * @throws RefusedError when its path overlaps another project's, or the functions may not read its users
 */
export const putProject = async (
  projectId: string,
  allGiven: GivenSettings,
  ports: PutProjectPorts,
): Promise<'created' | 'changed' | 'repaired'> => {
  const stored = await readStored(projectId, ports);
  if (stored instanceof MalformedItemError) {
    await repairProject(projectId, allGiven, stored, ports);
    return 'repaired';
  }
  const { usersSource, ...given } = allGiven;
  const existing = stored && 'path' in stored ? stored : undefined;
  const path = given.path ?? existing?.path ?? `${projectId}/`;
  const pathChanges = path !== existing?.path;
  const settings = {
    ...given,
    ...(usersSource && {
      usersSource: resolveUsersSource(usersSource, existing?.usersSource, ports.usersTables),
    }),
  };
  if (pathChanges) await refuseOverlap(projectId, path, 'nothingWritten', ports);

  if (existing) await change(existing, settings, ports);
  else
    await create(
      projectId,
      await complete(projectId, { ...settings, path }, ports),
      stored?.deletedAt,
      ports,
    );

  if (pathChanges) {
    // Two operators may have passed the check above at once. DynamoDB has no condition across items, but
    // whoever writes last sees both here, so that an overlap never goes unnoticed.
    await refuseOverlap(projectId, path, 'bothStored', ports);
    if (existing) await warnOfMissingFiles(existing, path, ports);
  }
  if (existing && settings.usersSource !== undefined)
    await warnOfOldUsers(matchedAs(existing, given), settings.usersSource, ports);
  if (existing && (given.idColumn !== undefined || given.delimiter !== undefined))
    await sayWhatIsReadAnew(matchedAs(existing, given), ports);
  return existing ? 'changed' : 'created';
};

/** The project as it was, but for when its users are matched anew. */
const matchedAs = (
  existing: Project,
  { rematchHours = existing.rematchHours }: Pick<GivenSettings, 'rematchHours'>,
): Project => ({ ...existing, rematchHours: rematchHours ?? undefined });

/** A project that is gone is nothing but the time of its deletion, readable or not. */
const readStored = async (
  projectId: string,
  { getProject, getProjectParts }: PutProjectPorts,
): Promise<Project | { deletedAt: number } | MalformedItemError | undefined> => {
  try {
    const project = await getProject(projectId);
    return project?.deletedAt === undefined ? project : { deletedAt: project.deletedAt };
  } catch (error) {
    if (!(error instanceof MalformedItemError) || error instanceof NewerItemError) throw error;
    const deletedAt = (await getProjectParts(projectId))?.parts.deletedAt;
    return deletedAt === undefined ? error : { deletedAt };
  }
};

const complete = async (
  projectId: string,
  {
    path,
    adminEmails,
    audienceLimit,
    usersSource = null,
    ...others
  }: Partial<ProjectSettings> & { path: string },
  ports: PutProjectPorts,
): Promise<ProjectSettings> => {
  if (adminEmails === undefined || audienceLimit === undefined) {
    const proposed = await closestProjects(projectId, ports);
    throw new WrongUsageError((say) =>
      `${say.project.incomplete(projectId)}${didYouMean(proposed, projectId, say) ?? ''}`.trimEnd(),
    );
  }
  return { path, adminEmails, audienceLimit, usersSource, ...others };
};

const create = async (
  projectId: string,
  settings: ProjectSettings,
  deletedAt: number | undefined,
  ports: PutProjectPorts,
): Promise<void> => {
  if (deletedAt !== undefined) await refuseHalfDeleted(projectId, ports);
  if (!(await ports.putProject.create(projectId, settings, deletedAt)))
    throw new RefusedError(({ projectChanges }) => projectChanges.createdByOther(projectId));
};

/** Its audiences would have no place in the new project, and be too many for its limit. */
const refuseHalfDeleted = async (
  projectId: string,
  { listAudienceItems }: PutProjectPorts,
): Promise<void> => {
  for await (const { versions, claim } of listAudienceItems(projectId))
    if (claim || versionWithPlace(versions) !== undefined)
      throw new RefusedError(({ projectChanges }) => projectChanges.halfDeleted(projectId));
};

const change = async (
  { projectId, slots }: Project,
  settings: Partial<ProjectSettings>,
  { putProject: { change: write }, warn }: PutProjectPorts,
): Promise<void> => {
  if (!(await write(projectId, settings)))
    throw new RefusedError(({ projectChanges }) => projectChanges.deletedMeanwhile(projectId));
  const { audienceLimit } = settings;
  const taken = Object.keys(slots).length;
  if (audienceLimit !== undefined && taken > audienceLimit)
    warn(({ projectChanges }) => projectChanges.aboveLimit(projectId, taken, audienceLimit));
};

const warnOfMissingFiles = async (
  { projectId, path: oldPath }: Project,
  path: string,
  { listAudienceItems, warn }: PutProjectPorts,
): Promise<void> => {
  if (await isEmpty(listAudienceItems(projectId))) return;
  warn(({ projectChanges }) => projectChanges.pathChanged(projectId, oldPath, path));
};

const sayWhatIsReadAnew = async (
  project: Project,
  { listAudienceItems, serviceNow, warn }: PutProjectPorts,
): Promise<void> => {
  const { projectId } = project;
  if (await isEmpty(listAudienceItems(projectId))) return;
  const rematchAt = rematchTimeOf(project, serviceNow());
  warn(({ projectChanges }) => projectChanges.readAnew(projectId, rematchAt));
};

const isEmpty = async (items: AsyncIterable<unknown>): Promise<boolean> => {
  const iterator = items[Symbol.asyncIterator]();
  try {
    const { done } = await iterator.next();
    await iterator.return?.();
    return done === true;
  } catch (error) {
    // There are some, but none that can be read.
    if (error instanceof MalformedItemsError) return false;
    throw error;
  }
};
