import type { ListProjects } from '../../../lambdas/shared/adapters/read-projects.ts';
import { takeAll } from '../../../lambdas/shared/adapters/take-all.ts';
import {
  type AudienceItem,
  findLiveVersion,
  versionWithPlace,
} from '../../../lambdas/shared/domain/audience-item.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import {
  type AudienceRepair,
  type FoundChunks,
  planRepair,
} from '../../../lambdas/shared/operators/repair/plan-repair.ts';
import type { Now } from '../../../lambdas/shared/ports.ts';
import { slotOf } from '../../../lambdas/shared/slots/slot-of.ts';
import { aFinding, type RepairFinding } from './finding.ts';
import { findingsOf } from './findings-of.ts';
import { lookAtVersions } from './look-at-versions.ts';
import type { AllAudiences, HasUsers, ListAllAudiences, ListBuckets, ScanChunks } from './ports.ts';
import { type ChunkTally, createTally } from './tally-chunks.ts';

export interface ExaminePorts {
  listProjects: ListProjects;
  listAllAudiences: ListAllAudiences;
  scanChunks: ScanChunks;
  listBuckets: ListBuckets;
  hasUsers: HasUsers;
  now: Now;
  /** told of all chunks that were read so far */
  onProgress: (chunks: number) => void;
}

/** What does not fit together, and what can be done about it. */
export interface Examination {
  findings: RepairFinding[];
  /** of the audiences that were looked at */
  repairs: { item: AudienceItem; plan: (item: AudienceItem) => AudienceRepair }[];
  /** audiences that have no place and need one */
  placeless: AudienceItem[];
  /** places under which no audience is known, with the version that holds each */
  unused: { projectId: string; slot: string; version: number }[];
  /** chunks without any audience, by its ID */
  strays: Map<string, number[]>;
  chunks: number;
  readUnits: number;
}

const nothing: FoundChunks = {
  damaged: new Set(),
  sound: new Set(),
  stored: new Map(),
  registered: new Set(),
};

/**
 * Reads all audiences, then all chunks, then all audiences again. An import enters its version before it writes the first chunk, and
 * the collector strikes one off behind the last: so what the second look does not know, and the chunks do, belongs to nobody.
 *
 * @param only a project whose audiences alone are looked at
 * @throws what DynamoDB answers, or the signal's reason
 */
export const examineTables = async (
  only: string | undefined,
  ports: ExaminePorts,
  signal: AbortSignal,
): Promise<Examination> => {
  const isAsked = ({ projectId }: { projectId: string }): boolean =>
    only === undefined || projectId === only;
  // Before the audiences: whoever takes a place now has an item that is listed.
  const { projects, unreadable: malformed } = await readProjects(ports.listProjects);
  const before = await ports.listAllAudiences(signal);
  const tally = createTally(before.items);
  let readUnits = 0;
  await ports.scanChunks((chunks, units) => {
    tally.add(chunks);
    readUnits += units;
    ports.onProgress(tally.chunks());
  }, signal);
  const found = new Map<string, FoundChunks>();
  for (const item of before.items.filter(isAsked))
    found.set(
      item.audienceId,
      await lookAtVersions(
        ...([item, tally, registeredIn(before, item.audienceId)] as const),
        ...([ports.listBuckets, signal] as const),
      ),
    );

  const all = await ports.listAllAudiences(signal);
  const items = all.items.filter(isAsked);
  const missing = new Set(
    items.map(({ projectId }) => projectId).filter((id) => !projects.has(id) && !malformed.has(id)),
  );
  const userless = await findUserless(items, projects, ports.hasUsers, signal);
  const repairs = items
    .filter(({ projectId }) => !malformed.has(projectId) && isKept(projects.get(projectId)))
    .map((item) => {
      const chunks = found.get(item.audienceId) ?? nothing;
      const plan = (current: AudienceItem): AudienceRepair =>
        planRepair(current, {
          project: projects.get(current.projectId),
          chunks,
          hasNoUsers: userless.has(current.projectId),
          now: ports.now(),
        });
      return { item, plan, chunks };
    });
  const planned = repairs.map((each) => ({ ...each, repair: each.plan(each.item) }));
  const unused = findUnused([...projects.values()].filter(isAsked), all);
  const strays = only === undefined ? findStrays(tally, all) : new Map<string, number[]>();
  return {
    repairs,
    placeless: planned.filter(({ repair }) => repair.lacksPlace).map(({ item }) => item),
    unused,
    strays,
    chunks: tally.chunks(),
    readUnits,
    findings: [
      ...[...missing].map((project) => aFinding({ what: 'project-missing', project, left: true })),
      ...[...userless].map((project) => aFinding({ what: 'users-missing', project, left: true })),
      ...all.unreadable
        .filter(({ key }) => only === undefined || key.startsWith(`${only}/`))
        .map(({ key, error }) =>
          aFinding({
            what: 'item-unreadable',
            project: key.slice(0, key.indexOf('/')),
            message: error.message,
            left: true,
          }),
        ),
      ...[...malformed].map(([project, message]) =>
        aFinding({ what: 'item-unreadable', project, message, left: true }),
      ),
      ...planned.flatMap(({ item, repair, chunks }) => findingsOf(item, repair, chunks)),
      ...unused.map(({ projectId }) =>
        aFinding({ what: 'place-unused', project: projectId, action: 'give-place-back' }),
      ),
      ...[...strays].map(([audienceId, versions]) =>
        aFinding({
          what: 'chunks-unknown',
          versions,
          chunks: versions.reduce(
            (sum, version) => sum + (tally.of(audienceId).get(version)?.stored ?? 0),
            0,
          ),
          action: 'collect',
        }),
      ),
    ],
  };
};

