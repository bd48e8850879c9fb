import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import {
  type BundledPackage,
  packageFoldersOf,
  readPackage,
} from '../../bin/build/bundled-packages.ts';
import { root } from '../../bin/build/root.ts';

const functionsFolder = join(root, 'dist', 'functions');

/** esbuild names each module that it takes in. */
const packagesOfFunction = (name: string): Set<string> => {
  const bundle = readFileSync(join(functionsFolder, name, 'index.mjs'), 'utf8');
  return packageFoldersOf(
    [...bundle.matchAll(/^\/\/ (node_modules\/.*)$/gm)].map(([, path = '']) => path),
  );
};

/** What else is published is one module each, too. */
const published = [
  { user: 'command', entry: 'bin/cli.ts', external: [] },
  { user: 'construct', entry: 'lib/index.ts', external: ['aws-cdk-lib', 'constructs'] },
  { user: 'reader', entry: 'reader/index.ts', external: ['@aws-sdk/*'] },
];

const packagesOfModule = (entry: string, external: string[]): Set<string> => {
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    external,
    outdir: 'unused',
    write: false,
    metafile: true,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  const [output] = Object.values(metafile.outputs);
  const inputs = Object.entries(output?.inputs ?? {});
  return packageFoldersOf(
    inputs.flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
};

export interface ShippedPackage extends BundledPackage {
  /** names of functions, and of what is published besides */
  usedBy: readonly string[];
}

/** Every package of which some code is in a function or in what is published. The functions have to be built. */
export const shippedPackages = (): ShippedPackage[] => {
  const users = new Map<string, string[]>();
  const count = (user: string, folders: ReadonlySet<string>): void => {
    for (const folder of folders) users.set(folder, [...(users.get(folder) ?? []), user]);
  };
  for (const name of readdirSync(functionsFolder).sort()) count(name, packagesOfFunction(name));
  for (const { user, entry, external } of published) count(user, packagesOfModule(entry, external));
  return [...users]
    .map(([folder, usedBy]) => ({
      ...readPackage(folder),
      usedBy,
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
};

/** A function is deployed, not published. */
export const isPublished = (user: string): boolean => published.some((each) => each.user === user);

const describeUsers = (usedBy: readonly string[], functions: number): string => {
  const others = usedBy.filter((user) => isPublished(user));
  const own = usedBy.filter((user) => !isPublished(user));
  return [...(own.length === functions ? ['all functions'] : own), ...others].join(', ');
};

/** The table of docs/supply-chain.md. */
export const describeDependencies = (): string => {
  const functions = readdirSync(functionsFolder).length;
  return [
    '| package | version | licence | in |',
    '| --- | --- | --- | --- |',
    ...shippedPackages().map(
      ({ name, version, license, usedBy }) =>
        `| ${name} | ${version} | ${license} | ${describeUsers(usedBy, functions)} |`,
    ),
  ].join('\n');
};
