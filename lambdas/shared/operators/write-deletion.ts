import { announce } from '../claims/announce.ts';
import { updateAudience } from '../claims/update-audience.ts';
import { joinParts, type UpdateParts } from '../claims/update-parts.ts';
import { abandon, dropHeld, supersede } from '../claims/version-states.ts';
import { type AudienceItem, type Version, versionWithPlace } from '../domain/audience-item.ts';
import type { AudienceWriterDeps } from './audience-writer-deps.ts';
import { rememberOperation } from './remember-operation.ts';

export interface DeleteOptions {
  /**
   * The file counts as missing from now on, until a scan that begins later sees one: it was removed, or nobody scans for it
   * any more. Otherwise it is due again at once.
   */
  forgetFile: boolean;
}

/**
 * One conditional update, which forces the claim: it takes the next version number and removes the claim, so that a worker
 * that is running cannot publish afterwards.
 *
 * @param item as it was read
 * @param operation a new ID
 * @returns false when it is not like that any more
 */
export type WriteDeletion = (
  item: AudienceItem,
  operation: string,
  options: DeleteOptions,
) => Promise<boolean>;

export const createWriteDeletion =
  ({
    dynamodb,
    tableName,
    now,
  }: Pick<AudienceWriterDeps, 'dynamodb' | 'tableName' | 'now'>): WriteDeletion =>
  (item, operation, { forgetFile }) => {
    const at = now();
    return updateAudience({ dynamodb, tableName }, item, [
      unchangedSince(item),
      ...(forgetFile ? [sameFileAs(item)] : []),
      takeFromReaders(item, at),
      rememberOperation(operation),
      ...announceDeletion(item, at),
      ...(forgetFile ? [forgetTheFile(at)] : []),
    ]);
  };

/** An import may have begun since; a file that is still there, as far as is known, may be forgotten. */
export const isDeleted = (
  { deletedAt, claim, source }: AudienceItem,
  { forgetFile }: DeleteOptions,
): boolean => deletedAt !== undefined && claim === undefined && !(forgetFile && source.present);

/**
 * Whoever claims raises the counter, whoever ends an import takes its version out of `writing`, and what was held may be dropped. The
 * collector removes entries, and what lies below a missing one cannot be set.
 */
const unchangedSince = ({ versionCounter, versions }: AudienceItem): UpdateParts => ({
  conditions: [
    '#counter = :counter',
    ...changingVersions(versions).map((_, index) => `#versions.#v${index}.#state = :was${index}`),
  ],
  names: { '#counter': 'versionCounter' },
  values: {
    ':counter': versionCounter,
    ...Object.fromEntries(
      changingVersions(versions).map(([, { state }], index) => [`:was${index}`, state]),
    ),
  },
});

/** A file that a scan has seen since is not forgotten. */
const sameFileAs = ({ source: { etag, seenAt } }: AudienceItem): UpdateParts => ({
  conditions: ['#source.#etag = :etag AND #source.#seenAt = :seenAt'],
  names: { '#etag': 'etag', '#seenAt': 'seenAt' },
  values: { ':etag': etag, ':seenAt': seenAt },
});

const takeFromReaders = ({ versions, versionCounter }: AudienceItem, at: number): UpdateParts =>
  joinParts([
    {
      set: ['#counter = :next', '#deletedAt = :at'],
      // Without an outcome the file is due, should there be one again, even with the same content.
      remove: [
        '#claim',
        '#outcome',
        '#told',
        '#enqueued',
        '#guard',
        '#stale',
        '#expected',
        '#trend',
      ],
      names: {
        '#deletedAt': 'deletedAt',
        '#claim': 'claim',
        '#outcome': 'outcome',
        '#told': 'told',
        '#enqueued': 'enqueued',
        '#guard': 'guard',
        '#stale': 'stale',
        '#expected': 'expectEveryHours',
        '#trend': 'trend',
      },
      values: { ':next': versionCounter + 1, ':at': at },
    },
    ...changingVersions(versions).map(([version, stored], index) =>
      joinParts([
        { names: { '#versions': 'versions', [`#v${index}`]: version } },
        end(`#versions.#v${index}`, stored, at),
      ]),
    ),
  ]);

const end = (entry: string, stored: Version, at: number): UpdateParts => {
  if (stored.state === 'live') return supersede(entry, at);
  return stored.state === 'held' ? dropHeld(entry, stored, at) : abandon(entry);
};

const changingVersions = (versions: AudienceItem['versions']): [string, Version][] =>
  Object.entries(versions).filter(
    ([, { state }]) => state === 'live' || state === 'held' || state === 'writing',
  );

/** Once, and not of a file that nothing was told of. */
const announceDeletion = (item: AudienceItem, at: number): UpdateParts[] => {
  const { deletedAt, outcome, versions, versionCounter } = item;
  const isKnown = outcome !== undefined || versionWithPlace(versions) !== undefined;
  return isKnown && deletedAt === undefined
    ? [announce(item, versionCounter + 1, { type: 'deleted', trigger: 'deletion', at })]
    : [];
};

/** A scan that listed the file before it was removed must not bring it back. */
const forgetTheFile = (at: number): UpdateParts => ({
  set: ['#source.#present = :false', '#source.#seenAt = :at'],
  names: { '#source': 'source', '#present': 'present', '#seenAt': 'seenAt' },
  values: { ':false': false, ':at': at },
});
