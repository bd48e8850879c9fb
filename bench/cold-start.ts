/**
 * Size of each function's bundle, and how long Node takes to import it.
 *
 *     npm run bench -- cold-start
 *
 * Prints a table, and one JSON line last. Times are the median of 11 fresh processes, less the median of
 * as many that import nothing, in turn; on a shared machine only their ratios say something.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';

const runs = 11;

const templateSchema = z.object({ Resources: z.record(z.string(), z.unknown()) });
const functionSchema = z.object({
  Type: z.literal('AWS::Lambda::Function'),
  Properties: z.object({
    Code: z.object({ S3Key: z.string() }),
    Environment: z.object({
      Variables: z.looseObject({ POWERTOOLS_SERVICE_NAME: z.string() }),
    }),
  }),
});

const root = join(import.meta.dirname, '..');
const outdir = mkdtempSync(join(tmpdir(), 'cold-start-'));

const importMilliseconds = (bundle: string, variables: Record<string, unknown>): number => {
  const textOrUrl = (value: unknown): string =>
    typeof value === 'string' ? value : 'https://host.invalid/';
  const env = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, textOrUrl(value)]),
  );
  const start = performance.now();
  execFileSync(process.execPath, ['--input-type=module', '--eval', bundle], {
    env: { ...env, AWS_REGION: 'us-east-1' },
  });
  return performance.now() - start;
};

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

try {
  execFileSync(process.execPath, ['bin/audience-import.ts'], {
    cwd: root,
    env: { ...process.env, CDK_OUTDIR: outdir },
    stdio: 'ignore',
  });
  const template = readFileSync(join(outdir, 'AudienceImport.template.json'), 'utf8');
  const { Resources } = templateSchema.parse(JSON.parse(template));
  const functions = Object.values(Resources).flatMap((resource) => {
    const { data } = functionSchema.safeParse(resource);
    return data ? [data] : [];
  });

  const results = functions.map(({ Properties }) => {
    const { Variables } = Properties.Environment;
    const folder = `asset.${Properties.Code.S3Key.replace(/\.zip$/, '')}`;
    const file = join(outdir, folder, 'index.mjs');
    const bundle = readFileSync(file);
    const imported: number[] = [];
    const empty: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      empty.push(importMilliseconds('', Variables));
      imported.push(importMilliseconds(`await import('file://${file}')`, Variables));
    }
    return {
      name: Variables.POWERTOOLS_SERVICE_NAME.replace(/^.*?-/, ''),
      kilobytes: Math.round(bundle.length / 1000),
      gzippedKilobytes: Math.round(gzipSync(bundle).length / 1000),
      importMs: Math.round(median(imported) - median(empty)),
      emptyMs: Math.round(median(empty)),
    };
  });
  console.table(results);
  console.log(JSON.stringify({ bench: 'cold-start', functions: results }));
} finally {
  rmSync(outdir, { recursive: true });
}
