import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  createGetAudienceItem,
  type GetAudienceItem,
} from '../lambdas/shared/adapters/read-audience-items.ts';
import {
  findLiveVersion,
  type AudienceItem,
  type LiveVersion,
} from '../lambdas/shared/domain/audience-item.ts';
import { fileNameOf } from '../lambdas/shared/domain/file-name.ts';
import { bucketOf } from '../lambdas/shared/membership/chunk-layout.ts';
import { hasZstd, nodeWithZstd } from '../lambdas/shared/membership/decode-chunk.ts';
import { hashId } from '../lambdas/shared/membership/hash-id.ts';
import { type ChunkSource, createChunkSource } from './chunk-source.ts';
import { AudienceNotFoundError, UnsupportedNodeError, VersionGoneError } from './errors.ts';
import { readIds } from './read-ids.ts';

export interface AudienceReaderOptions {
  /** a client of the stack's region, with read access to the two tables */
  dynamodb: DynamoDBClient;
  /** names of the tables, as the stack's outputs say */
  tables: { audiences: string; memberships: string };
}

/** One complete version of an audience. What is published later does not change it. */
export interface AudienceSnapshot {
  version: number;
  /** number of members */
  members: number;
  /** when the version was published */
  importedAt: Date;
  /** Each member once. @throws VersionGoneError */
  ids: () => AsyncIterable<string>;
  /** Compares exactly: `0001` is not `1`. @throws VersionGoneError */
  contains: (id: string) => Promise<boolean>;
}

/**
 * What a campaign system needs of the audiences: open a snapshot when the campaign starts and use it until
 * it ends. A superseded version stays readable for 24 hours.
 */
export class AudienceReader {
  readonly #getItem: GetAudienceItem;
  readonly #chunks: ChunkSource;

  /** @throws UnsupportedNodeError on a Node that is too old */
  constructor({ dynamodb, tables }: AudienceReaderOptions) {
    if (!hasZstd())
      throw new UnsupportedNodeError(
        `audience-import/reader needs Node ${nodeWithZstd} or later, this is ${process.version}`,
      );
    const client = DynamoDBDocumentClient.from(dynamodb);
    this.#getItem = createGetAudienceItem(client, tables.audiences);
    this.#chunks = createChunkSource(client, tables.memberships);
  }

  /**
   * The version that is published now (one strongly consistent read), or the one that is asked for: one that was replaced
   * can be read for 24 hours.
   *
   * @param name the audience's name: the file's name without `.csv`
   * @throws AudienceNotFoundError when nothing is published under that name
   * @throws VersionGoneError when the version that is asked for cannot be read any more, or never could
   */
  async snapshot(
    project: string,
    name: string,
    { version: asked }: { version?: number } = {},
  ): Promise<AudienceSnapshot> {
    const item = await this.#getItem(project, fileNameOf(name));
    const found =
      item && (asked === undefined ? findLiveVersion(item.versions) : findReadable(item, asked));
    if (!found)
      throw new AudienceNotFoundError(
        `project "${project}" has no published audience "${name}"; names are exact, without .csv`,
      );
    const { version, layout, counts, publishedAt } = found;
    const of = { audienceId: item.audienceId, version, ...layout };
    return {
      version,
      members: counts.members,
      importedAt: new Date(publishedAt),
      ids: () => readIds(of, this.#chunks),
      contains: async (id) => {
        const ids = await this.#chunks.readChunk(of, bucketOf(hashId(id), of.chunks));
        return ids.includes(id);
      },
    };
  }
}

const findReadable = (
  { versions }: AudienceItem,
  version: number,
): Pick<LiveVersion, 'layout' | 'counts' | 'publishedAt'> & { version: number } => {
  const found = versions[version];
  if (found?.state === 'live' || found?.state === 'superseded') return { ...found, version };
  throw new VersionGoneError(
    `there is no version ${version} that can be read: it was removed, or never was published`,
  );
};
