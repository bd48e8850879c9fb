/** Of this process, in megabytes of 2^20 bytes. */
export const peakRssMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024);
