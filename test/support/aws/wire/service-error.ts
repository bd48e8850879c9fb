/** An error that a service answers. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  /** as the SDK's error class is called */
  readonly code: string;
  readonly status: number;
  /** what else is in the answer */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    { status = 400, ...details }: { status?: number } & Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.details = details;
  }
}
