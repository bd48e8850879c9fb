import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** What docs/vectors/ holds; docs/membership-format.md and docs/users-table.md say what it is. */
interface Vectors {
  users: { project: string; id: string; shard: string }[];
  hashes: { id: string; xxh64: string }[];
  buckets: { xxh64: string; buckets: Record<string, number> }[];
  order: { members: string[]; inOrder: string[] };
  chunks: { what: string; ids: string[]; zstd: string }[];
  digests: { inOrder: string[]; sha256: string }[];
  version: {
    project: string;
    name: string;
    version: number;
    members: string[];
    notMembers: string[];
    chunks: number;
    shards: number;
    sha256: string;
    items: { audiences: DynamodbJson[]; memberships: DynamodbJson[] };
  };
  difference: {
    project: string;
    name: string;
    version: number;
    base: number;
    baseChunks: number;
    baseShards: number;
    chunks: number;
    shards: number;
    baseMembers: string[];
    members: string[];
    notMembers: string[];
    sha256: string;
    items: { audiences: DynamodbJson[]; memberships: DynamodbJson[] };
  };
  edits: {
    what: string;
    firstBucket: number;
    /** IDs by bucket */
    base: Record<string, string[]>;
    /** in hex */
    edits: string;
    added: string[];
    /** by bucket of the base */
    members: Record<string, string[]>;
  }[];
  'refused-differences': {
    what: string;
    at: 'open' | 'chunk' | 'end';
    error: 'unknown' | 'gone';
    items: { audiences: DynamodbJson[]; memberships: DynamodbJson[] };
  }[];
  refused: {
    what: string;
    /** when a reader has to refuse it */
    at: 'open' | 'chunk' | 'end';
    live: DynamodbJson;
    chunk: DynamodbJson;
  }[];
}

/** An item as the AWS CLI prints it: `{ name: { S: 'text' } }`, binary values in Base64. */
export type DynamodbJson = Record<string, unknown>;

export const readVectors = <K extends keyof Vectors>(kind: K): Vectors[K] =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, `../../docs/vectors/${kind}.json`), 'utf8'),
  ) as Vectors[K];

/** As the client takes it. */
export const toAttributes = (item: DynamodbJson): Record<string, AttributeValue> =>
  JSON.parse(JSON.stringify(item), (name, value: unknown) =>
    name === 'B' ? Buffer.from(value as string, 'base64') : value,
  ) as Record<string, AttributeValue>;

/** As the document client takes and gives it. */
export const toPlainItem = (item: DynamodbJson): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, toPlain(value)]));

const toPlain = (value: unknown): unknown => {
  const [type, content] = Object.entries(value as object)[0] as [string, unknown];
  if (type === 'M') return toPlainItem(content as DynamodbJson);
  if (type === 'N') return Number(content);
  if (type === 'B') return Buffer.from(content as string, 'base64');
  if (type === 'S' || type === 'BOOL') return content;
  throw new Error(`the vectors have no ${type} yet`);
};
