/**
 * What is packed, as its users install it: the reader, the construct in the sample apps, and the command. To build all of it and to
 * compile against the CDK's types takes some 30 seconds.
 */
import { execFile } from 'node:child_process';
import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Template } from 'aws-cdk-lib/assertions';
import { stackOutputs } from '../../../lambdas/shared/contract.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { serve } from '../../support/http-server.ts';
import { pretendOldNode, withoutZstd } from '../../support/old-node.ts';
import {
  buildPackages,
  compile,
  type Installed,
  type Packed,
  repository,
} from '../../support/packed-packages.ts';
import { importList } from '../../support/publish-members.ts';

const run = promisify(execFile);

/** The same in an ES module and, by the names of `import` and `require`, in a CommonJS module. */
const consumerOf = (packageName: string): string => `
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  AudienceNotFoundError,
  AudienceReader,
  type AudienceReaderOptions,
  type AudienceSnapshot,
  intersect,
  InvalidOptionError,
  type MemberSet,
  type PublishedAudience,
  type ReadOptions,
  TableNotFoundError,
  UnknownFormatError,
  UnsupportedNodeError,
  VersionGoneError,
} from '${packageName}';

const main = async (): Promise<void> => {
  const options: AudienceReaderOptions = {
    dynamodb: new DynamoDBClient({}),
    tables: { audiences: 'audiences', memberships: 'memberships' },
  };
  const reader: AudienceReader = new AudienceReader(options);
  const listed: PublishedAudience[] = await reader.list('shop');
  const snapshot: AudienceSnapshot = await reader.snapshot('shop', 'vip');
  const ids: string[] = [];
  const both: MemberSet = intersect(snapshot, await reader.snapshot('shop', 'vip'));
  for await (const id of both.ids()) ids.push(id);
  const read: ReadOptions = { parallelism: 2, consistent: true };
  const many = await snapshot.containsMany(['a', 'c'], read);
  const contains = (await snapshot.contains('a')) && many.size === 1;
  const error: unknown = await reader.snapshot('shop', 'nothing').catch((error) => error);
  const errors = [
    AudienceNotFoundError,
    InvalidOptionError,
    TableNotFoundError,
    UnknownFormatError,
    UnsupportedNodeError,
    VersionGoneError,
  ].map((one) => error instanceof one);
  console.log(JSON.stringify({ ids: ids.sort(), contains, errors, names: listed.map(({ name }) => name) }));
  // @ts-expect-error: a name is a text
  const wrong = () => reader.snapshot('shop', 1);
};
void main();
`;

let dynalite: Dynalite;
let packed: Packed;
beforeAll(async () => {
  [dynalite, packed] = await Promise.all([startDynalite(), buildPackages()]);
  await importList(dynalite, 'vip.csv', ['a', 'b']);
});
afterAll(async () => {
  await dynalite.stop();
  await packed.remove();
});

const environment = () => ({
  PATH: process.env.PATH,
  AWS_ENDPOINT_URL_DYNAMODB: dynalite.endpoint,
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
});

const sizeOf = async (folder: string): Promise<number> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
};

const expectToRead = async ({ folder }: Installed, packageName: string): Promise<void> => {
  for (const name of ['consumer.mts', 'consumer.cts'])
    await writeFile(join(folder, name), consumerOf(packageName));
  // The strictest: with node16, a CommonJS module may not require what is declared as an ES module.
  await compile(
    folder,
    ...['--strict', '--skipLibCheck', '--module', 'node16', '--target', 'es2022'],
    ...['--types', 'node', '--typeRoots', join(repository, 'node_modules/@types')],
    ...['consumer.mts', 'consumer.cts'],
  );
  for (const [name, how] of [
    ['consumer.mjs', `from '${packageName}'`],
    ['consumer.cjs', `require("${packageName}")`],
  ] as const) {
    expect(await readFile(join(folder, name), 'utf8')).toContain(how);
    const { stdout, stderr } = await run(process.execPath, [name], {
      cwd: folder,
      env: environment(),
    });
    expect({ ...(JSON.parse(stdout) as object), stderr }).toEqual({
      ids: ['a', 'b'],
      contains: true,
      errors: [true, false, false, false, false, false],
      names: ['vip'],
      stderr: '',
    });
  }
};

