import { MalformedItemError, MalformedItemsError } from '../adapters/parse-item.ts';
import { isThrottled } from '../back-pressure/is-throttled.ts';
import { TableThrottledError } from '../back-pressure/table-throttled-error.ts';

/** Why there is nothing to show, or why something was not carried out, where a person can be told what to do. */
export interface Failure {
  kind: 'malformed' | 'refused' | 'missing' | 'throttled' | 'unreachable';
  /** names the thing: an item and its attributes, or what was refused to whom */
  message: string;
}

/** As DynamoDB, S3, KMS and Node name them. */
const kinds: Readonly<Record<string, Failure['kind']>> = {
  AccessDenied: 'refused',
  AccessDeniedException: 'refused',
  KMSAccessDenied: 'refused',
  KMSAccessDeniedException: 'refused',
  ResourceNotFoundException: 'missing',
  NoSuchBucket: 'missing',
  SlowDown: 'throttled',
  Throttling: 'throttled',
  TooManyRequestsException: 'throttled',
  InternalServerError: 'unreachable',
  InternalError: 'unreachable',
  ServiceUnavailable: 'unreachable',
  RequestTimeout: 'unreachable',
  TimeoutError: 'unreachable',
  ETIMEDOUT: 'unreachable',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  EPIPE: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
};

/** @returns undefined for an error that nobody has thought of: it belongs into the function's error metric */
export const failureOf = (error: unknown): Failure | undefined => {
  if (!(error instanceof Error)) return undefined;
  const { message } = error;
  if (error instanceof MalformedItemError || error instanceof MalformedItemsError)
    return { kind: 'malformed', message };
  if (error instanceof TableThrottledError || isThrottled(error))
    return { kind: 'throttled', message };
  const kind = namesOf(error).flatMap((name) => kinds[name] ?? [])[0];
  return kind && { kind, message };
};

const namesOf = (error: Error): string[] => [
  error.name,
  ...('code' in error && typeof error.code === 'string' ? [error.code] : []),
];
