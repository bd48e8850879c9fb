import pMap, { pMapSkip } from 'p-map';
import type { ScanSummary } from '../shared/contract.ts';
import { isActive, type Project } from '../shared/domain/project.ts';
import { type ScanFailure, ScanIncompleteError } from './errors.ts';
import type { ProjectSummary } from './project-run.ts';
import { scanProject, type ScanProjectPorts } from './scan-project.ts';

export interface ScanPorts extends ScanProjectPorts {
  listProjects: () => AsyncIterable<Project>;
}

/** Projects walked side by side, so that a large one does not make the others wait for its end. */
const projectsAtOnce = 8;

/**
 * One tick: every project that is not paused or deleted, each on its own, so that one that fails stops no other.
 *
 * @throws ScanIncompleteError at the end, when something of at least one project failed
 */
export const scanProjects = async (ports: ScanPorts): Promise<ScanSummary> => {
  const failures: ScanFailure[] = [];
  let stoppedEarly = false;

  const scanOne = async (project: Project): Promise<ProjectSummary | typeof pMapSkip> => {
    if (!isActive(project)) return pMapSkip;
    const run = await scanProject(project, ports);
    failures.push(...run.failures);
    stoppedEarly ||= ports.isOutOfTime();
    return run.summary;
  };

  const projects = await pMap(ports.listProjects(), scanOne, { concurrency: projectsAtOnce });
  if (failures.length > 0) throw new ScanIncompleteError(failures, { projects, stoppedEarly });
  return { projects, stoppedEarly };
};
