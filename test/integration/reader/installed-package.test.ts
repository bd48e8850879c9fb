import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { pretendOldNode, withoutZstd } from '../../support/old-node.ts';
import { importList } from '../../support/publish-members.ts';

const run = promisify(execFile);

const repository = fileURLToPath(new URL('../../..', import.meta.url));

interface Manifest {
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** The same in an ES module and, by the names of `import` and `require`, in a CommonJS module. */
const consumer = `
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  AudienceNotFoundError,
  AudienceReader,
  type AudienceReaderOptions,
  type AudienceSnapshot,
  intersect,
  InvalidOptionError,
  type MemberSet,
  type ReadOptions,
  UnknownFormatError,
  UnsupportedNodeError,
  VersionGoneError,
} from 'audience-import/reader';

const main = async (): Promise<void> => {
  const options: AudienceReaderOptions = {
    dynamodb: new DynamoDBClient({}),
    tables: { audiences: 'audiences', memberships: 'memberships' },
  };
  const reader: AudienceReader = new AudienceReader(options);
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
    UnknownFormatError,
    UnsupportedNodeError,
    VersionGoneError,
  ].map((one) => error instanceof one);
  console.log(JSON.stringify({ ids: ids.sort(), contains, errors }));
  // @ts-expect-error: a name is a text
  const wrong = () => reader.snapshot('shop', 1);
};
void main();
`;

let dynalite: Dynalite;
let folder: string;
let installed: string;
let manifest: Manifest;

/** As "npm install" of the packed package would, from the modules that are here: only what it asks for. */
const install = async (): Promise<void> => {
  const modules = join(folder, 'node_modules');
  installed = join(modules, 'audience-import');
  await mkdir(modules);
  await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: repository });
  await run('tar', ['xzf', 'audience-import-0.1.0.tgz'], { cwd: folder });
  await rename(join(folder, 'package'), installed);
  manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as Manifest;
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(repository, 'node_modules', name), join(modules, name));
  }
};

beforeAll(async () => {
  dynalite = await startDynalite();
  folder = await mkdtemp(join(tmpdir(), 'consumer-'));
  await install();
});
afterAll(async () => {
  await dynalite.stop();
  await rm(folder, { recursive: true });
});

describe('the package, packed and installed', () => {
  it('gives a campaign system the reader, with its types, be it an ES module or a CommonJS module', async () => {
    await importList(dynalite, 'vip.csv', ['a', 'b']);
    for (const name of ['consumer.mts', 'consumer.cts'])
      await writeFile(join(folder, name), consumer);
    // The strictest: with node16, a CommonJS module may not require what is declared as an ES module.
    await run(
      process.execPath,
      [
        join(repository, 'node_modules/typescript/bin/tsc'),
        ...['--strict', '--skipLibCheck', '--module', 'node16', '--target', 'es2022'],
        ...['--types', 'node', '--typeRoots', join(repository, 'node_modules/@types')],
        ...['consumer.mts', 'consumer.cts'],
      ],
      { cwd: folder },
    );
    for (const [name, how] of [
      ['consumer.mjs', "from 'audience-import/reader'"],
      ['consumer.cjs', 'require("audience-import/reader")'],
    ] as const) {
      expect(await readFile(join(folder, name), 'utf8')).toContain(how);
      const { stdout, stderr } = await run(process.execPath, [name], {
        cwd: folder,
        env: {
          AWS_ENDPOINT_URL: dynalite.endpoint,
          AWS_REGION: 'eu-west-1',
          AWS_ACCESS_KEY_ID: 'test',
          AWS_SECRET_ACCESS_KEY: 'test',
        },
      });
      expect({ ...(JSON.parse(stdout) as object), stderr }).toEqual({
        ids: ['a', 'b'],
        contains: true,
        errors: [true, false, false, false, false],
        stderr: '',
      });
    }
  });

  it('asks for nothing but what the reader needs, and the SDK in the version that is there', () => {
    expect(Object.keys(manifest.dependencies)).toEqual(['xxhash-wasm', 'zod']);
    expect(Object.keys(manifest.peerDependencies)).toEqual(['@aws-sdk/client-dynamodb']);
    expect(manifest.optionalDependencies).toBeUndefined();
  });

  it('has a reader that says what it needs on a Node that is too old', async () => {
    const program = join(folder, 'old.mjs');
    await writeFile(
      program,
      `import { AudienceReader } from 'audience-import/reader';
       console.log('imported');
       new AudienceReader({ dynamodb: {}, tables: {} });`,
    );
    await expect(run(process.execPath, ['--import', withoutZstd, program])).rejects.toMatchObject({
      stdout: 'imported\n',
      stderr: expect.stringContaining(
        `audience-import/reader needs Node 22.15 or later, this is ${process.version}`,
      ),
    });
  });

  it('has the command, which says what it needs on a Node that is too old', async () => {
    const launcher = join(installed, 'bin/audience-import.mjs');
    const { stdout } = await run(process.execPath, [launcher, '--help']);
    expect(stdout).toContain('Usage: audience-import');
    await expect(
      run(process.execPath, ['--import', pretendOldNode, launcher, '--help']),
    ).rejects.toMatchObject({ stderr: expect.stringContaining('needs Node 22.15 or newer') });
  });
});
