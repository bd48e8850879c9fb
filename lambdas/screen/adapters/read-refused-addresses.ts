import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { mailerPartition } from '../../shared/contract.ts';
import { type RefusedAddress, unreachedSchema } from '../../shared/domain/unreached.ts';

/** Administrators whom SES refuses, by project and address. Eventually consistent. */
export type ReadRefusedAddresses = () => Promise<
  ReadonlyMap<string, Readonly<Record<string, RefusedAddress>>>
>;

/** @param tableName of the audiences, where the mailer keeps it: a few items, of projects in which one was ever refused */
export const createReadRefusedAddresses =
  (dynamodb: DynamoDBDocumentClient, tableName: string): ReadRefusedAddresses =>
  async () => {
    const found = new Map<string, Record<string, RefusedAddress>>();
    const pages = paginateQuery(
      { client: dynamodb },
      {
        TableName: tableName,
        KeyConditionExpression: 'projectId = :projectId',
        ExpressionAttributeValues: { ':projectId': mailerPartition },
      },
    );
    for await (const { Items = [] } of pages)
      for (const item of Items) {
        // Beside these, the mailer keeps things of its own.
        const { data } = unreachedSchema.safeParse(item);
        if (data && typeof item.fileName === 'string') found.set(item.fileName, data.addresses);
      }
    return found;
  };
