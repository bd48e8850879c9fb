import pMap from 'p-map';
import { MalformedItemsError } from '../shared/adapters/parse-item.ts';
import type { GetProject, ListProjects } from '../shared/adapters/read-projects.ts';
import type { Project } from '../shared/domain/project.ts';
import type { Now } from '../shared/ports.ts';
import { endLook, restOf, wasSeenBy } from './domain/last-look.ts';
import type { FolderNews } from './domain/news.ts';
import type { NewsMemory } from './news-memory.ts';
import type { PutOff } from './ports.ts';

export interface FindProjectsPorts {
  listProjects: ListProjects;
  getProject: GetProject;
  putOff: PutOff;
  memory: NewsMemory;
  now: Now;
}

export interface FoundProject {
  news: FolderNews;
  project: Project;
}

const readsAtOnce = 8;

/**
 * The projects whose path is one of these folders, strongly consistent. Folders of no project are left out: they cost one list of all
 * projects, which rests like a project, so that news of folders that it does not have is put off.
 */
export const findProjects = async (
  folders: readonly FolderNews[],
  ports: FindProjectsPorts,
): Promise<FoundProject[]> => {
  const { memory, now, putOff } = ports;
  const known = await findKnown(folders, ports);
  const strange = folders.filter(
    (news) => !known.some((found) => found.news === news) && !wasSeenBy(memory.list, news.sentAt),
  );
  if (strange.length === 0) return known;
  const rest = restOf(memory.list, now());
  if (rest > 0) {
    await pMap(strange, ({ key }) => putOff(key, rest), { concurrency: readsAtOnce });
    return known;
  }
  await listPaths(ports);
  return [...known, ...(await findKnown(strange, ports))];
};

const findKnown = async (
  folders: readonly FolderNews[],
  { memory, getProject }: FindProjectsPorts,
): Promise<FoundProject[]> => {
  const projects = await pMap(
    folders,
    ({ folder }) => {
      const projectId = memory.paths.get(folder);
      return projectId === undefined ? undefined : getProject(projectId);
    },
    { concurrency: readsAtOnce },
  );
  return folders.flatMap((news, index) => {
    const project = projects[index];
    // It may have moved since the list was read.
    return project?.path === news.folder ? [{ news, project }] : [];
  });
};

const listPaths = async ({ memory, listProjects, now }: FindProjectsPorts): Promise<void> => {
  const begunAt = now();
  const paths = new Map<string, string>();
  try {
    for await (const { projectId, path, deletedAt } of listProjects())
      if (deletedAt === undefined) paths.set(path, projectId);
  } catch (error) {
    // Ticks tell of projects that cannot be read.
    if (!(error instanceof MalformedItemsError)) throw error;
  }
  memory.paths = paths;
  memory.list = endLook(begunAt, true, paths.size);
};
