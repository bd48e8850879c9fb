import { updateIf } from '../adapters/conditional-update.ts';
import { joinParts, toExpression, type UpdateParts } from '../claims/update-parts.ts';
import { abandon, supersede } from '../claims/version-states.ts';
import type { AudienceItem, Outcome, Version } from '../domain/audience-item.ts';
import type { AudienceWriterDeps } from './audience-writer-deps.ts';
import { type FileAfterRollback, type SettledFile, settleFile } from './file-after-rollback.ts';
import { findRollback, type FoundRollback, type RollbackRefusal } from './find-rollback.ts';
import { rememberOperation } from './remember-operation.ts';

export type Rollback =
  | {
      result: 'published';
      version: number;
      superseded: number;
      members: number;
      file: FileAfterRollback;
      /** when a file that is `failed` is tried again, in milliseconds since 1970 */
      retryAt: number | undefined;
    }
  /** `changed`: another version was published, or another operator acted, after the first look */
  | { result: 'refused'; why: RollbackRefusal | 'changed' };

/**
 * Publishes a superseded version again. It stays until the file changes or is retried; a file that has changed already, and
 * was not published yet, stays due.
 *
 * @param to by default the version that was live before
 * @param importId stands in the outcome; a new one, by which the operation is known, too
 */
export type RollbackAudience = (
  projectId: string,
  fileName: string,
  to: number | undefined,
  importId: string,
) => Promise<Rollback>;

/**
 * One conditional update that forces the claim: it takes a new version number and removes the claim, so that a worker that
 * is running cannot publish afterwards.
 */
export const createRollbackAudience =
  ({ dynamodb, tableName, getItem, now }: Omit<AudienceWriterDeps, 'newId'>): RollbackAudience =>
  async (projectId, fileName, to, importId) => {
    /** what the last try would have done, and what the first look has found */
    let tried: { done: Rollback; found: FoundRollback } | undefined;
    // Lost a race: what the winner wrote decides.
    for (;;) {
      const item = await getItem(projectId, fileName);
      // The answer to our own update was lost.
      if (tried && item?.operation === importId) return tried.done;
      // Who names no version means to get rid of the one that is live, and not of what has come after it.
      if (tried && to === undefined && hasChanged(item, tried.found))
        return { result: 'refused', why: 'changed' };
      const found = findRollback(item, to);
      if (typeof found === 'string') return { result: 'refused', why: found };

      const at = now();
      const settled = settleFile(found.item, found.live.etag, at);
      const { names, values, ...clauses } = joinParts(partsOf(found, settled, importId, at));
      const isWritten = await updateIf(dynamodb, {
        TableName: tableName,
        Key: { projectId, fileName },
        UpdateExpression: toExpression(clauses),
        ConditionExpression: [
          '#counter = :counter AND attribute_not_exists(#deletedAt) AND #source.#etag = :etag',
          '#versions.#target.#state = :superseded AND #versions.#live.#state = :published',
          ...(found.unfinished === undefined ? [] : ['#versions.#unfinished.#state = :writing']),
        ].join(' AND '),
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
      });
      const done = describe(found, settled);
      if (isWritten) return done;
      tried = { done, found: tried?.found ?? found };
    }
  };

const hasChanged = (
  item: AudienceItem | undefined,
  { item: before, live }: FoundRollback,
): boolean =>
  item?.operation !== before.operation || item?.versions[live.version]?.state !== 'live';

const partsOf = (
  { item, live, target, unfinished }: FoundRollback,
  { file, done }: SettledFile,
  importId: string,
  at: number,
): UpdateParts[] => {
  const { version, etag, counts, layout, publishedAt } = target;
  const republished: Version = { state: 'live', etag, counts, layout, publishedAt };
  return [
    {
      set: ['#counter = :next', '#versions.#target = :republished'],
      remove: ['#claim'],
      names: {
        ...{ '#counter': 'versionCounter', '#versions': 'versions', '#claim': 'claim' },
        ...{ '#target': String(version), '#live': String(live.version) },
        ...{ '#deletedAt': 'deletedAt', '#source': 'source', '#etag': 'etag' },
      },
      values: {
        ...{ ':counter': item.versionCounter, ':next': item.versionCounter + 1 },
        ...{ ':republished': republished, ':published': 'live', ':etag': item.source.etag },
      },
    },
    rememberOperation(importId),
    supersede('#versions.#live', at),
    ...(done === undefined ? [] : [countAsDone({ etag: done, importId, at })]),
    // The message of the import that is called off is as good as gone: the next scan sends another one.
    ...(file === 'called-off' ? [forgetMessage] : []),
    ...(unfinished === undefined
      ? []
      : [
          { names: { '#unfinished': unfinished }, values: { ':writing': 'writing' } },
          abandon('#versions.#unfinished'),
        ]),
  ];
};

const countAsDone = (of: Pick<Outcome, 'etag' | 'importId' | 'at'>): UpdateParts => ({
  set: ['#outcome = :outcome'],
  names: { '#outcome': 'outcome' },
  values: { ':outcome': { ...of, result: 'published' } satisfies Outcome },
});

const forgetMessage: UpdateParts = { remove: ['#enqueued'], names: { '#enqueued': 'enqueued' } };

const describe = ({ item, live, target }: FoundRollback, { file }: SettledFile): Rollback => ({
  result: 'published',
  version: target.version,
  superseded: live.version,
  members: target.counts.members,
  file,
  retryAt: file === 'failed' ? item.outcome?.retryAt : undefined,
});
