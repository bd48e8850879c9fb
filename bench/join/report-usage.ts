/** What a contestant tells about itself: one JSON object on its output. */
export interface Usage {
  /** from the start of the work to the written result; without the start of Node and loading what it imports */
  ms: number;
  /** user and system, all threads, in the same time */
  cpuMs: number;
  /** of the whole process, as the operating system counts, in megabytes of 2^20 bytes */
  peakRssMb: number;
  /** memory pages the operating system had to provide (minor faults), in thousands */
  kiloPages: number;
}

/** Does the work, and reports. */
export const reportUsage = async (work: () => Promise<void> | void): Promise<void> => {
  const start = performance.now();
  const before = process.resourceUsage();
  await work();
  const ms = performance.now() - start;
  const after = process.resourceUsage();
  const cpuOf = (usage: NodeJS.ResourceUsage): number => usage.userCPUTime + usage.systemCPUTime;
  const usage: Usage = {
    ms: Math.round(ms),
    cpuMs: Math.round((cpuOf(after) - cpuOf(before)) / 1000),
    peakRssMb: Math.round(after.maxRSS / 1024),
    kiloPages: Math.round((after.minorPageFault - before.minorPageFault) / 1000),
  };
  console.log(JSON.stringify(usage));
};
