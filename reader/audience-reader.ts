import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { hasZstd, nodeWithZstd } from '../lambdas/shared/membership/decode-chunk.ts';
import type { AudienceSnapshot } from './audience-snapshot.ts';
import { type ChunkSource, createChunkSource } from './chunks/chunk-source.ts';
import { AudienceNotFoundError, UnsupportedNodeError, VersionGoneError } from './errors.ts';
import { backoff } from './backoff.ts';
import { createGetAudience, type GetAudience } from './get-audience.ts';
import { createListAudiences, type ListAudiences } from './list-audiences.ts';
import { openSnapshot } from './open-snapshot.ts';
import { listPublished, type PublishedAudience } from './list-published.ts';
import { parseListOptions, parseReadOptions, type ReadOptions } from './read-options.ts';
import { findLive, findReadable } from './stored-audience.ts';
import { checkReaderOptions, tableOf, type TableNames } from './tables.ts';
import type { Membership } from './unread-audiences-error.ts';
import { which } from './which.ts';

export interface AudienceReaderOptions {
  /** a client of the stack's region, with read access to the two tables */
  dynamodb: DynamoDBClient;
  tables: TableNames;
}

/**
 * What a campaign system needs of the audiences: open a snapshot when the campaign starts and use it until
 * it ends. A superseded version stays readable for 24 hours.
 */
export class AudienceReader {
  readonly #getAudience: GetAudience;
  readonly #listAudiences: ListAudiences;
  readonly #chunks: ChunkSource;

  /** @throws UnsupportedNodeError on a Node that is too old @throws InvalidOptionError */
  constructor(options: AudienceReaderOptions) {
    if (!hasZstd())
      throw new UnsupportedNodeError(
        `@audience-import/reader needs Node ${nodeWithZstd} or later, this is ${process.version}`,
      );
    checkReaderOptions(options);
    const { dynamodb } = options;
    const audiences = tableOf(options, 'audiences');
    this.#getAudience = createGetAudience(dynamodb, audiences);
    this.#listAudiences = createListAudiences(dynamodb, audiences);
    this.#chunks = createChunkSource(dynamodb, tableOf(options, 'memberships'), backoff);
  }

  /**
   * The version that is published now (one strongly consistent read), or the one that is asked for: one that was replaced
   * can be read for 24 hours.
   *
   * @param name the audience's name: the file's name without `.csv`
   * @throws AudienceNotFoundError when nothing is published under that name
   * @throws VersionGoneError when the version that is asked for cannot be read any more, or never could
   * @throws UnknownFormatError when the version is stored in a form that this release does not know
   */
  async snapshot(
    project: string,
    name: string,
    { version: asked }: { version?: number } = {},
  ): Promise<AudienceSnapshot> {
    const audience = await this.#getAudience(project, name);
    const what = `audience ${project}/${name}`;
    if (audience && asked !== undefined) {
      const found = findReadable(audience, asked, what);
      if (found) return openSnapshot(audience.audienceId, found, this.#chunks);
      throw new VersionGoneError(
        `there is no version ${asked} that can be read: it was removed, or never was published`,
      );
    }
    const live = audience && findLive(audience, what);
    if (live) return openSnapshot(audience.audienceId, live, this.#chunks);
    throw new AudienceNotFoundError(
      `project "${project}" has no published audience "${name}"; names are exact, without .csv`,
    );
  }

  /**
   * The audiences of a project that are published now. It reads the items of all audiences of the project, strongly consistent. Of a
   * project that there is not, there are none.
   *
   * @returns by name, in UTF-8 byte order
   * @throws UnknownFormatError when one is stored in a form that this release does not know
   */
  async list(
    project: string,
    options: Pick<ReadOptions, 'signal'> = {},
  ): Promise<PublishedAudience[]> {
    return listPublished(project, this.#listAudiences, parseListOptions(options));
  }

  /**
   * The audiences of a project that a user is in now: of each, the published version is asked. It reads the items of all audiences of
   * the project strongly consistent, and a chunk or two of each. Of a project that there is not, there are none.
   *
   * @param id compared exactly
   * @returns by name, in UTF-8 byte order
   * @throws UnreadAudiencesError when an audience cannot be read, so that the answer is not complete: it says which one, and has
   * what is known of the others
   * @throws InvalidOptionError
   */
  async which(project: string, id: string, options: ReadOptions = {}): Promise<Membership[]> {
    const ports = { listAudiences: this.#listAudiences, chunks: this.#chunks };
    return which({ project, id }, ports, parseReadOptions(options));
  }
}
