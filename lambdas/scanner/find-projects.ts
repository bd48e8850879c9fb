import pMap, { pMapSkip } from 'p-map';
import { MalformedItemsError } from '../shared/adapters/parse-item.ts';
import type { GetProject, ListProjects } from '../shared/adapters/read-projects.ts';
import type { Project } from '../shared/domain/project.ts';
import type { Now } from '../shared/ports.ts';
import { endLook, isResting, wasSeenBy } from './domain/last-look.ts';
import type { FolderNews } from './domain/news.ts';
import type { NewsMemory } from './news-memory.ts';
import type { PutOff } from './ports.ts';
import { putOffNews } from './put-off-news.ts';

export interface FindProjectsPorts {
  listProjects: ListProjects;
  getProject: GetProject;
  putOff: PutOff;
  memory: NewsMemory;
  now: Now;
}

const readsAtOnce = 8;
/** Whoever writes beside all projects has them listed no more often. */
const leastRestMs = 10_000;
/** What so many slots take of a project's item is read as another item. */
const slotsPerItem = 50;

/**
 * The projects whose path is one of these folders, strongly consistent. Folders of no project are left out: they cost one list of all
 * projects, which rests like a project, so that news of folders that it does not have is put off.
 *
 * @param onError told of what fails for one folder, or for those of no known project; the others are found all the same
 */
export const findProjects = async (
  folders: readonly FolderNews[],
  ports: FindProjectsPorts,
  onError: (error: unknown, projectId?: string) => void,
): Promise<Project[]> => {
  const { memory, now, putOff } = ports;
  const known = await findKnown(folders, ports, onError);
  const strange = known.missed.filter(({ sentAt }) => !wasSeenBy(memory.list, sentAt));
  if (strange.length === 0) return known.found;
  const { list } = memory;
  if (isResting(list, now())) {
    await pMap(
      strange,
      (news) =>
        putOffNews(news, list, putOff).catch((error: unknown) => {
          onError(error);
        }),
      // one by one, for those that have no place
      { concurrency: 1 },
    );
    return known.found;
  }
  await listPaths(ports, onError);
  const { found } = await findKnown(strange, ports, onError);
  return [...known.found, ...found];
};

const findKnown = async (
  folders: readonly FolderNews[],
  { memory, getProject }: FindProjectsPorts,
  onError: (error: unknown, projectId?: string) => void,
): Promise<{ found: Project[]; missed: FolderNews[] }> => {
  const missed: FolderNews[] = [];
  const found = await pMap(
    folders,
    async (news) => {
      const projectId = memory.paths.get(news.folder);
      try {
        const project = projectId === undefined ? undefined : await getProject(projectId);
        // It may have moved since the list was read.
        if (project?.path === news.folder) return project;
        missed.push(news);
      } catch (error) {
        onError(error, projectId);
      }
      return pMapSkip;
    },
    { concurrency: readsAtOnce },
  );
  return { found, missed };
};

const listPaths = async (
  { memory, listProjects, now }: FindProjectsPorts,
  onError: (error: unknown) => void,
): Promise<void> => {
  const begunAt = now();
  const paths = new Map<string, string>();
  let items = 0;
  let isWhole = true;
  try {
    for await (const { projectId, path, slots, deletedAt } of listProjects()) {
      items += 1 + Object.keys(slots).length / slotsPerItem;
      if (deletedAt === undefined) paths.set(path, projectId);
    }
  } catch (error) {
    // Ticks tell of projects that cannot be read.
    if (!(error instanceof MalformedItemsError)) {
      isWhole = false;
      onError(error);
    }
  }
  // What was known stays so where the list broke off: each project is read again anyway.
  memory.paths = isWhole ? paths : new Map([...memory.paths, ...paths]);
  memory.list = endLook({ begunAt, endedAt: now(), isWhole, items }, leastRestMs);
};
