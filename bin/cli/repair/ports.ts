import type { MalformedItemError } from '../../../lambdas/shared/adapters/parse-item.ts';
import type { tableKeys } from '../../../lambdas/shared/contract.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';

export type TableName = keyof typeof tableKeys;

/** @returns its physical name; no size where there is no such table */
export type DescribeTables = (name: TableName) => Promise<{
  tableName: string;
  size: { bytes: number; items: number } | undefined;
}>;

/** Key of an item of the memberships table. */
export interface ChunkKey {
  /** `<audienceId>#<version>#<shard>` */
  chunkSet: string;
  bucket: number;
}

/** Reads the keys of all chunks, each once, eventually consistent, in any order; tells of each page with its read units. */
export type ScanChunks = (
  take: (chunks: readonly ChunkKey[], units: number) => void,
  signal: AbortSignal,
) => Promise<void>;

/** Buckets of the chunks of a version that lie in a shard. Strongly consistent. */
export type ListBuckets = (
  of: { audienceId: string; version: number },
  shard: number,
  signal: AbortSignal,
) => AsyncIterable<number>;

export interface AllAudiences {
  items: AudienceItem[];
  /** chunks without an audience, as they were registered before */
  strays: AudienceItem[];
  unreadable: {
    /** `<project ID>/<file name>` */
    key: string;
    error: MalformedItemError;
    /** whose chunks belong to it; undefined: they may be anybody's */
    audienceId: string | undefined;
  }[];
}

export type ListAllAudiences = (signal: AbortSignal) => Promise<AllAudiences>;

/** Whether anybody is registered in a project, in the stack's own users table. */
export type HasUsers = (projectId: string, signal: AbortSignal) => Promise<boolean>;
