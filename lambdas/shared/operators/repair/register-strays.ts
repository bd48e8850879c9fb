import { GetCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { parseItem } from '../../adapters/parse-item.ts';
import { updateAudience } from '../../claims/update-audience.ts';
import { strayGraceSeconds, straysPartition } from '../../contract.ts';
import {
  type AudienceItem,
  audienceItemSchema,
  mostVersions,
  type Version,
} from '../../domain/audience-item.ts';
import { recordSchema } from '../../domain/record-schema.ts';
import { inGroups } from '../../in-groups.ts';
import type { Now } from '../../ports.ts';

/**
 * Leaves chunks of versions that their audience does not know, or of an audience that has no item any more, to the collector, which looks
 * again before it removes them. In an item of its own, not in that of the audience: there they would be taken for those of an import
 * that may be alive. What is registered already keeps its time.
 */
export type RegisterStrays = (audienceId: string, versions: readonly number[]) => Promise<void>;

export interface RegisterStraysDeps {
  dynamodb: DynamoDBDocumentClient;
  /** of the audiences */
  tableName: string;
  now: Now;
}

export const createRegisterStrays = (deps: RegisterStraysDeps): RegisterStrays => {
  const { now } = deps;
  return async (audienceId, versions) => {
    const at = now();
    const [first = [], ...others] = [
      ...inGroups(versions.slice(0, mostVersions), versionsPerUpdate),
    ];
    const rest = (await create(audienceId, first, at, deps)) ? others : [first, ...others];
    for (const group of rest) await add(audienceId, group, at, deps);
  };
};

/** An expression has at most 4 KB. */
const versionsPerUpdate = 50;

/** As that of an import which has died, of a file that nobody knows any more. */
const strayEntry = (at: number): Version => ({
  state: 'abandoned',
  etag: '',
  until: at + strayGraceSeconds * 1000,
});

const keyOf = (audienceId: string) => ({ projectId: straysPartition, fileName: audienceId });

/** @returns false when there is one */
const create = async (
  audienceId: string,
  versions: readonly number[],
  at: number,
  { dynamodb, tableName }: RegisterStraysDeps,
): Promise<boolean> => {
  const item: AudienceItem = {
    ...keyOf(audienceId),
    audienceId,
    versionCounter: 0,
    versions: Object.fromEntries(versions.map((version) => [version, strayEntry(at)])),
    source: { etag: '', size: 0, lastModified: 0, present: false, seenAt: at },
    notices: {},
    deletedAt: at,
  };
  try {
    await dynamodb.send(
      new PutCommand({
        TableName: tableName,
        Item: { ...item, schema: recordSchema },
        ConditionExpression: 'attribute_not_exists(projectId)',
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

/** Where the collector has removed the item, or another `repair` has added to it, since it was read, the next `repair` does it. */
const add = async (
  audienceId: string,
  versions: readonly number[],
  at: number,
  { dynamodb, tableName }: RegisterStraysDeps,
): Promise<void> => {
  const Key = keyOf(audienceId);
  const { Item } = await dynamodb.send(
    new GetCommand({ TableName: tableName, Key, ConsistentRead: true }),
  );
  if (Item === undefined) return;
  const registered = parseItem(audienceItemSchema, Item, `strays of ${audienceId}`).versions;
  const missing = versions.filter((version) => !(version in registered));
  if (missing.length === 0 || Object.keys(registered).length + missing.length > mostVersions)
    return;
  await updateAudience(
    { dynamodb, tableName },
    Key,
    missing.map((version, index) => ({
      set: [`#versions.#s${index} = :stray`],
      conditions: ['attribute_exists(#versions)', `attribute_not_exists(#versions.#s${index})`],
      names: { '#versions': 'versions', [`#s${index}`]: String(version) },
      values: { ':stray': strayEntry(at) },
    })),
  );
};
