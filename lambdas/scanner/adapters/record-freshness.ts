import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { giveNotices } from '../../shared/claims/tell.ts';
import { updateAudience } from '../../shared/claims/update-audience.ts';
import type { UpdateParts } from '../../shared/claims/update-parts.ts';
import { mostNotices } from '../../shared/domain/fold-notices.ts';
import { toFreshnessNotice } from '../domain/to-freshness-notice.ts';
import type { RecordFreshness } from '../ports.ts';

/** Notices of before are not read for it. Where there is no room, mails have failed for days, and the next scan tries again. */
const hasRoom: UpdateParts = {
  conditions: ['size(#notices) < :most'],
  names: { '#notices': 'notices' },
  values: { ':most': mostNotices },
};

/** Nobody has seen the file otherwise, or deleted the audience. */
const isStill = (seenAt: number): UpdateParts => ({
  conditions: ['#source.#seenAt = :seenAt', 'attribute_not_exists(#deletedAt)'],
  names: { '#source': 'source', '#seenAt': 'seenAt', '#deletedAt': 'deletedAt' },
  values: { ':seenAt': seenAt },
});

export const createRecordFreshness =
  (dynamodb: DynamoDBDocumentClient, tableName: string): RecordFreshness =>
  (projectId, fileName, source, turn, at) => {
    const notice = toFreshnessNotice(turn, source, at);
    const told = notice ? [hasRoom, giveNotices(projectId, {}, [notice])] : [];
    const names = { '#stale': 'stale' };
    return updateAudience({ dynamodb, tableName }, { projectId, fileName }, [
      ...(turn.to === 'stale'
        ? [
            isStill(source.seenAt),
            {
              set: ['#stale = :stale'],
              conditions: ['attribute_not_exists(#stale)'],
              names,
              values: { ':stale': turn.stale },
            },
          ]
        : [
            {
              remove: ['#stale'],
              conditions: ['#stale.#at = :before'],
              names: { ...names, '#at': 'at' },
              values: { ':before': turn.before.at },
            },
          ]),
      ...told,
    ]);
  };
