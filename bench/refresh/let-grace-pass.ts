import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AudienceItem } from '../../lambdas/shared/domain/audience-item.ts';
import { tableNames } from '../loopback/names.ts';

/** As if a day had passed since the last refresh: what was replaced may be collected, as far as its age is concerned. */
export const letGracePass = async (
  dynamodb: DynamoDBDocumentClient,
  { projectId, fileName, versions }: AudienceItem,
): Promise<void> => {
  for (const [version, { state }] of Object.entries(versions))
    if (state === 'superseded')
      await dynamodb.send(
        new UpdateCommand({
          TableName: tableNames.audiences,
          Key: { projectId, fileName },
          UpdateExpression: 'SET #versions.#version.#until = :now',
          ExpressionAttributeNames: {
            '#versions': 'versions',
            '#version': version,
            '#until': 'until',
          },
          ExpressionAttributeValues: { ':now': Date.now() - 1 },
        }),
      );
};
