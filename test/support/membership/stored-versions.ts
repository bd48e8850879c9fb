import { type AttributeValue, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { bucketOf, chunkSetKey, shardOf } from '../../../lambdas/shared/membership/chunk-layout.ts';
import { encodeChunk } from '../../../lambdas/shared/membership/encode-chunk.ts';
import { hashId } from '../hash-id.ts';
import { digestIds, orderMembers } from '../order-members.ts';
import { cutDifference } from './difference-oracle.ts';

type Item = Record<string, AttributeValue>;

/** A whole version, or one that is a difference to another of the same audience. */
export interface VersionToStore {
  members: readonly string[];
  chunks: number;
  shards: number;
  /** number of the version that it is a difference to */
  base?: number;
  state?: string;
  /** in place of what fits it */
  counted?: number;
}

const idOf = (name: string): string => `audience-${name}`;

/**
 * Puts an audience of the project `shop` with these versions, by number, into tables that are there. Nothing of the importer
 * is used.
 *
 * @returns the chunks' items, as they are stored
 */
export const storeVersions = async (
  dynamodb: DynamoDBClient,
  tables: { audiences: string; memberships: string },
  versions: Readonly<Record<number, VersionToStore>>,
  name = 'vip',
): Promise<Item[]> => {
  const put = async (TableName: string, Item: Item): Promise<void> => {
    await dynamodb.send(new PutItemCommand({ TableName, Item }));
  };
  const entries = Object.entries(versions).map(([number, version]) => [number, entryOf(version)]);
  await put(tables.audiences, {
    projectId: { S: 'shop' },
    fileName: { S: `${name}.csv` },
    audienceId: { S: idOf(name) },
    versions: { M: Object.fromEntries(entries) as Item },
  });
  const items = Object.entries(versions).flatMap(([number, version]) =>
    chunksOf(version, versions).map((content, bucket) => ({
      ...chunkKey(Number(number), bucket, version.shards, name),
      ...content,
    })),
  );
  for (const item of items) await put(tables.memberships, item);
  return items;
};

export const chunkKey = (version: number, bucket: number, shards: number, name = 'vip'): Item => ({
  chunkSet: { S: chunkSetKey(idOf(name), version, shardOf(bucket, shards)) },
  bucket: { N: String(bucket) },
});

const number = (value: number): AttributeValue => ({ N: String(value) });

const entryOf = ({
  members,
  chunks,
  shards,
  base,
  state = 'live',
  counted,
}: VersionToStore): AttributeValue => ({
  M: {
    state: { S: state },
    [state === 'held' ? 'heldAt' : 'publishedAt']: number(1_767_312_000_000),
    counts: { M: { members: number(counted ?? members.length) } },
    layout: {
      M: {
        chunks: number(chunks),
        shards: number(shards),
        digest: { S: digestIds(orderMembers(members).ids) },
        ...(base !== undefined && {
          format: number(2),
          base: number(base),
          chunksSinceBase: number(chunks),
        }),
      },
    },
  },
});

const chunksOf = (
  { members, chunks, base }: VersionToStore,
  versions: Readonly<Record<number, VersionToStore>>,
): Item[] => {
  if (base === undefined) return cutWhole(members, chunks).map((ids) => ({ ids: compressed(ids) }));
  const { members: baseMembers, chunks: baseChunks } = versions[base]!;
  return cutDifference(baseMembers, members, { baseChunks, chunks }).map(({ edits, added }) => ({
    edits: { B: edits },
    added: compressed(added),
  }));
};

const cutWhole = (members: readonly string[], chunks: number): string[][] => {
  const buckets = Array.from({ length: chunks }, (): string[] => []);
  for (const id of orderMembers(members).ids) buckets[bucketOf(hashId(id), chunks)]!.push(id);
  return buckets;
};

const compressed = (ids: readonly string[]): AttributeValue => ({
  B: encodeChunk(Buffer.from(ids.join('\n'))),
});
