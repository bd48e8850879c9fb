import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { createHost } from '../../../lambdas/shared/host.ts';

/** Powertools has a console of its own. */
const written = { stdout: [] as string[], stderr: [] as string[] };
beforeEach(() => {
  for (const name of ['stdout', 'stderr'] as const) {
    written[name] = [];
    jest.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name].push(String(text));
      return true;
    });
  }
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe("a function's metrics", () => {
  it('are silent where nothing was counted', () => {
    createHost().metrics.publishStoredMetrics();
    expect(written).toEqual({ stdout: [], stderr: [] });
  });

  it('are written once where something was', () => {
    const { metrics } = createHost();
    metrics.addMetric('Counted', MetricUnit.Count, 3);
    metrics.publishStoredMetrics();
    metrics.publishStoredMetrics();
    const lines = written.stdout.map((line) => JSON.parse(line) as unknown);
    expect(lines).toMatchObject([{ Counted: 3 }]);
    expect(written.stderr).toEqual([]);
  });
});
