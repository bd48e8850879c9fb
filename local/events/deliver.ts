import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { TargetModel } from '../template/stack-model.ts';
import type { BusEvent } from './bus-event.ts';

interface Settings {
  sqs: SQSClient;
  /** invokes a function without waiting for it */
  invoke: (functionName: string, payload: string) => void;
  onTrouble: (message: string) => void;
}

/** Gives a rule's target the event, or what the rule gives in its place. Never throws. */
export const createDelivery = ({ sqs, invoke, onTrouble }: Settings) => {
  return async (target: TargetModel, event: BusEvent): Promise<void> => {
    const payload = target.input ?? JSON.stringify(event);
    if (target.kind === 'function') {
      invoke(target.function.name, payload);
      return;
    }
    const { name, url } = target.queue;
    await sqs
      .send(new SendMessageCommand({ QueueUrl: url, MessageBody: payload }))
      .catch((error: unknown) => {
        onTrouble(`${name}: event ${event.id} was not sent: ${String(error)}`);
      });
  };
};
