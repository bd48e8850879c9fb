import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { type ScanSummary, scannerNodeOptions } from '../../../lambdas/shared/contract.ts';
import { startPagedAws } from '../../support/paged-aws.ts';

const run = promisify(execFile);

const scan = async (files: number) => {
  const aws = await startPagedAws(files);
  try {
    const { stdout } = await run(process.execPath, ['test/support/run-scanner.ts'], {
      env: {
        NODE_OPTIONS: scannerNodeOptions,
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_ENDPOINT_URL: aws.url,
        BUCKET_NAME: 'inbox',
        IMPORT_QUEUE_URL: `${aws.url}/000000000000/imports`,
        PROJECTS_TABLE: 'projects',
        AUDIENCES_TABLE: 'audiences',
        POWERTOOLS_LOG_LEVEL: 'SILENT',
      },
    });
    // Metrics are printed before it.
    const result = JSON.parse(stdout.trim().split('\n').at(-1)!) as {
      summary: ScanSummary;
      peakRssMb: number;
    };
    return { ...result, sent: aws.sent() };
  } finally {
    await aws.close();
  }
};

describe('a scan', () => {
  it('takes as much memory for 100,000 files as for 10,000', async () => {
    const small = await scan(10_000);
    const large = await scan(100_000);
    expect(small.summary.projects).toMatchObject([{ seen: 10_000, changed: 100, sent: 100 }]);
    expect(large.summary.projects).toMatchObject([{ seen: 100_000, changed: 1000, sent: 1000 }]);
    expect(large.sent).toBe(1000);
    expect(large.peakRssMb - small.peakRssMb).toBeLessThan(20);
  });
});
