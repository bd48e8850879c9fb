import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { sdkSettings } from '../../local/sdk-settings.ts';
import { toDocumentClient } from '../../lambdas/shared/adapters/clients.ts';
import { fileName, membersKeys, projectPath, tableNames } from '../loopback/names.ts';
import type { Loopback } from '../loopback/start-loopback.ts';
import { digestLines } from '../support/digest-lines.ts';

/** Digest of the members that lie in the loopback table as one item each. */
export const digestItems = async ({ endpoints }: Loopback): Promise<string> => {
  const client = toDocumentClient(new DynamoDBClient(sdkSettings(endpoints.dynamodb)));
  const pages = paginateQuery(
    { client },
    {
      TableName: tableNames.members,
      KeyConditionExpression: `${membersKeys.partition} = :audience`,
      ExpressionAttributeValues: { ':audience': projectPath + fileName },
    },
  );
  let lines = '';
  for await (const { Items = [] } of pages)
    for (const item of Items) lines += `${String(item[membersKeys.sort])}\n`;
  return digestLines(Buffer.from(lines));
};
