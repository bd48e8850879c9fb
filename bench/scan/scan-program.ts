/** Runs the scanner once and prints its time, its summary and the peak memory of this process. */
import { createDeps } from '../../lambdas/scanner/deps.ts';
import { scanProjects } from '../../lambdas/scanner/scan-projects.ts';
import { peakRssMb } from '../support/usage.ts';

const { ports } = createDeps();
const begun = performance.now();
const summary = await scanProjects({
  ...ports,
  isOutOfTime: () => false,
  onNotKept: (error) => {
    throw error;
  },
});
console.log(JSON.stringify({ ms: performance.now() - begun, summary, peakRssMb: peakRssMb() }));