describe('@audience-import/reader', () => {
  let installed: Installed;
  beforeAll(async () => {
    installed = await packed.install('reader', ['@aws-sdk/client-dynamodb']);
  });

  it('gives a campaign system the reader, with its types, be it an ES module or a CommonJS module', async () => {
    await expectToRead(installed, '@audience-import/reader');
  });

  it('brings nothing with it, takes less than 2 MB, and names what it was made of', async () => {
    const { manifest, ours } = installed;
    expect(manifest.dependencies).toBeUndefined();
    expect(manifest.optionalDependencies).toBeUndefined();
    expect(Object.keys(manifest.peerDependencies)).toEqual(['@aws-sdk/client-dynamodb']);
    expect(await sizeOf(ours)).toBeLessThan(2_000_000);
    expect(await readFile(join(ours, 'LICENSE'), 'utf8')).toContain('Apache License');
    const notices = await readFile(join(ours, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    const named = [...notices.matchAll(/^(\S+) \d\S* \((.+)\)$/gm)].map(([, name]) => name);
    expect(named).toEqual(['xxhash-wasm', 'zod']);
  });

  it('has the version of the command, which its stack tells', async () => {
    const root = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')) as object;
    expect(root).toMatchObject({ version: installed.manifest.version });
  });

  it('says what it needs on a Node that is too old', async () => {
    const program = join(installed.folder, 'old.mjs');
    await writeFile(
      program,
      `import { AudienceReader } from '@audience-import/reader';
       console.log('imported');
       new AudienceReader({ dynamodb: {}, tables: {} });`,
    );
    await expect(run(process.execPath, ['--import', withoutZstd, program])).rejects.toMatchObject({
      stdout: 'imported\n',
      stderr: expect.stringContaining(
        `@audience-import/reader needs Node 22.15 or later, this is ${process.version}`,
      ),
    });
  });

  it('reads the first ID by the program of its README, as it is printed', async () => {
    const { folder } = await packed.install('reader', [
      '@aws-sdk/client-dynamodb',
      '@aws-sdk/client-cloudformation',
    ]);
    const readme = await readFile(join(repository, 'reader/README.md'), 'utf8');
    await writeFile(join(folder, 'first-id.mjs'), /```js\n(.*?)```/s.exec(readme)?.[1] ?? '');
    const { tables } = dynalite;
    const outputs = Object.entries({
      [stackOutputs.audiencesTable]: tables.audiences,
      [stackOutputs.membershipsTable]: tables.memberships,
    }).map(
      ([key, value]) =>
        `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
    );
    const server = await serve((_, response) => {
      response.end(
        `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><Outputs>${outputs.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
      );
    });
    const env = { ...environment(), AWS_ENDPOINT_URL_CLOUDFORMATION: server.endpoint };
    const { stdout } = await run(process.execPath, ['first-id.mjs'], { cwd: folder, env });
    await server.stop();
    expect(stdout).toMatch(/^vip has 2 members\nThe first ID of vip is [ab]\.\n$/);
  });
});

describe('audience-import', () => {
  let installed: Installed;
  beforeAll(async () => {
    installed = await packed.install('.', ['@aws-sdk/client-dynamodb']);
  });

  it('brings nothing with it: the SDK and the CDK are there or not needed', () => {
    const { dependencies, optionalDependencies, peerDependencies } = installed.manifest;
    expect([dependencies, optionalDependencies]).toEqual([undefined, undefined]);
    expect(Object.keys(peerDependencies)).toEqual([
      '@aws-sdk/client-dynamodb',
      'aws-cdk-lib',
      'constructs',
    ]);
  });

  it('has the same reader, too', async () => {
    const { exports } = installed.manifest;
    const one = JSON.stringify(exports['./reader']).replaceAll('./reader/dist/', './dist/');
    const reader = await packed.install('reader', []);
    expect(one).toBe(JSON.stringify(reader.manifest.exports['.']));
    for (const file of ['index.js', 'index.d.cts', 'types/reader/index.d.ts'])
      expect(await readFile(join(installed.ours, 'reader/dist', file), 'utf8')).toBe(
        await readFile(join(reader.ours, 'dist', file), 'utf8'),
      );
  });

  it('has the command, which says what it needs on a Node that is too old', async () => {
    const launcher = join(installed.ours, 'bin/audience-import.mjs');
    const { stdout } = await run(process.execPath, [launcher, '--help']);
    expect(stdout).toContain('Usage: audience-import');
    await expect(
      run(process.execPath, ['--import', pretendOldNode, launcher, '--help']),
    ).rejects.toMatchObject({ stderr: expect.stringContaining('needs Node 22.15 or newer') });
  });
});

const samples = ['cdk-esm', 'cdk-commonjs'] as const;

describe('the sample apps', () => {
  let folder: string;

  /** Each as it stands, but compiled together: that reads the types of the CDK once. */
  beforeAll(async () => {
    ({ folder } = await packed.install('.', ['aws-cdk-lib', 'constructs', '@types/node']));
    for (const sample of samples)
      await cp(join(repository, 'samples', sample), join(folder, sample), { recursive: true });
    const together = {
      extends: `./${samples[0]}/tsconfig.json`,
      compilerOptions: { rootDir: '.', outDir: 'compiled' },
      include: samples,
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(together));
    await compile(folder);
    for (const sample of samples)
      await cp(join(folder, 'compiled', sample), join(folder, sample, 'dist'), { recursive: true });
  });

  it('have the same settings of the compiler', async () => {
    const [one, other] = await Promise.all(
      samples.map((sample) => readFile(join(folder, sample, 'tsconfig.json'), 'utf8')),
    );
    expect(one).toBe(other);
  });

  describe.each(samples)('%s', (sample) => {
    let template: Template;
    let assembly: string;

    beforeAll(async () => {
      const app = join(folder, sample);
      const { app: start } = JSON.parse(await readFile(join(app, 'cdk.json'), 'utf8')) as {
        app: string;
      };
      assembly = join(app, 'cdk.out');
      await run(process.execPath, [join(app, start.replace(/^node /, ''))], {
        cwd: app,
        env: { ...process.env, CDK_OUTDIR: assembly, CDK_VALIDATION: 'false' },
      });
      const text = await readFile(join(assembly, 'Marketing.template.json'), 'utf8');
      template = Template.fromJSON(JSON.parse(text) as object);
    });

    it('has the functions of the package, each with its code', async () => {
      const { files } = JSON.parse(
        await readFile(join(assembly, 'Marketing.assets.json'), 'utf8'),
      ) as { files: Record<string, { source: { path: string } }> };
      const functions = Object.values(
        template.findResources('AWS::Lambda::Function', {
          Properties: { Handler: 'index.handler' },
        }),
      ).filter(({ Properties }) => 'S3Key' in (Properties as { Code: object }).Code);
      expect(functions).toHaveLength(8);
      for (const { Properties } of functions) {
        const key = (Properties as { Code: { S3Key: string } }).Code.S3Key.replace('.zip', '');
        expect(await readdir(join(assembly, files[key]!.source.path))).toEqual(['index.mjs']);
      }
    });

    it('has the outputs that the command looks for, and its own bucket', () => {
      for (const name of Object.values(stackOutputs))
        if (name !== stackOutputs.newsQueueUrl) template.hasOutput(name, {});
      template.resourceCountIs('AWS::S3::Bucket', 1);
    });

    it('lets its campaign sender read the audiences, and nothing else', () => {
      const policies = Object.entries(template.findResources('AWS::IAM::Policy'));
      const [, policy] = policies.find(([id]) => id.startsWith('CampaignSender'))!;
      const { PolicyDocument } = (policy as { Properties: { PolicyDocument: object } }).Properties;
      const { Statement } = PolicyDocument as { Statement: { Action: string | string[] }[] };
      expect(Statement.map(({ Action }) => [Action].flat().sort())).toEqual([
        // DynamoDB asks it of whoever reads a table with a customer's key.
        ['kms:Decrypt'],
        ['dynamodb:GetItem', 'dynamodb:Query'],
        ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
      ]);
    });
  });
});
