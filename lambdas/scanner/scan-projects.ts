import pMap, { pMapSkip } from 'p-map';
import type { ScanSummary } from '../shared/contract.ts';
import { isActive, type Project } from '../shared/domain/project.ts';
import { ScanIncompleteError } from './errors.ts';
import { type ProjectSummary, scanProject, type ScanProjectPorts } from './scan-project.ts';

export interface ScanPorts extends ScanProjectPorts {
  listProjects: () => AsyncIterable<Project>;
}

/** Projects walked side by side, so that a large one does not make the others wait for its end. */
const projectsAtOnce = 8;

/**
 * One tick: every project that is not paused or deleted, each on its own, so that one that fails stops no other.
 *
 * @throws ScanIncompleteError at the end, when at least one project failed
 */
export const scanProjects = async (ports: ScanPorts): Promise<ScanSummary> => {
  const failures: { projectId: string; error: unknown }[] = [];
  let stoppedEarly = false;

  const scanOne = async (project: Project): Promise<ProjectSummary | typeof pMapSkip> => {
    if (!isActive(project)) return pMapSkip;
    try {
      return await scanProject(project, ports);
    } catch (error) {
      failures.push({ projectId: project.projectId, error });
      return pMapSkip;
    } finally {
      stoppedEarly ||= ports.isOutOfTime();
    }
  };

  const projects = await pMap(ports.listProjects(), scanOne, { concurrency: projectsAtOnce });
  if (failures.length > 0) throw new ScanIncompleteError(failures, { projects, stoppedEarly });
  return { projects, stoppedEarly };
};
