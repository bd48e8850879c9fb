import pMap, { pMapSkip } from 'p-map';
import type { ScanSummary } from '../shared/contract.ts';
import { isActive } from '../shared/domain/project.ts';
import { endLook, restOf, wasSeenBy } from './domain/last-look.ts';
import { gatherByFolder, type ObjectNews } from './domain/news.ts';
import { type ScanFailure, ScanIncompleteError } from './errors.ts';
import { findProjects, type FindProjectsPorts, type FoundProject } from './find-projects.ts';
import type { ProjectRun } from './project-run.ts';
import { scanProject, type ScanProjectPorts } from './scan-project.ts';

export interface NewsPorts extends ScanProjectPorts, FindProjectsPorts {}

const projectsAtOnce = 8;

/**
 * Scans the projects in which something has happened, and no other, each once for all that was told of it. What an earlier look of this
 * process has seen is passed over, and what is told before a project has rested is put off.
 *
 * Each scan begins at the project's beginning, and leaves alone the place from which ticks go on.
 *
 * @throws ScanIncompleteError at the end, when something of at least one project failed: the next tick looks again
 */
export const scanNews = async (
  news: readonly ObjectNews[],
  ports: NewsPorts,
): Promise<ScanSummary> => {
  const failures: ScanFailure[] = [];
  const scanOne = async ({ news, project }: FoundProject) => {
    const { projectId } = project;
    if (!isActive(project)) return pMapSkip;
    const last = ports.memory.projects.get(projectId);
    if (wasSeenBy(last, news.sentAt)) return pMapSkip;
    const rest = restOf(last, ports.now());
    try {
      if (rest === 0) return await look(project, ports);
      await ports.putOff(news.key, rest);
    } catch (error) {
      failures.push({ projectId, error });
    }
    return pMapSkip;
  };

  const found = await findProjects(gatherByFolder(news), ports);
  const runs = await pMap(found, scanOne, { concurrency: projectsAtOnce });
  failures.push(...runs.flatMap((run) => run.failures));
  const summary = {
    projects: runs.map((run) => run.summary),
    stoppedEarly: runs.some(({ stopped }) => stopped !== undefined),
  };
  if (failures.length > 0) throw new ScanIncompleteError(failures, summary);
  return summary;
};

const look = async (project: FoundProject['project'], ports: NewsPorts): Promise<ProjectRun> => {
  const begunAt = ports.now();
  const run = await scanProject({ project }, ports);
  const { failed, seen, ignored } = run.summary;
  ports.memory.projects.set(
    project.projectId,
    endLook(begunAt, run.isWhole === true && failed === 0, seen + ignored),
  );
  return run;
};
