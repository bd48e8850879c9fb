import { updateIf } from '../adapters/conditional-update.ts';
import type { AudienceItem, Outcome } from '../domain/audience-item.ts';
import { hasLiveClaim } from '../domain/due.ts';
import type { AudienceWriterDeps } from './audience-writer-deps.ts';
import { dueFrom } from './due-from.ts';

/**
 * Why there is nothing to retry. `never-tried`: the file as it is now has no outcome yet, so that it is due
 * anyway. `changed`: it is another one than was seen.
 */
export type RetryRefusal =
  'unknown' | 'deleted' | 'file-missing' | 'being-imported' | 'never-tried' | 'changed';

/** A file and its last import, as a page showed them. */
export interface SeenImport {
  etag: string;
  /** of its outcome; null: it had none */
  importId: string | null;
}

/**
 * Makes a file due although it has not changed since its last import.
 *
 * @param seen what the page showed on which somebody asks for it
 * @returns `due-already`, only with `seen`: somebody has asked for it on the same page, and nothing was imported since
 */
export type RetryImport = (
  projectId: string,
  fileName: string,
  seen?: SeenImport,
) => Promise<'due' | 'due-already' | RetryRefusal>;

export const createRetryImport =
  ({ dynamodb, tableName, getItem, now, newId }: AudienceWriterDeps): RetryImport =>
  async (projectId, fileName, seen) => {
    const operation = newId();
    // Lost a race: what the winner wrote decides.
    for (;;) {
      const item = await getItem(projectId, fileName);
      // The answer to our own update was lost. The import that it has caused may have ended since.
      if (item?.operation === operation) return 'due';
      const found = lastImportOf(item, now(), seen);
      if (typeof found === 'string') return found;
      const retryAt = dueFrom(item, now());

      if (seen !== undefined && found.retryAt !== undefined && found.retryAt <= retryAt)
        return 'due-already';

      const isWritten = await updateIf(dynamodb, {
        TableName: tableName,
        Key: { projectId, fileName },
        UpdateExpression: 'SET #outcome.#retryAt = :retryAt, #operation = :operation',
        ConditionExpression:
          '#source.#present = :true AND #source.#etag = :etag AND #outcome.#importId = :importId AND ' +
          '(attribute_not_exists(#claim) OR #claim.#until <= :now)',
        ExpressionAttributeNames: {
          '#outcome': 'outcome',
          '#retryAt': 'retryAt',
          '#importId': 'importId',
          '#source': 'source',
          '#present': 'present',
          '#etag': 'etag',
          '#claim': 'claim',
          '#until': 'until',
          '#operation': 'operation',
        },
        ExpressionAttributeValues: {
          ':retryAt': retryAt,
          ':now': now(),
          ':true': true,
          ':etag': found.etag,
          ':importId': found.importId,
          ':operation': operation,
        },
      });
      if (isWritten) return 'due';
    }
  };

const lastImportOf = (
  item: AudienceItem | undefined,
  now: number,
  seen: SeenImport | undefined,
): Outcome | RetryRefusal => {
  if (!item) return 'unknown';
  if (item.deletedAt !== undefined) return 'deleted';
  if (!item.source.present) return 'file-missing';
  if (seen !== undefined && item.source.etag !== seen.etag) return 'changed';
  if (hasLiveClaim(item, now)) return 'being-imported';
  if (item.outcome?.etag !== item.source.etag) return 'never-tried';
  return seen === undefined || seen.importId === item.outcome.importId ? item.outcome : 'changed';
};
