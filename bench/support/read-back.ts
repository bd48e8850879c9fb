import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { sdkSettings } from '../../local/sdk-settings.ts';
import { AudienceReader } from '../../reader/index.ts';
import { audienceName, projectId, tableNames } from '../loopback/names.ts';
import type { Loopback } from '../loopback/start-loopback.ts';

/** Digest of all members, as the reader streams them from what the loopback tables have kept. */
export const readBackDigest = async (
  { endpoints }: Loopback,
  name: string = audienceName,
): Promise<string> => {
  const reader = new AudienceReader({
    dynamodb: new DynamoDBClient(sdkSettings(endpoints.dynamodb)),
    tables: tableNames,
  });
  const hash = createHash('sha256');
  const snapshot = await reader.snapshot(projectId, name);
  for await (const id of snapshot.ids()) hash.update(`${id}\n`);
  return hash.digest('hex');
};
