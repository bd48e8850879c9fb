import { updateIf } from '../adapters/conditional-update.ts';
import { joinParts, toExpression, type UpdateParts } from '../claims/update-parts.ts';
import { abandon, supersede } from '../claims/version-states.ts';
import type { AudienceItem } from '../domain/audience-item.ts';
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
 * `deleted-already`: nothing was left to do.
 *
 * `version`: the claims up to this one cannot publish any more, and nothing of theirs is live; what place they
 * have taken may be given back.
 */
export type Deletion =
  { result: 'deleted' | 'deleted-already'; version: number } | { result: 'unknown' };

/**
 * Takes an audience from its readers. Snapshots that are open stay readable for the grace period, and
 * notices that are pending are still sent. The item stays, with its ID and version counter, so that no
 * version number is ever used twice.
 */
export type DeleteAudience = (
  projectId: string,
  fileName: string,
  options: DeleteOptions,
) => Promise<Deletion>;

/**
 * Deletes by one conditional update, which forces the claim: it takes a new version number and removes the
 * claim, so that a worker that is running cannot publish afterwards.
 */
export const createDeleteAudience =
  ({ dynamodb, tableName, getItem, now, newId }: AudienceWriterDeps): DeleteAudience =>
  async (projectId, fileName, options) => {
    const operation = newId();
    let version = 0;
    // Lost a race: what the winner wrote decides.
    for (;;) {
      const item = await getItem(projectId, fileName);
      if (!item) return { result: 'unknown' };
      // The answer to our own update was lost. There may be a later import since, which is not to be deleted.
      if (item.operation === operation) return { result: 'deleted', version };
      if (isDeleted(item, options))
        return { result: 'deleted-already', version: item.versionCounter };

      const at = now();
      version = item.versionCounter + 1;
      const seen = unchangedSince(item);
      const { names, values, ...clauses } = joinParts([
        seen.parts,
        takeFromReaders(item, version, at),
        rememberOperation(operation),
        ...(options.forgetFile ? [forgetFile(at)] : []),
      ]);
      const isWritten = await updateIf(dynamodb, {
        TableName: tableName,
        Key: { projectId, fileName },
        UpdateExpression: toExpression(clauses),
        ConditionExpression: seen.condition,
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
      });
      if (isWritten) return { result: 'deleted', version };
    }
  };

/** An import may have begun since; a file that is still there, as far as is known, may be forgotten. */
const isDeleted = ({ deletedAt, claim, source }: AudienceItem, options: DeleteOptions): boolean =>
  deletedAt !== undefined && claim === undefined && !(options.forgetFile && source.present);

/**
 * Whoever claims raises the counter, and whoever ends an import takes its version out of `writing`. The
 * collector removes entries, and what lies below a missing one cannot be set.
 */
const unchangedSince = ({
  versionCounter,
  versions,
}: AudienceItem): { condition: string; parts: UpdateParts } => ({
  condition: [
    '#counter = :counter',
    ...changingVersions(versions).map((_, index) => `#versions.#v${index}.#state = :was${index}`),
  ].join(' AND '),
  parts: {
    names: { '#counter': 'versionCounter' },
    values: {
      ':counter': versionCounter,
      ...Object.fromEntries(
        changingVersions(versions).map(([, { state }], index) => [`:was${index}`, state]),
      ),
    },
  },
});

const takeFromReaders = ({ versions }: AudienceItem, next: number, at: number): UpdateParts =>
  joinParts([
    {
      set: ['#counter = :next', '#deletedAt = :at'],
      // Without an outcome the file is due, should there be one again, even with the same content.
      remove: ['#claim', '#outcome', '#told', '#enqueued'],
      names: {
        '#deletedAt': 'deletedAt',
        '#claim': 'claim',
        '#outcome': 'outcome',
        '#told': 'told',
        '#enqueued': 'enqueued',
      },
      values: { ':next': next, ':at': at },
    },
    ...changingVersions(versions).map(([version, { state }], index) =>
      joinParts([
        { names: { '#versions': 'versions', [`#v${index}`]: version } },
        state === 'live' ? supersede(`#versions.#v${index}`, at) : abandon(`#versions.#v${index}`),
      ]),
    ),
  ]);

const changingVersions = (
  versions: AudienceItem['versions'],
): [string, AudienceItem['versions'][string]][] =>
  Object.entries(versions).filter(([, { state }]) => state === 'live' || state === 'writing');

/** A scan that listed the file before it was removed must not bring it back. */
const forgetFile = (at: number): UpdateParts => ({
  set: ['#source.#present = :false', '#source.#seenAt = :at'],
  names: { '#source': 'source', '#present': 'present', '#seenAt': 'seenAt' },
  values: { ':false': false, ':at': at },
});
