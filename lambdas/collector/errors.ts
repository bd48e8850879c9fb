import { AudienceImportError } from '../shared/errors.ts';
import { listFailures } from '../shared/list-failures.ts';

export interface CollectionFailure {
  projectId: string;
  /** undefined when the project's audiences could not be listed */
  fileName: string | undefined;
  error: unknown;
}

/** Thrown at the end of a run, so that the failure shows in the function's error metric. */
export class CollectionIncompleteError extends AudienceImportError {
  override readonly name = 'CollectionIncompleteError';
  readonly failures: readonly CollectionFailure[];

  constructor(failures: readonly CollectionFailure[]) {
    const named = failures.map(({ projectId, fileName = '', error }) => ({
      name: `${projectId}/${fileName}`,
      error,
    }));
    super(
      `${failures.length} failure(s); what could be collected was, the rest waits for the next run. ` +
        listFailures(named),
    );
    this.failures = failures;
  }
}
