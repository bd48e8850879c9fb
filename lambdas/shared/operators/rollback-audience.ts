import { updateIf } from '../adapters/conditional-update.ts';
import { joinParts, toExpression } from '../claims/update-parts.ts';
import { abandon, supersede } from '../claims/version-states.ts';
import {
  type AudienceItem,
  findLiveVersion,
  type LiveVersion,
  type Outcome,
  type Version,
} from '../domain/audience-item.ts';
import type { AudienceWriterDeps } from './audience-writer-deps.ts';

/**
 * Why nothing was published. `not-published`: there is no live version to roll back from. `no-earlier`: none before the
 * live one is left. The others are of the version that was asked for: `gone` was collected or never was, `collecting` is
 * being removed, `unfinished` was never published, `live` already is.
 */
export type RollbackRefusal =
  | 'unknown'
  | 'deleted'
  | 'not-published'
  | 'no-earlier'
  | 'gone'
  | 'collecting'
  | 'unfinished'
  | 'live';

export type Rollback =
  | { result: 'published'; version: number; superseded: number; members: number }
  | { result: 'refused'; why: RollbackRefusal };

/**
 * Publishes a superseded version again. It stays until the file changes, or is retried.
 *
 * @param to by default the last one before the live version that is left
 * @param importId stands in the outcome; a new one
 */
export type RollbackAudience = (
  projectId: string,
  fileName: string,
  to: number | undefined,
  importId: string,
) => Promise<Rollback>;

/**
 * One conditional update that forces the claim: it takes a new version number and removes the claim, so that a worker that
 * is running cannot publish afterwards. The outcome is that of the file as it was seen last, so that no scan undoes it.
 */
export const createRollbackAudience =
  ({ dynamodb, tableName, getItem, now }: AudienceWriterDeps): RollbackAudience =>
  async (projectId, fileName, to, importId) => {
    let done: Rollback | undefined;
    // Lost a race: what the winner wrote decides.
    for (;;) {
      const item = await getItem(projectId, fileName);
      // The answer to our own update was lost.
      if (done && item?.outcome?.importId === importId) return done;
      const found = findVersions(item, to);
      if (typeof found === 'string') return { result: 'refused', why: found };

      const { live, target, unfinished, source, versionCounter } = found;
      const at = now();
      const outcome: Outcome = { etag: source.etag, result: 'published', importId, at };
      const { version, etag, counts, layout, publishedAt } = target;
      const republished: Version = { state: 'live', etag, counts, layout, publishedAt };
      done = {
        result: 'published',
        ...{ version, superseded: live.version, members: counts.members },
      };
      const { names, values, ...clauses } = joinParts([
        {
          set: ['#counter = :next', '#outcome = :outcome', '#versions.#target = :republished'],
          remove: ['#claim'],
          names: {
            ...{ '#counter': 'versionCounter', '#outcome': 'outcome', '#claim': 'claim' },
            ...{
              '#versions': 'versions',
              '#target': String(version),
              '#live': String(live.version),
            },
            ...{ '#deletedAt': 'deletedAt', '#source': 'source', '#etag': 'etag' },
          },
          values: {
            ...{ ':counter': versionCounter, ':next': versionCounter + 1, ':outcome': outcome },
            ...{ ':republished': republished, ':published': 'live', ':etag': source.etag },
          },
        },
        supersede('#versions.#live', at),
        ...(unfinished === undefined
          ? []
          : [
              { names: { '#unfinished': unfinished }, values: { ':writing': 'writing' } },
              abandon('#versions.#unfinished'),
            ]),
      ]);
      const isWritten = await updateIf(dynamodb, {
        TableName: tableName,
        Key: { projectId, fileName },
        UpdateExpression: toExpression(clauses),
        ConditionExpression: [
          '#counter = :counter AND attribute_not_exists(#deletedAt) AND #source.#etag = :etag',
          '#versions.#target.#state = :superseded AND #versions.#live.#state = :published',
          ...(unfinished === undefined ? [] : ['#versions.#unfinished.#state = :writing']),
        ].join(' AND '),
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
      });
      if (isWritten) return done;
    }
  };

type Numbered<V> = V & { version: number };
type SupersededVersion = Extract<Version, { state: 'superseded' }>;

interface Found extends Pick<AudienceItem, 'source' | 'versionCounter'> {
  live: Numbered<LiveVersion>;
  target: Numbered<SupersededVersion>;
  /** what a worker is writing */
  unfinished: string | undefined;
}

const findVersions = (
  item: AudienceItem | undefined,
  to: number | undefined,
): Found | RollbackRefusal => {
  if (!item) return 'unknown';
  if (item.deletedAt !== undefined) return 'deleted';
  const { versions, source, versionCounter } = item;
  const live = findLiveVersion(versions);
  if (!live) return 'not-published';
  const number = to ?? lastBefore(live.version, versions);
  if (number === undefined) return 'no-earlier';
  const target = versions[number];
  if (target?.state !== 'superseded') return refusalOf(target);
  const unfinished = Object.keys(versions).find(
    (version) => versions[version]?.state === 'writing',
  );
  return { live, target: { ...target, version: number }, unfinished, source, versionCounter };
};

const refusalOf = (version: Exclude<Version, SupersededVersion> | undefined): RollbackRefusal => {
  switch (version?.state) {
    case undefined:
      return 'gone';
    case 'live':
    case 'collecting':
      return version.state;
    case 'writing':
    case 'abandoned':
      return 'unfinished';
  }
};

const lastBefore = (live: number, versions: AudienceItem['versions']): number | undefined => {
  const earlier = Object.entries(versions)
    .filter(([version, { state }]) => state === 'superseded' && Number(version) < live)
    .map(([version]) => Number(version));
  return earlier.length === 0 ? undefined : Math.max(...earlier);
};
