import type { Now } from '../../../../lambdas/shared/ports.ts';
import { ServiceError } from '../wire/service-error.ts';
import { createQueue, type Message, type Queue } from './queue.ts';

/** All queues of the account. */
export interface Queues {
  now: Now;
  newId: () => string;
  nextCopy: () => number;
  /** @throws ServiceError QueueDoesNotExist */
  byUrl: (url: string) => Queue;
  create: (name: string, attributes: Readonly<Record<string, string>>) => string;
  /** @throws ServiceError ReceiptHandleIsInvalid */
  message: (queue: Queue, receipt: string) => Message | undefined;
}

const arnPrefix = 'arn:aws:sqs:eu-west-1:000000000000:';

export const urlOf = (name: string): string => `http://127.0.0.1/000000000000/${name}`;
export const arnOf = (name: string): string => `${arnPrefix}${name}`;

export const createQueues = (now: Now): Queues => {
  const queues = new Map<string, Queue>();
  let drawn = 0;
  const byName = (name: string): Queue => {
    const queue = queues.get(name);
    if (queue) return queue;
    throw new ServiceError('QueueDoesNotExist', 'The specified queue does not exist.', {
      queryCode: 'AWS.SimpleQueueService.NonExistentQueue',
    });
  };
  return {
    now,
    newId: () => `message-${(drawn += 1)}`,
    nextCopy: () => (drawn += 1),
    byUrl: (url) => byName(url.slice(url.lastIndexOf('/') + 1)),
    create: (name, attributes) => {
      const redrive = attributes.RedrivePolicy;
      const policy =
        redrive === undefined
          ? undefined
          : (JSON.parse(redrive) as { deadLetterTargetArn: string; maxReceiveCount: number });
      const settings = {
        name,
        visibilitySeconds: Number(attributes.VisibilityTimeout ?? 30),
        retentionSeconds: Number(attributes.MessageRetentionPeriod ?? 345_600),
        redrive: policy && {
          to: byName(policy.deadLetterTargetArn.replace(arnPrefix, '')),
          maxReceiveCount: policy.maxReceiveCount,
        },
      };
      if (!queues.has(name)) queues.set(name, createQueue(settings, now));
      return urlOf(name);
    },
    message: (queue, receipt) => {
      if (!/^\d+-\d+$/.test(receipt))
        throw new ServiceError(
          'ReceiptHandleIsInvalid',
          `The input receipt handle "${receipt}" is not a valid receipt handle.`,
        );
      return queue.find(receipt);
    },
  };
};
