/** What a contestant tells about itself: one JSON object on its output. */
export interface Usage {
  /** from the start of the work to the written result; without the start of Node and loading what it imports */
  ms: number;
  /** user and system, all threads, in the same time */
  cpuMs: number;
  /** of the whole process, as the operating system counts, in megabytes of 2^20 bytes */
  peakRssMb: number;
  /** the same work once more, in the memory that the process has by then */
  againMs: number;
  /** memory pages the operating system had to provide (minor faults), in thousands */
  kiloPages: number;
}

const timeOf = async (work: () => Promise<void> | void): Promise<number> => {
  const start = performance.now();
  await work();
  return Math.round(performance.now() - start);
};

/**
 * Does the work twice, and reports. All but one figure is of the first time.
 *
 * @param more figures of the contestant's own
 */
export const reportUsage = async (
  work: () => Promise<void> | void,
  more: () => Readonly<Record<string, number>> = () => ({}),
): Promise<void> => {
  const before = process.resourceUsage();
  const ms = await timeOf(work);
  const after = process.resourceUsage();
  const own = more();
  const againMs = await timeOf(work);
  const cpuOf = (usage: NodeJS.ResourceUsage): number => usage.userCPUTime + usage.systemCPUTime;
  const usage: Usage = {
    ms,
    againMs,
    cpuMs: Math.round((cpuOf(after) - cpuOf(before)) / 1000),
    peakRssMb: Math.round(after.maxRSS / 1024),
    kiloPages: Math.round((after.minorPageFault - before.minorPageFault) / 1000),
  };
  console.log(JSON.stringify({ ...own, ...usage }));
};
