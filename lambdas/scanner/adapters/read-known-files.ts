import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { parseItem, tryToParse } from '../../shared/adapters/parse-item.ts';
import {
  claimSchema,
  enqueuedSchema,
  outcomeSchema,
  sourceSchema,
} from '../../shared/domain/audience-item.ts';
import { staleSchema } from '../../shared/domain/freshness.ts';
import type { ReadKnownFiles } from '../ports.ts';

/** Only what the diff needs: an item with hundreds of versions is large. */
const knownFileSchema = z.object({
  fileName: z.string(),
  source: sourceSchema,
  enqueued: enqueuedSchema.optional(),
  claim: claimSchema.pick({ until: true }).optional(),
  outcome: outcomeSchema
    .pick({ etag: true, retryAt: true, cause: true, at: true, overLimitSince: true, result: true })
    .extend(outcomeSchema.pick({ importId: true, pinned: true, rematch: true }).partial().shape)
    .optional(),
  deletedAt: z.number().optional(),
  stale: staleSchema.optional(),
  expectEveryHours: z.number().nullable().optional(),
});

export const createReadKnownFiles = (
  dynamodb: DynamoDBDocumentClient,
  tableName: string,
): ReadKnownFiles =>
  async function* (projectId, after) {
    const pages = paginateQuery(
      { client: dynamodb, pageSize: 1000 },
      {
        TableName: tableName,
        KeyConditionExpression:
          '#projectId = :projectId' + (after === undefined ? '' : ' AND #fileName > :after'),
        ProjectionExpression:
          '#fileName, #source, #enqueued, #claim.#until, #outcome.#etag, #outcome.#retryAt, #outcome.#cause, #outcome.#at, ' +
          '#outcome.#overLimitSince, #outcome.#result, #outcome.#importId, #outcome.#pinned, #outcome.#rematch, #deletedAt, ' +
          '#stale, #expectEveryHours, #schema',
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
          '#overLimitSince': 'overLimitSince',
          '#result': 'result',
          '#importId': 'importId',
          '#pinned': 'pinned',
          '#rematch': 'rematch',
          '#deletedAt': 'deletedAt',
          '#stale': 'stale',
          '#expectEveryHours': 'expectEveryHours',
          '#schema': 'schema',
        },
        ExpressionAttributeValues: { ':projectId': projectId, ':after': after },
        ConsistentRead: true,
      },
    );
    for await (const page of pages)
      for (const item of page.Items ?? []) {
        const fileName = String(item.fileName);
        const parsed = tryToParse(() =>
          parseItem(knownFileSchema, item, `audience ${projectId}/${fileName}`),
        );
        yield 'error' in parsed ? { fileName, ...parsed } : parsed.value;
      }
  };
