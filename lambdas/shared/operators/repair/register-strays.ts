import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { mostVersions } from '../../domain/audience-item.ts';
import type { AudienceItem } from '../../domain/audience-item.ts';
import { straysPartition } from '../../contract.ts';
import type { Now } from '../../ports.ts';
import { strayEntry } from './repair-audience.ts';

/**
 * Leaves the chunks of an audience that has no item any more to the collector, which looks again before it removes them. What is
 * registered already stays as it is.
 *
 * @returns false when it was registered before
 */
export type RegisterStrays = (audienceId: string, versions: readonly number[]) => Promise<boolean>;

export const createRegisterStrays =
  ({
    dynamodb,
    tableName,
    now,
  }: {
    dynamodb: DynamoDBDocumentClient;
    /** of the audiences */
    tableName: string;
    now: Now;
  }): RegisterStrays =>
  async (audienceId, versions) => {
    const at = now();
    const registered = versions.slice(0, mostVersions);
    const item: AudienceItem = {
      projectId: straysPartition,
      fileName: audienceId,
      audienceId,
      versionCounter: Math.max(...registered),
      versions: Object.fromEntries(registered.map((version) => [version, strayEntry(at)])),
      source: { etag: '', size: 0, lastModified: 0, present: false, seenAt: at },
      notices: {},
      deletedAt: at,
    };
    try {
      await dynamodb.send(
        new PutCommand({
          TableName: tableName,
          Item: item,
          ConditionExpression: 'attribute_not_exists(projectId)',
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
