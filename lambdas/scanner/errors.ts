import type { ScanSummary } from '../shared/contract.ts';
import { AudienceImportError } from '../shared/errors.ts';

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
    const list = failures
      .map(({ projectId, error }) => `${projectId}: ${describe(error)}`)
      .join('; ');
    super(
      `${failures.length} project(s) could not be scanned to the end, the others were. ${list}`,
    );
    this.failures = failures;
    this.summary = summary;
  }
}

const describe = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
