import { AudienceImportError } from '../lambdas/shared/errors.ts';
import { parseArguments } from './arguments.ts';
import { createSample } from './sample/run-sample.ts';
import { runSession } from './session.ts';

/** @returns exit status */
export const main = async (argv: readonly string[]): Promise<number> => {
  const options = parseArguments(argv, process.env);
  const hasSample = !options.empty && options.inbox === undefined;
  try {
    return await runSession(
      options,
      hasSample ? createSample(options, console.log) : undefined,
      console.log,
    );
  } catch (error) {
    console.error(error instanceof AudienceImportError ? error.message : error);
    return 1;
  }
};
