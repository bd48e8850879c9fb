import { describe, expect, it } from '@jest/globals';
import { countScan } from '../../../lambdas/scanner/count-scan.ts';
import { beginProjectRun } from '../../../lambdas/scanner/project-run.ts';
import { metrics as names } from '../../../lambdas/shared/contract.ts';

const count = (isTick: boolean, stoppedEarly = true) => {
  const counted: Record<string, number> = {};
  const metrics = {
    addMetric: (name: string, _: unknown, value: number) => void (counted[name] = value),
    publishStoredMetrics: () => undefined,
  } as unknown as Parameters<typeof countScan>[0];
  const project = { ...beginProjectRun('shop').summary, seen: 7, changed: 2, ignored: 3 };
  const projects = [{ ...project, longestWaitSeconds: 90 }];
  countScan(metrics, { projects, stoppedEarly }, isTick);
  return counted;
};

describe('counting scans', () => {
  it.each([
    [true, 1],
    [false, 0],
  ])('a tick that stopped early (%p) counts as %d', (stoppedEarly, expected) => {
    expect(count(true, stoppedEarly)).toEqual({
      [names.filesSeen]: 7,
      [names.filesChanged]: 2,
      [names.filesIgnored]: 3,
      [names.longestWait]: 90,
      [names.scansStoppedEarly]: expected,
    });
  });

  it('what S3 tells of counts what has changed, and leaves the gauges to ticks', () => {
    expect(count(false)).toEqual({ [names.filesChanged]: 2 });
  });
});
