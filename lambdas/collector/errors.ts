import { AudienceImportError } from '../shared/errors.ts';

export interface CollectionFailure {
  projectId: string;
  /** undefined when the project's audiences could not be listed */
  fileName: string | undefined;
  error: unknown;
}

const shown = 10;

/** Thrown at the end of a run, so that the failure shows in the function's error metric. */
export class CollectionIncompleteError extends AudienceImportError {
  override readonly name = 'CollectionIncompleteError';
  readonly failures: readonly CollectionFailure[];

  constructor(failures: readonly CollectionFailure[]) {
    const list = failures
      .slice(0, shown)
      .map(({ projectId, fileName = '', error }) => `${projectId}/${fileName}: ${describe(error)}`);
    const more = failures.length > shown ? [`and ${failures.length - shown} more`] : [];
    super(
      `${failures.length} failure(s); what could be collected was, the rest waits for the next run. ` +
        [...list, ...more].join('; '),
    );
    this.failures = failures;
  }
}

const describe = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
