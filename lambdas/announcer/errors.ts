import { AudienceImportError } from '../shared/errors.ts';
import { describeError, listFailures } from '../shared/list-failures.ts';

/** EventBridge took the call, and not this event. */
export class EventRefusedError extends AudienceImportError {
  override readonly name = 'EventRefusedError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(
      `EventBridge did not take the event: ${code}: ${message}; look the code up under ` +
        'PutEventsResultEntry in the EventBridge API reference',
    );
    this.code = code;
  }
}

/** A later release has written it, and this one does not know what it means. Those behind it wait with it. */
export class UnknownEventError extends AudienceImportError {
  override readonly name = 'UnknownEventError';

  constructor(type: string) {
    super(
      `an event of the type ${JSON.stringify(type)} cannot be sent: a later release has written it; deploy that one again`,
    );
  }
}

/** EventBridge has events that could not be removed: they will be sent again. */
export class EventsNotRemovedError extends AudienceImportError {
  override readonly name = 'EventsNotRemovedError';

  constructor(events: number, cause: unknown) {
    super(`${events} event(s) were sent and not removed: ${describeError(cause)}`, { cause });
  }
}

export interface EventFailure {
  /** `<project ID>/<file name>`; undefined when it was none of an audience */
  audience: string | undefined;
  error: unknown;
}

/** Thrown at the end of a run, so that the failure shows in the function's error metric. */
export class EventsIncompleteError extends AudienceImportError {
  override readonly name = 'EventsIncompleteError';
  readonly failures: readonly EventFailure[];

  constructor(failures: readonly EventFailure[]) {
    const named = failures.map(({ audience: name = 'any audience', error }) => ({ name, error }));
    super(
      `${failures.length} failure(s); what could be sent was, the rest waits for the next run. ` +
        listFailures(named),
    );
    this.failures = failures;
  }
}
