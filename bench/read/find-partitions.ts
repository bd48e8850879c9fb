import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { toDocumentClient } from '../../lambdas/shared/adapters/clients.ts';
import { createGetAudienceItem } from '../../lambdas/shared/adapters/read-audience-items.ts';
import { fileName, projectId, tableNames } from '../loopback/names.ts';

/** The partition keys of all chunks that a version is read from: its own, and its base's. */
export const findPartitions = async (
  dynamodb: DynamoDBClient,
  version: number,
): Promise<string[]> => {
  const getItem = createGetAudienceItem(toDocumentClient(dynamodb), tableNames.audiences);
  const item = await getItem(projectId, fileName);
  const partitionsOf = (number: number): string[] => {
    const stored = item?.versions[number];
    if (!item || !stored || !('layout' in stored) || !stored.layout)
      throw new Error(`there is no version ${number}`);
    const { layout } = stored;
    return [
      ...Array.from(
        { length: layout.shards },
        (_, shard) => `${item.audienceId}#${number}#${shard}`,
      ),
      ...(layout.format === undefined ? [] : partitionsOf(layout.base)),
    ];
  };
  return partitionsOf(version);
};
