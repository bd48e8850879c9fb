import type { DynamoDBDocumentClient, UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '../../shared/adapters/conditional-update.ts';
import type { GetAudienceItem } from '../../shared/adapters/read-audience-items.ts';
import { supersededGraceSeconds } from '../../shared/contract.ts';
import type { Outcome, Version } from '../../shared/domain/audience-item.ts';
import type { Now } from '../../shared/ports.ts';
import type { ClaimedImport, EndImport } from '../ports.ts';

export interface EndImportDeps {
  dynamodb: DynamoDBDocumentClient;
  tableName: string;
  getItem: GetAudienceItem;
  now: Now;
}

interface Ending {
  /** clauses of the update expression besides the end of the claim */
  set: string[];
  remove: string[];
  names: Record<string, string>;
  values: NonNullable<UpdateCommandInput['ExpressionAttributeValues']>;
}

export const createEndImport = ({
  dynamodb,
  tableName,
  getItem,
  now,
}: EndImportDeps): EndImport => {
  /** Each ending removes the claim, on condition that it is still this import's. */
  const end = async (
    { projectId, fileName, version, importId }: ClaimedImport,
    { set, remove, names, values }: Ending,
  ): Promise<boolean> => {
    const isWritten = await updateIf(dynamodb, {
      TableName: tableName,
      Key: { projectId, fileName },
      UpdateExpression: [
        ...(set.length > 0 ? [`SET ${set.join(', ')}`] : []),
        `REMOVE ${['#claim', ...remove].join(', ')}`,
      ].join(' '),
      ConditionExpression: '#claim.#claimVersion = :version',
      ExpressionAttributeNames: { '#claim': 'claim', '#claimVersion': 'version', ...names },
      ExpressionAttributeValues: { ':version': version, ...values },
    });
    if (isWritten || !('#outcome' in names)) return isWritten;
    // A retry after a lost response finds the claim gone although the first try has succeeded.
    return (await getItem(projectId, fileName))?.outcome?.importId === importId;
  };

  const outcomeOf = (
    { etag, importId }: ClaimedImport,
    ending: Pick<Outcome, 'result' | 'cause' | 'message' | 'row'>,
  ): Outcome => ({ etag, importId, at: now(), ...ending });

  const versionNames = ({ version }: ClaimedImport): Record<string, string> => ({
    '#versions': 'versions',
    '#version': String(version),
  });

  return {
    publish: (claimed, counts, layout) => {
      const { live, etag } = claimed;
      const published: Version = { state: 'live', etag, counts, layout, publishedAt: now() };
      return end(claimed, {
        set: [
          '#outcome = :outcome',
          '#versions.#version = :published',
          ...(live
            ? ['#versions.#live.#state = :superseded', '#versions.#live.#until = :until']
            : []),
        ],
        remove: [],
        names: {
          '#outcome': 'outcome',
          ...versionNames(claimed),
          ...(live && { '#live': String(live.version), '#state': 'state', '#until': 'until' }),
        },
        values: {
          ':outcome': outcomeOf(claimed, { result: 'published' }),
          ':published': published,
          ...(live && {
            ':superseded': 'superseded',
            ':until': now() + supersededGraceSeconds * 1000,
          }),
        },
      });
    },

    publishUnchanged: (claimed, { version: liveVersion, ...live }, counts) => {
      const republished: Version = { ...live, etag: claimed.etag, counts, publishedAt: now() };
      return end(claimed, {
        set: ['#outcome = :outcome', '#versions.#live = :republished'],
        remove: ['#versions.#version'],
        names: { '#outcome': 'outcome', '#live': String(liveVersion), ...versionNames(claimed) },
        values: {
          ':outcome': outcomeOf(claimed, { result: 'published' }),
          ':republished': republished,
        },
      });
    },

    reject: (claimed, rejection) =>
      end(claimed, {
        set: ['#outcome = :outcome'],
        // Nothing is written before the file is known to be good.
        remove: ['#versions.#version'],
        names: { '#outcome': 'outcome', ...versionNames(claimed) },
        values: { ':outcome': outcomeOf(claimed, { result: 'rejected', ...rejection }) },
      }),

    release: (claimed) =>
      end(claimed, {
        set: ['#versions.#version.#state = :abandoned'],
        remove: [],
        names: { ...versionNames(claimed), '#state': 'state' },
        values: { ':abandoned': 'abandoned' },
      }),
  };
};
