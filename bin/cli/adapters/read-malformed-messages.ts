import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { parseItem } from '../../../lambdas/shared/adapters/parse-item.ts';
import { malformedPartition, tableKeys } from '../../../lambdas/shared/contract.ts';
import {
  type MalformedMessage,
  malformedMessageSchema,
} from '../../../lambdas/shared/domain/malformed-message.ts';

/** What the dead-letter function could not read, newest first. */
export type ReadMalformedMessages = () => Promise<MalformedMessage[]>;

export const createReadMalformedMessages =
  (dynamodb: DynamoDBDocumentClient, tableName: string): ReadMalformedMessages =>
  async () => {
    const pages = paginateQuery(
      { client: dynamodb },
      {
        TableName: tableName,
        KeyConditionExpression: '#audience = :malformed',
        ExpressionAttributeNames: { '#audience': tableKeys.imports.partition },
        ExpressionAttributeValues: { ':malformed': malformedPartition },
      },
    );
    const messages: MalformedMessage[] = [];
    for await (const page of pages)
      for (const item of page.Items ?? [])
        messages.push(parseItem(malformedMessageSchema, item, 'a malformed message'));
    return messages.sort((one, other) => other.at - one.at);
  };
