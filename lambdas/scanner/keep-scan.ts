import { type LastScans, lastScanOf, toKeep } from '../shared/domain/last-scan.ts';
import type { Project } from '../shared/domain/project.ts';
import type { KeepScans } from './ports.ts';
import type { ProjectRun } from './project-run.ts';

/**
 * Keeps for people what a scan has seen, unless that is what is kept already: a tick that finds nothing new writes nothing of
 * its projects. What cannot be kept is told, and harms no scan.
 *
 * @param at when it began
 * @param known what is kept, if that is known
 */
export const keepScan = async (
  { summary, isWhole = false }: Pick<ProjectRun, 'summary' | 'isWhole'>,
  project: Project,
  at: number,
  { saveLastScan, onNotKept }: Pick<KeepScans, 'saveLastScan' | 'onNotKept'>,
  known?: LastScans,
): Promise<void> => {
  const { seen, ignored, missing, waiting, longestWaitSeconds, failed } = summary;
  const { projectId, creation } = project;
  const kept = known && lastScanOf(known, project);
  const scan = toKeep(
    kept,
    {
      at,
      seen,
      ignored,
      missing,
      waiting,
      longestWaitSeconds,
      failed,
      ...(creation !== undefined && { creation }),
    },
    isWhole,
  );
  if (scan) await saveLastScan(projectId, scan).catch(onNotKept);
};
