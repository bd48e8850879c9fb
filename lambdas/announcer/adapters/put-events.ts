import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { eventSource } from '../../shared/contract.ts';
import { EventRefusedError } from '../errors.ts';
import type { PutEvents } from '../ports.ts';

/** Where an answer has neither an ID nor a reason, nobody knows whether the event was taken. */
const noAnswer = ['NoAnswer', 'neither an event ID nor an error came back'] as const;

/** To the account's default event bus. */
export const createPutEvents =
  (eventBridge: EventBridgeClient): PutEvents =>
  async (entries) => {
    const { Entries: answers = [] } = await eventBridge.send(
      new PutEventsCommand({
        Entries: entries.map(({ detailType, detail, at }) => ({
          Source: eventSource,
          DetailType: detailType,
          Detail: detail,
          Time: new Date(at),
        })),
      }),
    );
    return entries.map((_, index) => {
      const { EventId, ErrorCode, ErrorMessage = '' } = answers[index] ?? {};
      if (EventId !== undefined && ErrorCode === undefined) return undefined;
      return ErrorCode === undefined
        ? new EventRefusedError(...noAnswer)
        : new EventRefusedError(ErrorCode, ErrorMessage);
    });
  };
