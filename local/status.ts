import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { EventBus } from './events/event-bus.ts';
import type { RunningMapping } from './events/event-source-mapping.ts';
import type { FunctionActivity, LocalFunction } from './lambda/functions.ts';
import type { QueueModel } from './template/stack-model.ts';

export interface QueueStatus {
  /** messages that can be received now, that a receiver holds, and that are delayed */
  visible: number;
  inFlight: number;
  delayed: number;
  /** function that the queue feeds; a queue that feeds none keeps its messages */
  feeds: string | null;
}

export interface StackStatus {
  /** no invocation is running, and no message waits in a queue that feeds a function */
  drained: boolean;
  functions: Record<string, FunctionActivity>;
  queues: Record<string, QueueStatus>;
  /** batches under way */
  mappings: { queue: string; function: string; inFlight: number }[];
}

const queueStatus = async (
  sqs: SQSClient,
  queue: QueueModel,
  mappings: readonly RunningMapping[],
): Promise<QueueStatus> => {
  const { Attributes: attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queue.url, AttributeNames: ['All'] }),
  );
  return {
    visible: Number(attributes.ApproximateNumberOfMessages ?? 0),
    inFlight: Number(attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
    delayed: Number(attributes.ApproximateNumberOfMessagesDelayed ?? 0),
    feeds: mappings.find(({ model }) => model.queue === queue)?.model.function.name ?? null,
  };
};

const isIdle = (queue: QueueStatus): boolean =>
  queue.feeds === null || queue.visible + queue.inFlight + queue.delayed === 0;

const activities = (functions: readonly LocalFunction[]): Record<string, FunctionActivity> =>
  Object.fromEntries(functions.map(({ model, activity }) => [model.name, activity()]));

/** What is going on. The queues cannot be read at one instant; `drained` is only said when it is sure. */
export const readStatus = async (
  sqs: SQSClient,
  queues: readonly QueueModel[],
  functions: readonly LocalFunction[],
  mappings: readonly RunningMapping[],
  bus: Pick<EventBus, 'inFlight'>,
): Promise<StackStatus> => {
  const before = activities(functions);
  const queueStatuses = await Promise.all(
    queues.map(async (queue) => [queue.name, await queueStatus(sqs, queue, mappings)] as const),
  );
  const after = activities(functions);
  const quiet = Object.entries(after).every(
    ([name, { running, started }]) =>
      running === 0 && before[name]?.running === 0 && before[name].started === started,
  );
  return {
    drained:
      quiet &&
      bus.inFlight() === 0 &&
      mappings.every((mapping) => mapping.inFlight() === 0) &&
      queueStatuses.every(([, status]) => isIdle(status)),
    functions: after,
    queues: Object.fromEntries(queueStatuses),
    mappings: mappings.map((mapping) => ({
      queue: mapping.model.queue.name,
      function: mapping.model.function.name,
      inFlight: mapping.inFlight(),
    })),
  };
};
