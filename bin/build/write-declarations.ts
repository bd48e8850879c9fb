import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import typescript from 'typescript';
import { root } from './root.ts';

const run = promisify(execFile);
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** What a package promises to the compilers of its users. */
interface Declarations {
  /** without suffix, from the repository's folder */
  entry: string;
  /** where they are written, with the folders of the sources */
  folder: string;
  /** packages that its users have */
  peers: readonly string[];
}

/** A declaration mentions a package that users of ours do not have. */
export class UnknownPackageError extends Error {
  override readonly name = 'UnknownPackageError';
}

/**
 * The types of packages: of each, those that its entry point leads to. What only its inside knows mentions packages that are
 * bundled.
 *
 * @throws UnknownPackageError
 */
export const writeDeclarations = async (packages: readonly Declarations[]): Promise<void> => {
  const all = await mkdtemp(join(tmpdir(), 'declarations-'));
  try {
    await run(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--outDir', all], {
      cwd: root,
    });
    for (const { entry, folder, peers } of packages)
      for (const file of await findReached(join(all, `${entry}.d.ts`), peers))
        await cp(file, join(root, folder, relative(all, file)));
  } finally {
    await rm(all, { recursive: true });
  }
};

/** Every file that is imported from here on, with the first one. */
const findReached = async (first: string, peers: readonly string[]): Promise<Set<string>> => {
  const reached = new Set([first]);
  for (const file of reached)
    for (const { fileName: name } of typescript.preProcessFile(await readFile(file, 'utf8'))
      .importedFiles)
      if (name.startsWith('.')) reached.add(join(dirname(file), name.replace(/\.[jt]s$/, '.d.ts')));
      else if (!peers.some((peer) => name === peer || name.startsWith(`${peer}/`)))
        throw new UnknownPackageError(`${file} mentions ${name}, which its users do not have`);
  return reached;
};
