import type { ScanSummary } from '../shared/contract.ts';
import { AudienceImportError } from '../shared/errors.ts';
import { listFailures } from '../shared/list-failures.ts';

/** SQS took some entries of a batch and refused others. */
export class MessagesRefusedError extends AudienceImportError {
  override readonly name = 'MessagesRefusedError';
  readonly count: number;

  constructor(projectId: string, count: number, reason: string) {
    super(
      `SQS refused ${count} messages of project ${projectId} (${reason}); the next run sends them`,
    );
    this.count = count;
  }
}

/** Thrown at the end of a run, so that the failure shows in the function's error metric. */
export class ScanIncompleteError extends AudienceImportError {
  override readonly name = 'ScanIncompleteError';
  readonly failures: readonly { projectId: string; error: unknown }[];
  /** of the projects that were scanned to the end */
  readonly summary: ScanSummary;

  constructor(failures: readonly { projectId: string; error: unknown }[], summary: ScanSummary) {
    const list = listFailures(failures.map(({ projectId, error }) => ({ name: projectId, error })));
    super(
      `${failures.length} project(s) could not be scanned to the end, the others were. ${list}`,
    );
    this.failures = failures;
    this.summary = summary;
  }
}
