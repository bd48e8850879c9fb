import pMap, { pMapSkip } from 'p-map';
import { MalformedItemsError } from '../shared/adapters/parse-item.ts';
import type { ScanSummary } from '../shared/contract.ts';
import { isActive } from '../shared/domain/project.ts';
import type { ScanPosition, Unfinished } from './domain/position.ts';
import { type ScanFailure, ScanIncompleteError } from './errors.ts';
import { keepScan } from './keep-scan.ts';
import type { KeepScans, Position } from './ports.ts';
import { addSummary, type ProjectSummary } from './project-run.ts';
import { scanProject, type ScanProjectPorts } from './scan-project.ts';
import { type Stretch, type WalkPorts, walkProjects } from './walk-projects.ts';

export interface ScanPorts extends ScanProjectPorts, WalkPorts, KeepScans {
  position: Position;
}

/** Projects walked side by side, so that a large one does not make the others wait for its end. */
const projectsAtOnce = 8;

/**
 * One tick: every project that is not paused or deleted, each on its own, so that one that fails stops no other. Begins
 * where the last run has stopped, if its time was up before it had seen all.
 *
 * @throws ScanIncompleteError at the end, when something of at least one project failed
 */
export const scanProjects = async (ports: ScanPorts): Promise<ScanSummary> => {
  const failures: ScanFailure[] = [];
  const summaries = new Map<string, ProjectSummary>();
  const unfinished = new Map<string, Unfinished>();

  const fail = (error: unknown, projectId?: string): void => {
    if (!(error instanceof MalformedItemsError)) failures.push({ projectId, error });
    // The projects may be listed twice, behind the position and before it.
    else
      for (const { key, error: reason } of error.entries)
        if (!failures.some((failure) => failure.projectId === key))
          failures.push({ projectId: key, error: reason });
  };
  const scanOne = async (stretch: Stretch): Promise<typeof pMapSkip> => {
    const { projectId } = stretch.project;
    if (!isActive(stretch.project)) return pMapSkip;
    const at = ports.now();
    const run = await scanProject(stretch, ports);
    const summary = addSummary(summaries.get(projectId), run.summary);
    summaries.set(projectId, summary);
    await keepScan({ ...run, summary }, stretch.project, at, ports, await kept);
    failures.push(...run.failures);
    // Of a project whose end was not reached either, that is what the next run resumes; then it sees the rest.
    if (run.stopped && !(stretch.upTo !== undefined && unfinished.has(projectId)))
      unfinished.set(projectId, {
        projectId,
        after: run.stopped.behind,
        ignored: run.stopped.ignored,
      });
    return pMapSkip;
  };

  const begunAt = ports.now();
  // No scan waits for what is only for people.
  const kept = orElse(ports.readLastScans, ports.onNotKept);
  const begin = await orElse(ports.position.read, fail);
  const { stretches, stoppedAt } = walkProjects(begin, ports, fail);
  await pMap(stretches, scanOne, { concurrency: projectsAtOnce });

  const walked = stoppedAt();
  const end: ScanPosition | undefined =
    walked || unfinished.size > 0
      ? {
          after: walked?.after,
          unfinished: [...unfinished.values(), ...(walked?.unfinished ?? [])],
        }
      : undefined;
  if (end) await orElse(() => ports.position.save(end), fail);
  else if (begin) await orElse(ports.position.clear, fail);
  await kept;
  const isListed = failures.every(({ projectId }) => projectId !== undefined);
  if (!end && isListed) await orElse(() => ports.saveTick(begunAt), ports.onNotKept);

  const summary = { projects: [...summaries.values()], stoppedEarly: end !== undefined };
  if (failures.length > 0) throw new ScanIncompleteError(failures, summary);
  return summary;
};

/** Without its position a run begins at the beginning: that is no reason not to scan. */
const orElse = async <T>(
  work: () => Promise<T>,
  fail: (error: unknown) => void,
): Promise<T | undefined> => {
  try {
    return await work();
  } catch (error) {
    fail(error);
    return undefined;
  }
};
