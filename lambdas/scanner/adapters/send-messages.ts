import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SendMessages } from '../ports.ts';

export const createSendMessages =
  (sqs: SQSClient, queueUrl: string): SendMessages =>
  async (messages) => {
    const answer = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queueUrl,
        Entries: messages.map((message, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify(message),
          // Fair queue: one project's backlog does not hold up the others' files.
          MessageGroupId: message.projectId,
        })),
      }),
    );
    const confirmedIds = new Set(answer.Successful?.map(({ Id }) => Id));
    const reasons = new Map(answer.Failed?.map(({ Id, Code, Message }) => [Id, Message ?? Code]));
    return {
      confirmed: messages.filter((_, index) => confirmedIds.has(String(index))),
      // An entry that the answer does not mention was not confirmed either.
      refused: messages.flatMap((message, index) =>
        confirmedIds.has(String(index))
          ? []
          : [{ message, reason: reasons.get(String(index)) ?? 'not mentioned in the answer' }],
      ),
    };
  };
