/** Runs as native ES modules (see the `jest` script in package.json); swc only strips the types. */
const project = (name, more = {}) => ({
  displayName: name,
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  transform: { '\\.ts$': '@swc/jest' },
  extensionsToTreatAsEsm: ['.ts'],
  modulePathIgnorePatterns: ['<rootDir>/cdk.out', '<rootDir>/dist', '<rootDir>/.local'],
  ...more,
});

export default {
  projects: [project('unit'), project('infra'), project('integration'), project('e2e')],
  // Synthesis alone can take a minute where others are at work, too.
  testTimeout: 240_000,
};
