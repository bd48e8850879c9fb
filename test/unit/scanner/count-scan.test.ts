import { expect, it } from '@jest/globals';
import { countScan } from '../../../lambdas/scanner/count-scan.ts';
import { metrics as names } from '../../../lambdas/shared/contract.ts';

it.each([
  [true, 1],
  [false, 0],
])('a run that stopped early (%p) counts as %d', (stoppedEarly, expected) => {
  const counted = new Map<string, number>();
  const metrics = {
    addMetric: (name: string, _: unknown, value: number) => void counted.set(name, value),
    publishStoredMetrics: () => undefined,
  } as unknown as Parameters<typeof countScan>[0];
  countScan(metrics, { projects: [], stoppedEarly });
  expect(counted.get(names.scansStoppedEarly)).toBe(expected);
});
