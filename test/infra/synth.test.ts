import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import { defaultStackName } from '../../lambdas/shared/contract.ts';
import { all, type FunctionName, functionNamed, functionNames } from './resources.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

/** The app as `cdk synth --no-validation` starts it, without the CLI. */
const synth = (outdir: string, context: Record<string, unknown> = {}) =>
  run(process.execPath, ['bin/audience-import.ts'], {
    cwd: root,
    env: {
      ...process.env,
      CDK_OUTDIR: outdir,
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify(context),
    },
  });

let outdir: string;
let template: Template;
/** folder of an asset by its key in the template */
let assets: Map<string, string>;

const readJson = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as object;

beforeAll(async () => {
  outdir = await mkdtemp(join(tmpdir(), 'audience-import-synth-'));
  await synth(outdir);
  template = Template.fromJSON(await readJson(join(outdir, `${defaultStackName}.template.json`)));
  const { files } = (await readJson(join(outdir, `${defaultStackName}.assets.json`))) as {
    files: Record<string, { source: { path: string } }>;
  };
  assets = new Map(
    Object.entries(files).map(([hash, { source }]) => [`${hash}.zip`, join(outdir, source.path)]),
  );
});

afterAll(async () => {
  await rm(outdir, { recursive: true });
});

describe('a bare synth', () => {
  it('bundles each function into one module', async () => {
    for (const { properties } of all(template, 'AWS::Lambda::Function'))
      expect(await readdir(assets.get(properties.Code.S3Key) ?? 'no such asset')).toEqual([
        'index.mjs',
      ]);
  });

  it.each<[FunctionName, string[]]>([
    ['scanner', ['dynamodb', 's3', 'sqs']],
    ['importer', ['dynamodb', 's3', 'sqs']],
    ['dead-letter', ['dynamodb']],
    ['mailer', ['dynamodb', 'ses']],
    ['announcer', ['dynamodb', 'eventbridge']],
    ['collector', ['dynamodb']],
  ])('puts into the %s only the clients that it calls: %j', async (name, clients) => {
    const { Code } = functionNamed(template, name).properties;
    const bundle = await readFile(join(assets.get(Code.S3Key)!, 'index.mjs'), 'utf8');
    // esbuild names each module that it takes in.
    const found = bundle.matchAll(/^\/\/ node_modules\/@aws-sdk\/client-([\w-]+)\//gm);
    expect([...new Set([...found].map(([, client]) => client))].sort()).toEqual(clients);
  });

  it.each(functionNames)(
    'makes a %s that starts with the environment of the template and nothing else',
    async (name) => {
      const { Code, Environment } = functionNamed(template, name).properties;
      const values = Object.entries(Environment.Variables).map(([key, value]) => [
        key,
        typeof value === 'string' ? value : 'https://host.invalid/',
      ]);
      const { stdout } = await run(
        process.execPath,
        [
          '--input-type=module',
          '--eval',
          `import { handler } from './index.mjs'; console.log(typeof handler);`,
        ],
        // The folder is outside of the repository: what is not in the bundle is not found.
        {
          cwd: assets.get(Code.S3Key),
          env: { ...(Object.fromEntries(values) as object), AWS_REGION: 'us-east-1' },
        },
      );
      expect(stdout).toBe('function\n');
    },
  );

  it('looks nothing up and reports nothing', async () => {
    const { missing } = (await readJson(join(outdir, 'manifest.json'))) as { missing?: unknown };
    expect(missing).toBeUndefined();
    expect(template.findResources('AWS::CDK::Metadata')).toEqual({});
  });

  it('fails on a setting with a typo, and says which one is meant', async () => {
    const failure = synth(join(outdir, 'refused'), { alarmEmial: 'on-call@example.com' });
    await expect(failure).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^context "alarmEmial" is no setting \(did you mean "alarmEmail"\?\)\..*\n$/,
      ),
    });
  });

  it('fails on a context value that is not allowed, and says so', async () => {
    const failure = synth(join(outdir, 'refused'), { functionTimeoutSeconds: 'soon' });
    await expect(failure).rejects.toMatchObject({
      code: 1,
      // A sentence, and no stack trace.
      stderr:
        'context "functionTimeoutSeconds" is "soon", but has to be a whole number from 20 to 900\n',
    });
  });
});
