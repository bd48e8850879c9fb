import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Random } from '../../../lambdas/shared/ports.ts';
import type { Aws } from '../aws/create-aws.ts';
import type { VirtualTime } from '../aws/time/virtual-time.ts';
import type { Call } from '../aws/wire/fault.ts';

const minute = 60_000;

export interface NewsPorts {
  sqs: Aws['sqs'];
  queueUrl: string;
  sleep: VirtualTime['sleep'];
  random: Random;
  isCalm: () => boolean;
}

const changes: readonly string[] = ['PutObject', 'DeleteObject'];

/**
 * What S3 tells of objects, by way of EventBridge: mostly within seconds, sometimes late, twice or never, and in no order. When nothing goes wrong
 * any more, each once and within seconds.
 *
 * @returns told of each effect of a call
 */
export const createNews = ({
  sqs,
  queueUrl,
  sleep,
  random,
  isCalm,
}: NewsPorts): ((call: Call) => void) => {
  const tell = async (key: string): Promise<void> => {
    await sleep(!isCalm() && random() < 0.2 ? random() * 15 * minute : random() * 2_000);
    const MessageBody = JSON.stringify({ detail: { object: { key } } });
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));
  };
  return ({ service, operation, input }) => {
    if (service !== 's3' || !changes.includes(operation)) return;
    const { key } = input as { key: string };
    if (!isCalm() && random() < 0.15) return;
    void tell(key);
    if (!isCalm() && random() < 0.2) void tell(key);
  };
};
