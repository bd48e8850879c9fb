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
    const name = target.kind === 'function' ? target.function.name : target.queue.name;
    try {
      const payload = target.compose(event);
      if (target.kind === 'function') invoke(name, payload);
      else
        await sqs.send(
          new SendMessageCommand({ QueueUrl: target.queue.url, MessageBody: payload }),
        );
    } catch (error) {
      onTrouble(`${name}: event ${event.id} was not delivered: ${String(error)}`);
    }
  };
};
