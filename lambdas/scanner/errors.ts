import type { ScanSummary } from '../shared/contract.ts';
import { AudienceImportError } from '../shared/errors.ts';
import { listFailures } from '../shared/list-failures.ts';

/** SQS did not take a message. */
export class MessageRefusedError extends AudienceImportError {
  override readonly name = 'MessageRefusedError';

  constructor(reason: string) {
    super(`SQS refused its message (${reason}); the next run sends it`);
  }
}

/** What was told of a folder too soon could not be sent to the queue once more. */
export class NewsNotPutOffError extends AudienceImportError {
  override readonly name = 'NewsNotPutOffError';

  constructor(folder: string, cause: unknown) {
    super(
      `what S3 has told of ${folder} could not be put off (${String(cause)}); the next tick looks`,
      {
        cause,
      },
    );
  }
}

export interface ScanFailure {
  /** undefined when the projects could not be listed */
  projectId: string | undefined;
  /** undefined when it does not concern a single file */
  fileName?: string | undefined;
  error: unknown;
}

/** Thrown at the end of a run, so that the failure shows in the function's error metric. */
export class ScanIncompleteError extends AudienceImportError {
  override readonly name = 'ScanIncompleteError';
  readonly failures: readonly ScanFailure[];
  /** of all projects, as far as they were scanned */
  readonly summary: ScanSummary;

  constructor(failures: readonly ScanFailure[], summary: ScanSummary) {
    const list = listFailures(
      failures.map(({ projectId = 'the list of projects', fileName, error }) => ({
        name: fileName === undefined ? projectId : `${projectId}/${fileName}`,
        error,
      })),
    );
    const projects = new Set(failures.map(({ projectId }) => projectId)).size;
    super(`${projects} project(s) could not be scanned to the end, the others were. ${list}`);
    this.failures = failures;
    this.summary = summary;
  }
}
