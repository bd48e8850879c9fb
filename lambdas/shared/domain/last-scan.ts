import { z } from 'zod';
import type { Project } from './project.ts';

/**
 * An item of the audiences table that the scanner keeps for a project: what its last scan has seen that came to the project's end.
 * For people; nothing is decided by it. Counts of files; of a scan that took more than one run, those of its last part.
 */
export const lastScanSchema = z.object({
  /** when it began, in milliseconds since 1970 */
  at: z.number(),
  seen: z.number(),
  /** objects under the path that are no files of audiences */
  ignored: z.number(),
  missing: z.number(),
  /** due, and not imported yet */
  waiting: z.number(),
  /** of the file that has waited longest, in seconds; 0 if none waits */
  longestWaitSeconds: z.number(),
  /** calls that have failed in it, or in a later one that did not come to the end: the next scan tries again */
  failed: z.number(),
  /** `creation` of the project: one that is created anew was not scanned yet */
  creation: z.string().optional(),
});
export type LastScan = z.infer<typeof lastScanSchema>;

/** What is kept of all scans. */
export interface LastScans {
  /** when the last tick began that has looked at all projects; undefined: none has */
  tick: number | undefined;
  /** by project */
  byProject: ReadonlyMap<string, LastScan>;
}

/** Of a project in which nothing has changed, a tick writes nothing: see {@link toKeep}. Paused ones are not scanned. */
export const lastScanOf = (
  { tick = 0, byProject }: LastScans,
  { projectId, creation, paused }: Pick<Project, 'projectId' | 'creation' | 'paused'>,
): LastScan | undefined => {
  const last = byProject.get(projectId);
  if (last === undefined || last.creation !== creation) return undefined;
  return paused || last.failed > 0 ? last : { ...last, at: Math.max(last.at, tick) };
};

/**
 * What is to be kept of a scan, given what is.
 *
 * @param isWhole it came to the project's end. Of one that did not, it is kept that it has failed, if it has
 * @returns undefined where nothing is to be written
 */
export const toKeep = (
  kept: LastScan | undefined,
  scan: LastScan,
  isWhole: boolean,
): LastScan | undefined => {
  if (!isWhole) return scan.failed === 0 ? undefined : { ...(kept ?? scan), failed: scan.failed };
  return kept !== undefined && scan.failed === 0 && sawTheSame(kept, scan) ? undefined : scan;
};

const sawTheSame = (one: LastScan, other: LastScan): boolean =>
  lastScanSchema.keyof().options.every((name) => name === 'at' || one[name] === other[name]);
