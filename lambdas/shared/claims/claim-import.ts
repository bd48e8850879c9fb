import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '../adapters/conditional-update.ts';
import type { GetAudienceItem } from '../adapters/read-audience-items.ts';
import {
  type AudienceItem,
  type Claim,
  findBase,
  findHeldVersion,
  findLiveVersion,
  mostVersions,
  objectNameOf,
} from '../domain/audience-item.ts';
import { hasLiveClaim, isDue, overLimitSinceOf } from '../domain/due.ts';
import type { Now } from '../ports.ts';
import type { ClaimedImport, ClaimImport } from './ports.ts';

export interface ClaimDeps {
  dynamodb: DynamoDBDocumentClient;
  tableName: string;
  getItem: GetAudienceItem;
  now: Now;
}

/**
 * Claims by one conditional update. The read before it serves to know the file's version, the next version number and the
 * version that the last claim left unfinished; the condition repeats all that was decided from it.
 */
export const createClaimImport =
  ({ dynamodb, tableName, getItem, now }: ClaimDeps): ClaimImport =>
  async ({ projectId, fileName }, importId, until) => {
    let asked: ClaimedImport | undefined;
    // Lost a race: what the winner wrote decides. Claims are rare, so a second round is, too.
    for (;;) {
      const item = await getItem(projectId, fileName);
      // The answer to our own update was lost. A scan may have seen another version of the file since.
      if (asked && item?.claim?.owner === importId) return asked;
      if (!item) return 'unknown-file';
      if (!isDue(item, now()) || isForScanToSend(item)) return 'not-due';
      if (hasLiveClaim(item, now())) return 'being-imported';

      const version = item.versionCounter + 1;
      const { etag } = item.source;
      const claim: Claim = { version, owner: importId, etag, until };
      const unfinished = unfinishedVersionOf(item);
      asked = toClaimed(item, claim);
      // A full item: this import will fail for that and writes no chunks, so that nobody misses the entry.
      const isRegistered = Object.keys(item.versions).length < mostVersions;
      const isClaimed = await updateIf(dynamodb, {
        TableName: tableName,
        Key: { projectId, fileName },
        UpdateExpression:
          'SET #claim = :claim, #counter = :version' +
          (isRegistered ? ', #versions.#version = :writing' : '') +
          (unfinished === undefined ? '' : ', #versions.#unfinished.#state = :abandoned'),
        ConditionExpression:
          '#counter = :counter AND #source.#present = :true AND #source.#etag = :etag ' +
          'AND (attribute_not_exists(#outcome) OR #outcome.#etag <> :etag OR #outcome.#retryAt <= :now) AND ' +
          (item.claim ? '#claim.#claimVersion = :lastClaim' : 'attribute_not_exists(#claim)'),
        ExpressionAttributeNames: {
          '#claim': 'claim',
          '#counter': 'versionCounter',
          ...((isRegistered || unfinished !== undefined) && { '#versions': 'versions' }),
          ...(isRegistered && { '#version': String(version) }),
          ...(item.claim && { '#claimVersion': 'version' }),
          '#source': 'source',
          '#present': 'present',
          '#etag': 'etag',
          '#outcome': 'outcome',
          '#retryAt': 'retryAt',
          ...(unfinished !== undefined && { '#unfinished': unfinished, '#state': 'state' }),
        },
        ExpressionAttributeValues: {
          ':claim': claim,
          ':version': version,
          ...(isRegistered && { ':writing': { state: 'writing', etag, until } }),
          ':counter': item.versionCounter,
          ':true': true,
          ':etag': etag,
          ':now': now(),
          ...(item.claim && { ':lastClaim': item.claim.version }),
          ...(unfinished !== undefined && { ':abandoned': 'abandoned' }),
        },
      });
      if (isClaimed) return asked;
    }
  };

/**
 * Its audience was deleted, and no scan has sent it since: a message of before knows nothing of who waits for the place that the
 * audience had.
 */
const isForScanToSend = ({ deletedAt, enqueued }: AudienceItem): boolean =>
  deletedAt !== undefined && enqueued === undefined;

/** What a dead claim was writing: it has no writer any more, and its chunks may be collected. */
const unfinishedVersionOf = ({ claim, versions }: AudienceItem): string | undefined => {
  const version = claim && String(claim.version);
  return version !== undefined && versions[version]?.state === 'writing' ? version : undefined;
};

/** What an import knows of its audience, and what it may do. */
export const toClaimed = (
  item: AudienceItem,
  { owner, etag, version }: Pick<Claim, 'owner' | 'etag' | 'version'>,
): ClaimedImport => {
  const live = findLiveVersion(item.versions);
  return {
    importId: owner,
    projectId: item.projectId,
    fileName: item.fileName,
    object: objectNameOf(item),
    etag,
    size: item.source.size,
    audienceId: item.audienceId,
    version,
    otherVersions: Object.keys(item.versions).filter((other) => other !== String(version)).length,
    live,
    base: live && findBase(item.versions, live),
    held: findHeldVersion(item.versions),
    guard: item.guard,
    told: item.told,
    notices: item.notices,
    events: item.events,
    trend: item.trend,
    isRematch: item.outcome?.etag === etag && item.outcome.rematch === true,
    retries: item.outcome?.etag === etag ? (item.outcome.retries ?? -1) + 1 : 0,
    noPlace: item.enqueued?.noPlace,
    overLimitSince: overLimitSinceOf(item.outcome),
  };
};
