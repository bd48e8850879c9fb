import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRunScan, type RunScan } from '../../../bench/scan/run-scan.ts';

let directory: string;
let runScan: RunScan;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'scanner-memory-'));
  runScan = await createRunScan(directory);
});
afterAll(() => rm(directory, { recursive: true }));

describe('a scan', () => {
  it('takes as much memory for 100,000 files as for 10,000', async () => {
    const small = await runScan({ projects: 1, filesPerProject: 10_000 });
    const large = await runScan({ projects: 1, filesPerProject: 100_000 });
    expect(small).toMatchObject({ seen: 10_000, changed: 100, sent: 100, received: 100 });
    expect(large).toMatchObject({ seen: 100_000, changed: 1000, sent: 1000, received: 1000 });
    expect(large.peakRssMb - small.peakRssMb).toBeLessThan(20);
  });
});
