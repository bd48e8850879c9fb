import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { z } from 'zod';
import type { objectEventSchema } from '../decode-news.ts';
import type { PutOff } from '../ports.ts';
import { toPlainJson } from './to-plain-json.ts';

/** SQS delays a message by no more. */
const longestDelaySeconds = 900;

/** @param queueUrl undefined where nobody sends news: a tick sees it then */
export const createPutOff =
  (sqs: SQSClient, queueUrl: string | undefined): PutOff =>
  async (key, milliseconds) => {
    if (queueUrl === undefined) return;
    const event: z.infer<typeof objectEventSchema> = { detail: { object: { key } } };
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: toPlainJson(event),
        DelaySeconds: Math.min(longestDelaySeconds, Math.ceil(milliseconds / 1000)),
      }),
    );
  };
