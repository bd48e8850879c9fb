import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ImportMessage, ImportOrder } from '../../shared/contract.ts';
import type { Order, SendMessages } from '../ports.ts';
import { toPlainJson } from './to-plain-json.ts';

/** What is the same for all files is said once. One file is said as the last release does, which may still run. */
const toImportOrder = ({ projectId, path, files }: Order): ImportOrder | ImportMessage => {
  const [only, ...others] = files;
  return only && others.length === 0
    ? only
    : {
        projectId,
        path,
        files: files.map(({ fileName, etag, size, at }) => ({ fileName, etag, size, at })),
      };
};

export const createSendMessages =
  (sqs: SQSClient, queueUrl: string): SendMessages =>
  async (orders) => {
    const answer = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: orders.map((order, index) => ({
          Id: String(index),
          MessageBody: toPlainJson(toImportOrder(order)),
          // Fair queue: one project's backlog does not hold up the others' files.
          MessageGroupId: order.projectId,
        })),
      }),
    );
    const confirmedIds = new Set(answer.Successful?.map(({ Id }) => Id));
    const reasons = new Map(answer.Failed?.map(({ Id, Code, Message }) => [Id, Message ?? Code]));
    return {
      confirmed: orders.filter((_, index) => confirmedIds.has(String(index))),
      // An entry that the answer does not mention was not confirmed either.
      refused: orders.flatMap((order, index) =>
        confirmedIds.has(String(index))
          ? []
          : [{ order, reason: reasons.get(String(index)) ?? 'not mentioned in the answer' }],
      ),
    };
  };
