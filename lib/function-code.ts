import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type AssetCode, Code } from 'aws-cdk-lib/aws-lambda';

/** Made by bin/build/build-functions.ts; the package has them, too. */
const functionsFolder = join(import.meta.dirname, '..', 'dist', 'functions');

/** The bundles of the functions are not where they have to be. */
export class FunctionsNotBuiltError extends Error {
  override readonly name = 'FunctionsNotBuiltError';
}

/**
 * What is deployed of a function: the folder with its one module.
 *
 * @param name of its folder under lambdas/
 * @throws FunctionsNotBuiltError
 */
export const functionCode = (name: string): AssetCode => {
  const folder = join(functionsFolder, name);
  if (existsSync(join(folder, 'index.mjs'))) return Code.fromAsset(folder);
  throw new FunctionsNotBuiltError(
    `${folder} has no index.mjs. Build the functions: node bin/build/build-functions.ts`,
  );
};
