import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { parseItem } from '../../shared/adapters/parse-item.ts';
import {
  claimSchema,
  enqueuedSchema,
  outcomeSchema,
  sourceSchema,
} from '../../shared/domain/audience-item.ts';
import type { ReadKnownFiles } from '../ports.ts';

/** Only what the diff needs: an item with hundreds of versions is large. */
const knownFileSchema = z.object({
  fileName: z.string(),
  source: sourceSchema,
  enqueued: enqueuedSchema.optional(),
  claim: claimSchema.pick({ until: true }).optional(),
  outcome: outcomeSchema.pick({ etag: true, retryAt: true, cause: true, at: true }).optional(),
});

export const createReadKnownFiles = (
  dynamodb: DynamoDBDocumentClient,
  tableName: string,
): ReadKnownFiles =>
  async function* (projectId) {
    const pages = paginateQuery(
      { client: dynamodb, pageSize: 1000 },
      {
        TableName: tableName,
        KeyConditionExpression: '#projectId = :projectId',
        ProjectionExpression:
          '#fileName, #source, #enqueued, #claim.#until, #outcome.#etag, #outcome.#retryAt, #outcome.#cause, #outcome.#at',
        ExpressionAttributeNames: {
          '#projectId': 'projectId',
          '#fileName': 'fileName',
          '#source': 'source',
          '#enqueued': 'enqueued',
          '#claim': 'claim',
          '#until': 'until',
          '#outcome': 'outcome',
          '#etag': 'etag',
          '#retryAt': 'retryAt',
          '#cause': 'cause',
          '#at': 'at',
        },
        ExpressionAttributeValues: { ':projectId': projectId },
        ConsistentRead: true,
      },
    );
    for await (const page of pages)
      for (const item of page.Items ?? [])
        yield parseItem(knownFileSchema, item, `audience ${projectId}/${String(item.fileName)}`);
  };
