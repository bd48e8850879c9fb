/** Peak of this process, in megabytes of 2^20 bytes. */
export const peakRssMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

/** Of this process so far: user and system, all threads. */
export const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return Math.round((user + system) / 1000);
};