/** Of a deleted project the collector takes care. */
const isKept = (project: Project | undefined): boolean => project?.deletedAt === undefined;

interface ReadProjects {
  projects: Map<string, Project>;
  /** by ID, with the reason */
  unreadable: Map<string, string>;
}

const readProjects = async (listProjects: ListProjects): Promise<ReadProjects> => {
  const projects = new Map<string, Project>();
  const unread = await takeAll(listProjects(), (project) => {
    projects.set(project.projectId, project);
  });
  const entries = unread?.entries ?? [];
  return { projects, unreadable: new Map(entries.map(({ key, error }) => [key, error.message])) };
};

/** Projects in which nobody is registered, and that have had members: their users are gone, most likely. */
const findUserless = async (
  items: readonly AudienceItem[],
  projects: ReadonlyMap<string, Project>,
  hasUsers: HasUsers,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> => {
  const withMembers = new Set(
    items
      .filter(({ versions }) => (findLiveVersion(versions)?.counts.members ?? 0) > 0)
      .map(({ projectId }) => projectId),
  );
  const userless = new Set<string>();
  for (const projectId of withMembers) {
    const project = projects.get(projectId);
    const hasOwn = project?.usersSource === undefined && isKept(project);
    if (project && hasOwn && !(await hasUsers(projectId, signal))) userless.add(projectId);
  }
  return userless;
};

/** The places that audiences have or may take: `<project>/<slot>`. */
export const placesOf = (items: readonly AudienceItem[]): ReadonlySet<string> =>
  new Set(items.map(({ projectId, fileName }) => `${projectId}/${slotOf(fileName)}`));

/** Places of files that no audience is known of; none where some audiences cannot be read, which may be theirs. */
const findUnused = (
  projects: readonly Project[],
  { items, unreadable }: AllAudiences,
): Examination['unused'] => {
  const known = placesOf(items);
  const uncertain = new Set(unreadable.map(({ key }) => key.slice(0, key.indexOf('/'))));
  return projects.filter(isKept).flatMap(({ projectId, slots }) =>
    uncertain.has(projectId)
      ? []
      : Object.entries(slots)
          .filter(([slot]) => !known.has(`${projectId}/${slot}`))
          .map(([slot, version]) => ({ projectId, slot, version })),
  );
};

const findStrays = (tally: ChunkTally, all: AllAudiences): Examination['strays'] => {
  // Chunks may be those of an audience that cannot be read.
  if (all.unreadable.some(({ audienceId }) => audienceId === undefined)) return new Map();
  const known = new Set([...all.items, ...all.unreadable].map(({ audienceId }) => audienceId));
  const found = [...tally.audienceIds()].filter((audienceId) => !known.has(audienceId));
  return new Map(
    found.flatMap((audienceId) => {
      const registered = registeredIn(all, audienceId);
      const versions = [...tally.of(audienceId).keys()].filter((each) => !registered.has(each));
      return versions.length > 0 ? [[audienceId, versions]] : [];
    }),
  );
};

/** Versions whose chunks are left to the collector already. */
const registeredIn = ({ strays }: AllAudiences, audienceId: string): ReadonlySet<number> =>
  new Set(
    strays
      .filter((item) => item.audienceId === audienceId)
      .flatMap(({ versions }) => Object.keys(versions).map(Number)),
  );

/** Whether an audience needs its place. */
export const needsPlace = (item: AudienceItem): boolean =>
  item.deletedAt === undefined && versionWithPlace(item.versions) !== undefined;
