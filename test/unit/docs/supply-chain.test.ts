import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { isPublished, shippedPackages } from '../../../docs/generate/describe-dependencies.ts';

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

interface Manifest {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  allowScripts?: Record<string, boolean>;
  scripts?: Record<string, string>;
}
interface Locked extends Manifest {
  integrity?: string;
  resolved?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  /** it is inside the package above it, and covered by the hash of that */
  inBundle?: boolean;
}

const locked = Object.entries(
  (readJson('package-lock.json') as { packages: Record<string, Locked> }).packages,
).flatMap(([path, entry]) => {
  const [, name] = /.*node_modules\/(.+)$/.exec(path) ?? [];
  return name === undefined || entry.link === true || entry.inBundle === true
    ? []
    : [{ ...entry, name }];
});

describe('what the lock file installs', () => {
  it('has a hash for each package, and comes from the registry', () => {
    expect(locked.filter(({ integrity }) => !integrity?.startsWith('sha512-'))).toEqual([]);
    expect(locked.filter(({ resolved }) => /^(git|file|http:)/.test(resolved ?? ''))).toEqual([]);
  });

  it('runs no install script', () => {
    const withScripts = locked.flatMap(({ name, hasInstallScript }) =>
      hasInstallScript === true ? [name] : [],
    );
    const { allowScripts } = readJson('package.json') as Manifest;
    // The name alone denies all versions.
    expect(allowScripts).toEqual(
      Object.fromEntries(
        withScripts.filter((name) => name !== 'fsevents').map((name) => [name, false]),
      ),
    );
  });
});

it('nothing but installing and packing has scripts of its own, which npm leaves out where it is told to ignore scripts', () => {
  const { scripts = {} } = readJson('package.json') as Manifest;
  expect(Object.keys(scripts).filter((name) => /^(pre|post)/.test(name))).toEqual([
    'prepare',
    'prepack',
  ]);
});

describe('what ships', () => {
  const packages = shippedPackages();
  const allowed = new Set([
    ...['Apache-2.0', 'MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause'],
  ]);

  it('has licences that are allowed', () => {
    const odd = packages.filter(
      ({ license }) => !license.split(' AND ').every((each) => allowed.has(each)),
    );
    expect(odd).toEqual([]);
  });

  it('is, in functions, the AWS SDK, Powertools and a few others', () => {
    const others = packages.filter(
      ({ name, usedBy }) =>
        usedBy.some((user) => !isPublished(user)) &&
        !/^@(aws-sdk|smithy|aws|aws-lambda-powertools)\//.test(name),
    );
    const known = ['hono', 'mnemonist', 'obliterator', 'p-map', 'uuid', 'zod', 'zstddec'];
    expect(others.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each(['package.json', 'reader/package.json'])('is all that %s has others install', (path) => {
    const { dependencies, optionalDependencies, peerDependencies } = readJson(path) as Manifest;
    const peers = ['@aws-sdk/client-dynamodb', 'aws-cdk-lib', 'constructs'];
    expect({ ...dependencies, ...optionalDependencies }).toEqual({});
    expect(Object.keys(peerDependencies ?? {}).filter((name) => !peers.includes(name))).toEqual([]);
  });
});

it('the licence of this project is at its root', () => {
  expect(readFileSync('LICENSE', 'utf8')).toContain(
    'Apache License\n                           Version 2.0',
  );
});
