import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { findPython } from '../support/python.ts';
import { emulatorModules } from './start-aws.ts';

const runtimeClient = join(import.meta.dirname, 'runtime-client/node_modules/aws-lambda-ric');

const missing = [
  ...(findPython(emulatorModules) === undefined ? ["moto's server, see CONTRIBUTING.md"] : []),
  ...(existsSync(runtimeClient) ? [] : ['npm ci --prefix test/deploy/runtime-client']),
];

/**
 * `describe` for tests that deploy. Where what they need is missing, a person's tests go on without them and say so; those of
 * CI may not.
 */
export const describeDeployment = (title: string, tests: () => void): void => {
  if (missing.length === 0 || process.env.CI !== undefined) describe(title, tests);
  else describe.skip(`${title} (skipped, needs: ${missing.join('; ')})`, tests);
};
