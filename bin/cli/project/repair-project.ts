import type { MalformedItemError } from '../../../lambdas/shared/adapters/parse-item.ts';
import type { ListAudienceItems } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import type {
  GetProjectParts,
  ProjectParts,
} from '../../../lambdas/shared/adapters/read-project-parts.ts';
import { versionWithPlace } from '../../../lambdas/shared/domain/audience-item.ts';
import { guardNames } from '../../../lambdas/shared/domain/guard-settings.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import type { ProjectSettings, PutProject } from '../../../lambdas/shared/operators/put-project.ts';
import { slotOf } from '../../../lambdas/shared/slots/slot-of.ts';
import { RefusedError, WrongUsageError } from '../errors.ts';
import { refuseOverlap, type RefuseOverlapPorts } from './refuse-overlap.ts';
import { takeAll } from '../../../lambdas/shared/adapters/take-all.ts';
import { type GivenSettings, resolveUsersSource } from './users-source.ts';

export interface RepairProjectPorts extends RefuseOverlapPorts {
  getProjectParts: GetProjectParts;
  listAudienceItems: ListAudienceItems;
  putProject: PutProject;
  /** the customer's own tables that the functions may read */
  usersTables: readonly string[];
}

/**
 * Writes what is given of a project that cannot be read, over what is malformed or missing. What can be read stays if it is
 * not given. What no option sets is found out: the places from the audiences; whether it is paused cannot be, so it is.
 *
 * @param reason says what cannot be read
 * @throws WrongUsageError naming what has to be given
 * @throws RefusedError when its path overlaps another project's, or the functions may not read its users
 */
export const repairProject = async (
  projectId: string,
  given: GivenSettings,
  reason: MalformedItemError,
  ports: RepairProjectPorts,
): Promise<void> => {
  const found = await ports.getProjectParts(projectId);
  // It was removed since it was read.
  if (!found) throw isGone(projectId);
  const { parts, unreadable } = found;
  const settings = complete(given, found, reason, ports.usersTables);
  await refuseOverlap(projectId, settings.path, 'nothingWritten', ports);

  const slots = parts.slots ?? (await countPlaces(projectId, ports));
  const state = {
    slots: unreadable.includes('slots') ? slots : undefined,
    paused: unreadable.includes('paused') ? true : undefined,
  };
  if (!(await ports.putProject.repair(projectId, settings, state, unreadable)))
    throw isGone(projectId);

  await refuseOverlap(projectId, settings.path, 'bothStored', ports);
  if (state.slots)
    ports.warn(({ projectChanges }) =>
      projectChanges.counted(projectId, Object.keys(slots).length),
    );
  if (state.paused) ports.warn(({ projectChanges }) => projectChanges.isPausedNow(projectId));
};

const options = {
  path: '--path',
  adminEmails: '--admin-email',
  audienceLimit: '--audience-limit',
  usersSource: '--users-table',
  holdWhenEmpty: '--hold-when-empty',
  maxShrink: '--max-shrink',
  minMembers: '--min-members',
  maxGrowth: '--max-growth',
  holdFirst: '--hold-first',
  rematchHours: '--rematch',
  expectEveryHours: '--expect-every',
  unregisteredReports: '--unregistered-reports',
  idColumn: '--id-column',
  delimiter: '--delimiter',
  language: '--language',
  mailOnSuccess: '--mail-on-success',
  dailyDigestHour: '--daily-digest',
} as const;

/** What a project may do without. */
const mayBeMissing = [
  ...guardNames,
  ...([
    'rematchHours',
    'expectEveryHours',
    'unregisteredReports',
    'idColumn',
    'delimiter',
    'language',
  ] as const),
  ...(['mailOnSuccess', 'dailyDigestHour'] as const),
] as const;

const complete = (
  { usersSource: change, ...given }: GivenSettings,
  { parts, unreadable }: ProjectParts,
  reason: MalformedItemError,
  usersTables: readonly string[],
): ProjectSettings => {
  // Read, a language that this release does not have is another one: what is stored stays.
  const kept = { ...parts, language: undefined };
  const { path, adminEmails, audienceLimit, ...others } = { ...kept, ...given };
  const usersSource =
    change === undefined
      ? parts.usersSource
      : resolveUsersSource(change, parts.usersSource, usersTables);
  const lacking = [
    ...(path === undefined ? [options.path] : []),
    ...(adminEmails === undefined ? [options.adminEmails] : []),
    ...(audienceLimit === undefined ? [options.audienceLimit] : []),
    ...(usersSource === undefined && unreadable.includes('usersSource')
      ? [options.usersSource]
      : []),
    ...mayBeMissing
      .filter((name) => others[name] === undefined && unreadable.includes(name))
      .map((name) => options[name]),
  ];
  if (path === undefined || adminEmails === undefined || audienceLimit === undefined || lacking[0])
    throw new WrongUsageError(({ projectChanges }) =>
      projectChanges.toRepair(reason.message, lacking),
    );
  return {
    path,
    adminEmails,
    audienceLimit,
    usersSource: usersSource ?? null,
    ...Object.fromEntries(
      mayBeMissing.filter((name) => others[name] !== undefined).map((name) => [name, others[name]]),
    ),
  };
};

/** What is published or held, and what is being imported, has a place. */
const countPlaces = async (
  projectId: string,
  { listAudienceItems, warn }: RepairProjectPorts,
): Promise<Project['slots']> => {
  const slots: Project['slots'] = {};
  const unread = await takeAll(listAudienceItems(projectId), ({ fileName, versions, claim }) => {
    const version = versionWithPlace(versions) ?? claim?.version;
    if (version !== undefined) slots[slotOf(fileName)] = version;
  });
  if (unread) warn(({ projectChanges }) => projectChanges.notCounted(unread.message));
  return slots;
};

const isGone = (projectId: string): RefusedError =>
  new RefusedError(({ projectChanges }) => projectChanges.deletedMeanwhile(projectId));
