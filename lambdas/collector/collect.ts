import { straysPartition } from '../shared/contract.ts';
import { MalformedItemsError } from '../shared/adapters/parse-item.ts';
import type { ListAudienceItems } from '../shared/adapters/read-audience-items.ts';
import type { ListProjects } from '../shared/adapters/read-projects.ts';
import type { Project } from '../shared/domain/project.ts';
import { collectAudience, type CollectAudiencePorts } from './collect-audience.ts';
import { collectStrays } from './collect-strays.ts';
import { beginRun, type CollectionRun } from './collection-run.ts';
import type { AudienceKey, Position } from './ports.ts';

export interface CollectPorts extends CollectAudiencePorts {
  listProjects: ListProjects;
  listAudienceItems: ListAudienceItems;
  position: Position;
}

/**
 * One run: goes once around all audiences, those of paused and deleted projects, too, from where the last one has stopped,
 * until its budget is spent. An audience that fails stops no other, nor does an item that cannot be read.
 *
 * @throws what DynamoDB answers when projects or position cannot be read, or the position not be saved
 */
export const collect = async (ports: CollectPorts): Promise<CollectionRun> => {
  const run = beginRun();
  const projects = await listSorted(run, ports.listProjects);
  /** those that cannot be read, too */
  const projectIds = [...projects, ...run.failures].map(({ projectId }) => projectId);
  for (const stretch of aroundFrom(await ports.position.read(), projects)) {
    const stoppedAt = await collectStretch(stretch, run, ports);
    if (stoppedAt) {
      await ports.position.save(stoppedAt);
      return { ...run, stoppedEarly: true };
    }
  }
  try {
    const isWhole = await collectStrays(projectIds, run, ports);
    return isWhole ? run : { ...run, stoppedEarly: true };
  } catch (error) {
    run.failures.push({ projectId: straysPartition, fileName: undefined, error });
    return run;
  }
};

/** A project's audiences, all of them or those behind a file name. */
interface Stretch {
  project: Project;
  after?: string;
}

/** The project in which it begins comes twice: the second time for what lies before the position. */
const aroundFrom = (position: AudienceKey | undefined, projects: readonly Project[]): Stretch[] => {
  const all = projects.map((project): Stretch => ({ project }));
  if (!position) return all;
  const { projectId, fileName } = position;
  const isBehind = ({ project }: Stretch): boolean => project.projectId > projectId;
  return [
    ...all
      .filter(({ project }) => project.projectId === projectId)
      .map(({ project }) => ({ project, after: fileName })),
    ...all.filter(isBehind),
    ...all.filter((stretch) => !isBehind(stretch)),
  ];
};

/** @returns the audience at which the budget was spent */
const collectStretch = async (
  { project, after }: Stretch,
  run: CollectionRun,
  ports: CollectPorts,
): Promise<AudienceKey | undefined> => {
  const { projectId } = project;
  try {
    for await (const item of ports.listAudienceItems(projectId, after)) {
      const { fileName } = item;
      try {
        await collectAudience(item, project, run, ports);
      } catch (error) {
        run.failures.push({ projectId, fileName, error });
      }
      if (ports.budget.isSpent()) return { projectId, fileName };
    }
  } catch (error) {
    run.failures.push({ projectId, fileName: undefined, error });
  }
  return undefined;
};

const listSorted = async (run: CollectionRun, listProjects: ListProjects): Promise<Project[]> => {
  const projects: Project[] = [];
  try {
    for await (const project of listProjects()) projects.push(project);
  } catch (error) {
    if (!(error instanceof MalformedItemsError)) throw error;
    for (const { key, error: reason } of error.entries)
      run.failures.push({ projectId: key, fileName: undefined, error: reason });
  }
  return projects.sort((one, other) => (one.projectId < other.projectId ? -1 : 1));
};
