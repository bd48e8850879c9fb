import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { metrics, metricsNamespace } from '../../lambdas/shared/contract.ts';
import { sampleFiles } from '../../local/sample/sample-files.ts';
import { type EmittedMetrics, readEmittedMetrics } from '../support/emitted-metrics.ts';

const run = promisify(execFile);

jest.setTimeout(600_000);

let folder: string;
let state: string;
let stdout: string;
let emitted: EmittedMetrics[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sample-'));
  state = join(folder, 'state');
  ({ stdout } = await run(process.execPath, ['local/start.ts', '--once', '--state', state]));
  emitted = await readEmittedMetrics(state);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('npm start -- --once', () => {
  it('imports the sample, shows a table of what came of it, and ends', () => {
    for (const { name, expected, shows } of sampleFiles) {
      const row = stdout.split('\n').find((line) => line.startsWith(name));
      expect(row).toContain(` ${expected.status} `);
      expect(row).toContain(` ${expected.members ?? '-'} `);
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain(shows);
    }
    expect(stdout).toContain('4 mails were sent');
    expect(stdout).toContain('Row 3 has more than one column.');
    expect(stdout).toContain('Still version 1 with 30 members, as before.');
    expect(stdout).not.toContain('Unexpected');
    // The commands that it proposes need a stack that is still there.
    expect(stdout).toContain(`with a stack that stays: npm start -- --state ${state}`);
  });
});

describe('while it imports the sample', () => {
  it.each([
    'sample/newsletter.csv  published as version 1: 400 members (401 rows, 1 not registered)',
    'sample/abandoned-cart.csv  published as version 2: 80 members',
    'sample/loyalty-gold.csv  rejected: several-columns in row 3. Row 3 has more than one column.',
    'mail to marketing@example.com: [audience-import] sample: "loyalty-gold.csv" was rejected',
  ])('says: %s', (line) => {
    expect(stdout.split('\n').filter((each) => each.includes(`  ${line}`))).toHaveLength(1);
  });
});

describe('what the functions tell CloudWatch of the sample', () => {
  const valuesOf = (service: string, name: string): number[] =>
    emitted
      .filter(({ dimensions, values }) => dimensions.service === service && name in values)
      .map(({ values }) => Number(values[name]));
  const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

  it('stands under the namespace and the one dimension that alarms and dashboard read', () => {
    for (const { namespace, dimensions } of emitted)
      expect([namespace, Object.keys(dimensions)]).toEqual([metricsNamespace, ['service']]);
  });

  it.each([
    ['scanner', metrics.filesIgnored, 0],
    ['importer', metrics.importsPublished, 8],
    ['importer', metrics.importsRejected, 4],
    ['importer', metrics.rowsImported, 401 + 120 + 75 + 171 + 50 + 80 + 30 + 12],
    ['importer', metrics.membersPublished, 400 + 120 + 75 + 100 + 50 + 80 + 30 + 12],
    ['mailer', metrics.mailsSent, 4],
    ['mailer', metrics.noticesPending, 0],
  ])('the %s counts %s: %i in all', (name, metric, total) => {
    expect(sum(valuesOf(`AudienceImport-${name}`, metric))).toBe(total);
  });

  it('the scanner counts each file that has changed', () => {
    // Three scans: 8 files, one more and one changed with another one, one more. S3 tells of them as well, and two scans at once both count.
    const counted = valuesOf('AudienceImport-scanner', metrics.filesChanged);
    expect(sum(counted)).toBeGreaterThanOrEqual(12);
  });

  it('says of each scan how many files there were, and of each import how long it took', () => {
    expect(Math.max(...valuesOf('AudienceImport-scanner', metrics.filesSeen))).toBe(10);
    expect(valuesOf('AudienceImport-scanner', metrics.longestWait)).not.toEqual([]);
    expect(valuesOf('AudienceImport-importer', metrics.importDuration)).toHaveLength(12);
  });
});
