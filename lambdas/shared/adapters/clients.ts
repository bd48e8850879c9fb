import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { PatientRetryStrategy } from '../back-pressure/patient-retries.ts';
import type { Backoff, Now } from '../ports.ts';

/** A body that pauses longer, or an answer that does not begin, will not come any more. */
export const stallMs = 20_000;

/** The SDK would wait for ever for a connection, and for an answer to start. */
const quickToNotice = {
  connectionTimeout: 5_000,
  requestTimeout: stallMs,
  throwOnRequestTimeout: true,
};

/** Stated, because the SDK's defaults are about to change. */
export const clientDefaults = {
  maxAttempts: 5,
  retryMode: 'standard',
  requestHandler: quickToNotice,
} as const;

/** Milliseconds. Two minutes: a table that is busy for longer is looked at again by the next run or delivery. */
const usualPatienceMs = 120_000;

/** What a client of DynamoDB takes from its process. */
export interface ClientHost extends Backoff {
  now: Now;
}

/** @param patienceMs how long a call is repeated that is refused because a table is throttled */
export const createDynamodb = (
  { now, sleep, random }: ClientHost,
  settings: DynamoDBClientConfig = {},
  patienceMs = usualPatienceMs,
): DynamoDBClient =>
  new DynamoDBClient({
    ...clientDefaults,
    ...settings,
    retryStrategy: new PatientRetryStrategy({ now, sleep, random, patienceMs }),
  });

export const toDocumentClient = (client: DynamoDBClient): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
