import { z } from 'zod';

/**
 * An item of the audiences table that the scanner keeps for a project: what its last scan has seen. For people; nothing is decided
 * by it. Counts of files; of a scan that took more than one run, those of its last part.
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
  /** calls that failed: the next scan tries again */
  failed: z.number(),
});
export type LastScan = z.infer<typeof lastScanSchema>;

/** Nothing else has changed since. */
export const sawTheSame = (one: LastScan, other: LastScan): boolean =>
  lastScanSchema.keyof().options.every((name) => name === 'at' || one[name] === other[name]);

/** What is kept of all scans. */
export interface LastScans {
  /** when the last tick began that has looked at all projects; undefined: none has */
  tick: number | undefined;
  /** by project; written only when it differs from the one before */
  byProject: ReadonlyMap<string, LastScan>;
}

/** The last scan of a project: a tick writes nothing of one in which nothing has changed. */
export const lastScanOf = (
  { tick = 0, byProject }: LastScans,
  projectId: string,
): LastScan | undefined => {
  const last = byProject.get(projectId);
  return last && { ...last, at: Math.max(last.at, tick) };
};
