import { type LastScan, type LastScans, sawTheSame } from '../shared/domain/last-scan.ts';
import type { SaveLastScan } from './ports.ts';
import type { ProjectSummary } from './project-run.ts';

/**
 * Keeps for people what a scan has seen, unless that is what is kept already: a tick that finds nothing new writes nothing of
 * its projects.
 *
 * @param before what is kept, if that is known
 */
export const keepScan = async (
  { projectId, ...summary }: ProjectSummary,
  at: number,
  saveLastScan: SaveLastScan,
  before?: LastScans,
): Promise<void> => {
  const { seen, ignored, missing, waiting, longestWaitSeconds, failed } = summary;
  const scan: LastScan = { at, seen, ignored, missing, waiting, longestWaitSeconds, failed };
  const kept = before?.byProject.get(projectId);
  if (kept === undefined || !sawTheSame(kept, scan)) await saveLastScan(projectId, scan);
};
