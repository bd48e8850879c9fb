import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { giveNotices } from '../../shared/claims/tell.ts';
import { updateAudience } from '../../shared/claims/update-audience.ts';
import type { UpdateParts } from '../../shared/claims/update-parts.ts';
import { ignoredKey } from '../../shared/domain/ignored-objects.ts';
import { type Notice, noticeKey } from '../../shared/domain/notice.ts';
import type { RecordIgnored } from '../ports.ts';

export const createRecordIgnored =
  (dynamodb: DynamoDBDocumentClient, tableName: string): RecordIgnored =>
  async (projectId, { at, reasons, isEmpty, told }, notices, before) => {
    await updateAudience({ dynamodb, tableName }, ignoredKey(projectId), [
      {
        set: ['#at = :at', '#reasons = :reasons', '#isEmpty = :isEmpty', '#told = :told'],
        names: { '#at': 'at', '#reasons': 'reasons', '#isEmpty': 'isEmpty', '#told': 'told' },
        values: { ':at': at, ':reasons': reasons, ':isEmpty': isEmpty, ':told': told },
      },
      // Whoever was faster has seen the same, or will look again.
      ...(before === undefined
        ? [{ conditions: ['attribute_not_exists(#at)'] }, begin(projectId, notices)]
        : [
            { conditions: ['#at = :before'], values: { ':before': before } },
            giveNotices(projectId, {}, notices),
          ]),
    ]);
  };

/** Notices of an item that has had none: the map that others are added to has to be there, an empty one at least. */
const begin = (projectId: string, notices: readonly Notice[]): UpdateParts => ({
  set: ['#notices = :notices', ...(notices.length > 0 ? ['#pending = :pending'] : [])],
  names: { '#notices': 'notices', ...(notices.length > 0 && { '#pending': 'pending' }) },
  values: {
    ':notices': Object.fromEntries(notices.map((notice) => [noticeKey(notice), notice])),
    ...(notices.length > 0 && { ':pending': projectId }),
  },
});
