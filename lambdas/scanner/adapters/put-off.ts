import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { z } from 'zod';
import type { Now } from '../../shared/ports.ts';
import type { objectEventSchema } from '../decode-news.ts';
import type { PutOff } from '../ports.ts';
import { toPlainJson } from './to-plain-json.ts';

/** SQS delays a message by no more. */
const longestDelaySeconds = 900;

/** @param queueUrl undefined where nobody sends news: a tick sees it then */
export const createPutOff =
  (sqs: SQSClient, queueUrl: string | undefined, now: Now): PutOff =>
  async (key, until) => {
    if (queueUrl === undefined) return;
    const event: z.infer<typeof objectEventSchema> = { detail: { object: { key } }, until };
    const delay = Math.ceil((until - now()) / 1000);
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: toPlainJson(event),
        DelaySeconds: Math.min(longestDelaySeconds, Math.max(0, delay)),
      }),
    );
  };
