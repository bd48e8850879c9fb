import { AudienceImportError } from '../lambdas/shared/errors.ts';
import { parseArguments } from './arguments.ts';
import { createSample } from './sample/run-sample.ts';
import { leaveEmpty, runSession } from './session.ts';

const options = parseArguments(process.argv);

const hasSample = !options.empty && options.inbox === undefined;

try {
  process.exitCode = await runSession(
    options,
    hasSample ? createSample(options, console.log) : leaveEmpty,
    console.log,
  );
} catch (error) {
  console.error(error instanceof AudienceImportError ? error.message : error);
  process.exitCode = 1;
}
