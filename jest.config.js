import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Tests start our programs some hundred times: compiling and stripping them once saves half of that.
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'audience-import-compile-cache');

/** Runs as native ES modules (see the `jest` script in package.json); swc only strips the types. */
const project = (name, more = {}) => ({
  displayName: name,
  testEnvironment: '<rootDir>/test/support/plain-globals.js',
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  transform: { '\\.ts$': '@swc/jest' },
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: [
    '<rootDir>/cdk.out',
    '<rootDir>/dist',
    '<rootDir>/reader/dist',
    '<rootDir>/samples',
    '<rootDir>/.local',
  ],
  ...more,
});

export default {
  projects: [
    project('unit'),
    project('infra'),
    project('integration', { globalSetup: '<rootDir>/test/support/install-official-engine.ts' }),
    project('deploy'),
    project('e2e', {
      globalSetup: '<rootDir>/test/support/assembly/setup.ts',
      globalTeardown: '<rootDir>/test/support/assembly/teardown.ts',
    }),
  ],
  // Jest would leave one processor free, which on a small machine is half of what there is.
  maxWorkers: '100%',
  // Ends a test that hangs. A machine that does other things, too, takes minutes for what takes seconds alone.
  testTimeout: 300_000,
};
