export interface NamedFailure {
  /** what it happened to */
  name: string;
  error: unknown;
}

const shown = 10;

/** For the message of an error that stands for many. The first ten, and how many more there are. */
export const listFailures = (failures: readonly NamedFailure[]): string =>
  [
    ...failures.slice(0, shown).map(({ name, error }) => `${name}: ${describeError(error)}`),
    ...(failures.length > shown ? [`and ${failures.length - shown} more`] : []),
  ].join('; ');

export const describeError = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
