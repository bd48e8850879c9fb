import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { drawTrend } from '../claims/draw-trend.ts';
import { updateAudience } from '../claims/update-audience.ts';
import type { UpdateParts } from '../claims/update-parts.ts';
import { abandon, supersede } from '../claims/version-states.ts';
import type {
  AudienceItem,
  HeldVersion,
  LiveVersion,
  Outcome,
  Version,
} from '../domain/audience-item.ts';
import type { SettledFile } from './file-after-rollback.ts';
import { rememberOperation } from './remember-operation.ts';

export type Numbered<V> = V & { version: number };
export type SupersededVersion = Extract<Version, { state: 'superseded' }>;

/** A version that is stored, and is to take the place of the live one, if there is one. */
export interface Republication {
  /** as it was read */
  item: AudienceItem;
  /** undefined: nothing was, and what is held is the first */
  live: Numbered<LiveVersion> | undefined;
  target: Numbered<SupersededVersion | HeldVersion>;
  /** milliseconds since 1970 */
  publishedAt: number;
  /** It stays as it is until the file changes. */
  pinned: boolean;
}

/** Who does it, and when in milliseconds since 1970. */
export interface Operation {
  id: string;
  at: number;
}

/**
 * One conditional update that forces the claim: it takes a new version number and removes the claim, so that a worker that
 * is running cannot publish afterwards.
 *
 * @param more what is written with it
 * @returns false when something is not as it was read any more
 */
export const republish = async (
  { dynamodb, tableName }: { dynamodb: DynamoDBDocumentClient; tableName: string },
  { item, live, target, publishedAt, pinned }: Republication,
  { file, done }: SettledFile,
  { id, at }: Operation,
  ...more: readonly UpdateParts[]
): Promise<boolean> => {
  const { etag, counts, layout } = target;
  const republished: Version = { state: 'live', etag, counts, layout, publishedAt };
  return updateAudience({ dynamodb, tableName }, item, [
    {
      set: ['#counter = :next', '#versions.#target = :republished'],
      remove: ['#claim'],
      conditions: [
        '#counter = :counter AND attribute_not_exists(#deletedAt) AND #source.#etag = :etag',
        '#versions.#target.#state = :targetState',
      ],
      names: {
        '#counter': 'versionCounter',
        '#versions': 'versions',
        '#claim': 'claim',
        '#target': String(target.version),
        '#state': 'state',
        '#deletedAt': 'deletedAt',
        '#source': 'source',
        '#etag': 'etag',
      },
      values: {
        ':counter': item.versionCounter,
        ':next': item.versionCounter + 1,
        ':republished': republished,
        ':targetState': target.state,
        ':etag': item.source.etag,
      },
    },
    rememberOperation(id),
    drawTrend(item, counts),
    ...replaceLive(live, at),
    ...(done === undefined ? [] : [countAsDone({ etag: done, importId: id, at, pinned })]),
    // The message of the import that is called off is as good as gone: the next scan sends another one.
    ...(file === 'called-off' ? [forgetMessage] : []),
    ...abandonUnfinished(item),
    ...more,
  ]);
};

/** What is held stays so until another version is live or held: where nothing was live, nothing is. */
const replaceLive = (live: Numbered<LiveVersion> | undefined, at: number): UpdateParts[] =>
  live
    ? [
        {
          conditions: ['#versions.#live.#state = :published'],
          names: { '#live': String(live.version) },
          values: { ':published': 'live' },
        },
        supersede('#versions.#live', at),
      ]
    : [];

const countAsDone = ({
  pinned,
  ...of
}: Pick<Outcome, 'etag' | 'importId' | 'at'> & { pinned: boolean }): UpdateParts => ({
  set: ['#outcome = :outcome'],
  names: { '#outcome': 'outcome' },
  values: {
    ':outcome': { ...of, result: 'published', ...(pinned && { pinned }) } satisfies Outcome,
  },
});

const forgetMessage: UpdateParts = { remove: ['#enqueued'], names: { '#enqueued': 'enqueued' } };

/** What a worker is writing. */
const abandonUnfinished = ({ versions }: AudienceItem): UpdateParts[] => {
  const unfinished = Object.keys(versions).find(
    (version) => versions[version]?.state === 'writing',
  );
  return unfinished === undefined
    ? []
    : [
        {
          conditions: ['#versions.#unfinished.#state = :writing'],
          names: { '#unfinished': unfinished },
          values: { ':writing': 'writing' },
        },
        abandon('#versions.#unfinished'),
      ];
};
