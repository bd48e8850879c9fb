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
  it('takes as much memory for 50,000 files as for 5,000', async () => {
    const small = await runScan({ projects: 1, filesPerProject: 5_000 });
    const large = await runScan({ projects: 1, filesPerProject: 50_000 });
    expect(small).toMatchObject({ seen: 5_000, changed: 50, sent: 50, received: 50 });
    expect(large).toMatchObject({ seen: 50_000, changed: 500, sent: 500, received: 500 });
    expect(large.peakRssMb - small.peakRssMb).toBeLessThan(15);
  });
});
