import { createHash } from 'node:crypto';
import type { Fault } from '../wire/fault.ts';
import { ServiceError } from '../wire/service-error.ts';
import type { Queues } from './queues.ts';

export interface Entry {
  Id: string;
  MessageBody: string;
  DelaySeconds?: number;
  MessageGroupId?: string;
}

export interface Sent {
  MessageId: string;
  MD5OfMessageBody: string;
}

const mostEntries = 10;
const mostBytes = 2 ** 20;

export const md5Of = (text: string): string => createHash('md5').update(text).digest('hex');

/** @param index of the message in its batch @throws ServiceError */
export const sendOne = (
  queues: Queues,
  queueUrl: string,
  { MessageBody, DelaySeconds = 0, MessageGroupId }: Omit<Entry, 'Id'>,
  { deliveries = () => [DelaySeconds * 1000] }: Pick<Fault, 'deliveries'>,
  index = 0,
): Sent => {
  const queue = queues.byUrl(queueUrl);
  if (MessageBody === '')
    throw new ServiceError(
      'MissingParameter',
      'The request must contain the parameter MessageBody.',
    );
  const sentAt = queues.now();
  const id = queues.newId();
  for (const delay of deliveries(index))
    queue.add({
      id,
      copy: queues.nextCopy(),
      body: MessageBody,
      groupId: MessageGroupId,
      sentAt,
      firstReceivedAt: undefined,
      receiveCount: 0,
      visibleAt: sentAt + delay,
    });
  return { MessageId: id, MD5OfMessageBody: md5Of(MessageBody) };
};

/** @throws ServiceError */
export const sendBatch = (
  queues: Queues,
  { QueueUrl, Entries }: { QueueUrl: string; Entries: readonly Entry[] },
  { undone = () => false, ...fault }: Pick<Fault, 'undone' | 'deliveries'>,
): object => {
  const inQueryMode = 'AWS.SimpleQueueService.';
  if (Entries.length === 0)
    throw new ServiceError('EmptyBatchRequest', 'There should be at least one entry', {
      queryCode: `${inQueryMode}EmptyBatchRequest`,
    });
  if (Entries.length > mostEntries)
    throw new ServiceError(
      'TooManyEntriesInBatchRequest',
      'Maximum number of entries per request are 10.',
      {
        queryCode: `${inQueryMode}TooManyEntriesInBatchRequest`,
      },
    );
  if (new Set(Entries.map(({ Id }) => Id)).size < Entries.length)
    throw new ServiceError('BatchEntryIdsNotDistinct', 'Two or more entries have the same Id.', {
      queryCode: `${inQueryMode}BatchEntryIdsNotDistinct`,
    });
  const bytes = Entries.reduce((sum, { MessageBody }) => sum + Buffer.byteLength(MessageBody), 0);
  if (bytes > mostBytes)
    throw new ServiceError('BatchRequestTooLong', 'The batch is longer than 1048576 bytes.', {
      queryCode: `${inQueryMode}BatchRequestTooLong`,
    });
  const failed = Entries.filter((_, index) => undone(index));
  return {
    Successful: Entries.flatMap((entry, index) =>
      undone(index) ? [] : [{ Id: entry.Id, ...sendOne(queues, QueueUrl, entry, fault, index) }],
    ),
    ...(failed.length > 0 && {
      Failed: failed.map(({ Id }) => ({
        Id,
        SenderFault: false,
        Code: 'InternalError',
        Message: 'try again',
      })),
    }),
  };
};
