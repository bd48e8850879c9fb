import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { LocalFunction } from '../lambda/functions.ts';
import { sdkSettings } from '../sdk-settings.ts';
import { createSlots } from '../slots.ts';
import type { MappingModel } from '../template/stack-model.ts';
import { deletableMessages } from './batch-result.ts';
import { isComplete, sqsEvent, type ReceivedMessage } from './sqs-event.ts';

export interface RunningMapping {
  model: MappingModel;
  /** batches under way */
  inFlight: () => number;
  stop: () => Promise<void>;
}

/** Lambda starts with so many pollers. */
const defaultConcurrency = 5;
/** Each is a process here: more of them would only take the processors from each other while they start. */
const mostAtOnce = Math.max(2, 2 * availableParallelism());
const longPollSeconds = 20;
const pauseAfterErrorMs = 1_000;

/** Feeds a function from a queue, as Lambda's pollers do, until stopped. */
export const startEventSourceMapping = (
  model: MappingModel,
  target: LocalFunction,
  sqsEndpoint: string,
  onError: (message: string) => void,
): RunningMapping => {
  const sqs = new SQSClient(sdkSettings(sqsEndpoint));
  const stop = new AbortController();
  const stopped = (): boolean => stop.signal.aborted;
  const slots = createSlots(Math.min(model.maximumConcurrency ?? defaultConcurrency, mostAtOnce));
  let inFlight = 0;

  const receive = async (): Promise<ReceivedMessage[]> => {
    const { Messages: messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: model.queue.url,
        MaxNumberOfMessages: model.batchSize,
        WaitTimeSeconds: longPollSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: stop.signal, requestTimeout: 0 },
    );
    return messages.filter(isComplete);
  };

  const deleteMessages = async (messages: readonly ReceivedMessage[]): Promise<void> => {
    if (messages.length === 0) return;
    const { Failed: failed = [] } = await sqs.send(
      new DeleteMessageBatchCommand({
        QueueUrl: model.queue.url,
        Entries: messages.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle })),
      }),
    );
    for (const { Id, Message } of failed)
      onError(`${model.queue.name}: message ${Id ?? ''} was not deleted: ${Message ?? ''}`);
  };

  const process = async (messages: readonly ReceivedMessage[]): Promise<void> => {
    inFlight += 1;
    const outcome = await target.invoke(sqsEvent(messages, model.queue.arn));
    const deletable = deletableMessages(
      messages.map(({ MessageId }) => MessageId),
      outcome,
      model.reportsBatchItemFailures,
    );
    if (!stopped())
      await deleteMessages(messages.filter(({ MessageId }) => deletable.includes(MessageId)));
  };

  const complain = async (error: unknown): Promise<void> => {
    if (stopped()) return;
    onError(`${model.queue.name}: ${error instanceof Error ? error.message : String(error)}`);
    await sleep(pauseAfterErrorMs, undefined, { signal: stop.signal }).catch(() => undefined);
  };

  const poll = async (): Promise<void> => {
    while (!stopped()) {
      const release = await slots.take();
      const messages = await receive().catch(async (error: unknown) => {
        await complain(error);
        return [];
      });
      if (messages.length === 0) release();
      else
        void process(messages)
          .catch(complain)
          .finally(() => {
            inFlight -= 1;
            release();
          });
    }
  };

  const polling = poll();
  return {
    model,
    inFlight: () => inFlight,
    stop: async () => {
      stop.abort();
      await Promise.race([polling, sleep(1_000)]);
      sqs.destroy();
    },
  };
};
