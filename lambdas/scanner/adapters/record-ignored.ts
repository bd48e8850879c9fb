import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { updateIf } from '../../shared/adapters/conditional-update.ts';
import { ignoredKey } from '../../shared/domain/ignored-objects.ts';
import { noticeKey } from '../../shared/domain/notice.ts';
import type { RecordIgnored } from '../ports.ts';

export const createRecordIgnored =
  (dynamodb: DynamoDBDocumentClient, tableName: string): RecordIgnored =>
  async (projectId, { at, reasons, isEmpty, told }, notices, before) => {
    const isNew = before === undefined;
    const ofNotices = isNew
      ? {
          set: ['#notices = :notices'],
          values: {
            ':notices': Object.fromEntries(notices.map((notice) => [noticeKey(notice), notice])),
          },
        }
      : {
          set: notices.map((_, index) => `#notices.#notice${index} = :notice${index}`),
          values: Object.fromEntries(notices.map((notice, index) => [`:notice${index}`, notice])),
        };
    const isTold = notices.length > 0;
    await updateIf(dynamodb, {
      TableName: tableName,
      Key: ignoredKey(projectId),
      UpdateExpression: `SET ${[
        ...['#at = :at', '#reasons = :reasons', '#isEmpty = :isEmpty', '#told = :told'],
        ...ofNotices.set,
        ...(isTold ? ['#pending = :pending'] : []),
      ].join(', ')}`,
      // Whoever was faster has seen the same, or will look again.
      ConditionExpression: isNew ? 'attribute_not_exists(#at)' : '#at = :before',
      ExpressionAttributeNames: {
        ...{ '#at': 'at', '#reasons': 'reasons', '#isEmpty': 'isEmpty', '#told': 'told' },
        ...((isNew || isTold) && { '#notices': 'notices' }),
        ...(isTold && { '#pending': 'pending' }),
        ...(!isNew &&
          Object.fromEntries(
            notices.map((notice, index) => [`#notice${index}`, noticeKey(notice)]),
          )),
      },
      ExpressionAttributeValues: {
        ...{ ':at': at, ':reasons': reasons, ':isEmpty': isEmpty, ':told': told },
        ...ofNotices.values,
        ...(isTold && { ':pending': projectId }),
        ...(!isNew && { ':before': before }),
      },
    });
  };
