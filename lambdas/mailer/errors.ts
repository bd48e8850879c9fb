import { AudienceImportError } from '../shared/errors.ts';
import { describeError, listFailures } from '../shared/list-failures.ts';

/**
 * SES did not take a mail. Carries the code of SES's answer and not the answer itself, which may quote
 * addresses, and this error is logged.
 */
export class MailRefusedError extends AudienceImportError {
  override readonly name: string = 'MailRefusedError';
  readonly code: string;
  readonly requestId: string | undefined;

  constructor(
    code: string,
    requestId?: string,
    advice = 'look the code up in the SES API reference',
  ) {
    super(`SES did not take the mail: ${code} (request ${requestId ?? 'unknown'}); ${advice}`);
    this.code = code;
    this.requestId = requestId;
  }
}

/** Whatever is sent to the same recipients meets the same refusal. */
export class RecipientsRefusedError extends MailRefusedError {
  override readonly name = 'RecipientsRefusedError';

  constructor(code: string, requestId?: string) {
    super(
      code,
      requestId,
      "check the addresses of the project's administrators; in the SES sandbox each of them has to be " +
        "verified, and the sender always has to be; an AccessDenied is a matter of the function's role",
    );
  }
}

/** Whatever is sent to whomever meets the same refusal: the account's quota is used up, or it may not send. */
export class SendingHaltedError extends MailRefusedError {
  override readonly name = 'SendingHaltedError';

  constructor(code: string, requestId?: string) {
    super(code, requestId, "check the account's sending quota and state in the SES console");
  }
}

/** A mail went out, but notices that it told of could not be removed: they will be mailed again. */
export class NoticesNotRemovedError extends AudienceImportError {
  override readonly name = 'NoticesNotRemovedError';

  constructor(audiences: number, cause: unknown) {
    super(`notices of ${audiences} audience(s) were not removed: ${describeError(cause)}`, {
      cause,
    });
  }
}

export interface MailFailure {
  /** undefined when it was none of a project */
  projectId: string | undefined;
  error: unknown;
}

/** Thrown at the end of a run, so that the failure shows in the function's error metric. */
export class MailsIncompleteError extends AudienceImportError {
  override readonly name = 'MailsIncompleteError';
  readonly failures: readonly MailFailure[];

  constructor(failures: readonly MailFailure[]) {
    const named = failures.map(({ projectId: name = 'any project', error }) => ({ name, error }));
    super(
      `${failures.length} failure(s); what could be mailed was, the rest waits for the next run. ` +
        listFailures(named),
    );
    this.failures = failures;
  }
}
