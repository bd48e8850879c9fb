import pMap, { pMapSkip } from 'p-map';
import type { ScanSummary } from '../shared/contract.ts';
import { isActive, type Project } from '../shared/domain/project.ts';
import { countReads } from './count-reads.ts';
import { endLook, isResting, wasSeenBy } from './domain/last-look.ts';
import { type FolderNews, gatherByFolder, type ObjectNews } from './domain/news.ts';
import { type ScanFailure, ScanIncompleteError } from './errors.ts';
import { findProjects, type FindProjectsPorts } from './find-projects.ts';
import { keepScan } from './keep-scan.ts';
import type { KeepScans } from './ports.ts';
import type { ProjectRun } from './project-run.ts';
import { putOffNews } from './put-off-news.ts';
import { scanProject, type ScanProjectPorts } from './scan-project.ts';

export interface NewsPorts
  extends ScanProjectPorts, FindProjectsPorts, Pick<KeepScans, 'saveLastScan' | 'onNotKept'> {}

const projectsAtOnce = 8;
/** What comes within that is two looks at most. */
const leastRestMs = 2_000;
/** A project that takes longer is left to ticks: the news of all others would wait for it. */
const longestLookMs = 60_000;

/**
 * Scans the projects in which something has happened, and no other, each once for all that was told of it. What an earlier look of this
 * process has seen is passed over, and what is told before a project has rested is put off.
 *
 * Each scan begins at the project's beginning, and leaves alone the place from which ticks go on, and what is ignored: a name may be
 * there for the seconds of an upload.
 *
 * @throws ScanIncompleteError at the end, when something of at least one project failed: the next tick looks again
 */
export const scanNews = async (
  news: readonly ObjectNews[],
  ports: NewsPorts,
): Promise<ScanSummary> => {
  const { memory, now } = ports;
  const failures: ScanFailure[] = [];
  const fail = (error: unknown, projectId?: string): void => {
    failures.push({ projectId, error });
  };

  /** Nothing is read for what was seen, or waits for a rest to end. */
  const isDue = async (news: FolderNews): Promise<boolean> => {
    const last = memory.folders.get(news.folder);
    if (wasSeenBy(last, news.sentAt)) return false;
    if (!isResting(last, now())) return true;
    await putOffNews(news, last, ports.putOff).catch((error: unknown) => {
      fail(error, memory.paths.get(news.folder));
    });
    return false;
  };

  const due: FolderNews[] = [];
  for (const one of gatherByFolder(news)) if (await isDue(one)) due.push(one);
  const projects = await findProjects(due, ports, fail);
  const runs = await pMap(
    projects,
    async (project) => (isActive(project) ? await look(project, ports) : pMapSkip),
    { concurrency: projectsAtOnce },
  );
  failures.push(...runs.flatMap((run) => run.failures));
  const summary = {
    projects: runs.map((run) => run.summary),
    stoppedEarly: runs.some(({ stopped }) => stopped !== undefined),
  };
  if (failures.length > 0) throw new ScanIncompleteError(failures, summary);
  return summary;
};

const look = async (project: Project, ports: NewsPorts): Promise<ProjectRun> => {
  const { memory, now } = ports;
  const begunAt = now();
  const reads = countReads(ports);
  const run = await scanProject(
    { project, isTold: true },
    {
      ...ports,
      ...reads.ports,
      isOutOfTime: () => now() - begunAt >= longestLookMs || ports.isOutOfTime(),
    },
  );
  // What a tick has kept is not read for it: a look that fails is left to the next tick to tell of.
  if (run.isWhole === true) await keepScan(run, project, begunAt, ports);
  memory.folders.set(
    project.path,
    endLook(
      {
        begunAt,
        endedAt: now(),
        items: reads.items(),
        isWhole: run.isWhole === true && run.summary.failed === 0,
        isCutShort: run.stopped !== undefined,
      },
      leastRestMs,
    ),
  );
  return run;
};
