import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const repository = fileURLToPath(new URL('../..', import.meta.url));

export interface Manifest {
  version: string;
  exports: Record<string, unknown>;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies: Record<string, string>;
}

/** A folder with node_modules, as "npm install" leaves it: ours from the packed file, and of others only what is asked for. */
export interface Installed {
  folder: string;
  /** folder of our package */
  ours: string;
  manifest: Manifest;
}

export interface Packed {
  /** @param from the folder in the repository */
  install: (from: '.' | 'reader', others: readonly string[]) => Promise<Installed>;
  remove: () => Promise<void>;
}

/** Builds as "npm run build" does, but leaves alone what other tests use meanwhile. */
export const buildPackages = async (): Promise<Packed> => {
  const work = await mkdtemp(join(tmpdir(), 'packages-'));
  await run(process.execPath, ['bin/build/build-package.ts'], { cwd: repository });
  return {
    install: async (from, others) => {
      const folder = await mkdtemp(join(work, 'consumer-'));
      const modules = join(folder, 'node_modules');
      const { stdout } = await run(
        'npm',
        ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder],
        { cwd: join(repository, from) },
      );
      const { name } = await manifestOf(join(repository, from));
      const ours = join(modules, name);
      await mkdir(ours, { recursive: true });
      await run('tar', ['xzf', stdout.trim(), '-C', ours, '--strip-components=1'], { cwd: folder });
      for (const other of others) {
        await mkdir(dirname(join(modules, other)), { recursive: true });
        await symlink(join(repository, 'node_modules', other), join(modules, other));
      }
      return { folder, ours, manifest: await manifestOf(ours) };
    },
    remove: () => rm(work, { recursive: true }),
  };
};

const manifestOf = async (folder: string): Promise<Manifest & { name: string }> =>
  JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest & { name: string };

/** @throws with what the compiler says */
export const compile = async (folder: string, ...options: readonly string[]): Promise<void> => {
  try {
    await run(process.execPath, [join(repository, 'node_modules/typescript/bin/tsc'), ...options], {
      cwd: folder,
    });
  } catch (error) {
    throw new Error((error as { stdout: string }).stdout, { cause: error });
  }
};
