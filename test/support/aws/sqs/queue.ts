import type { Now } from '../../../../lambdas/shared/ports.ts';

/** A message in a queue; one of several copies if it is delivered more than once. */
export interface Message {
  id: string;
  /** Tells copies apart. */
  copy: number;
  body: string;
  groupId: string | undefined;
  sentAt: number;
  firstReceivedAt: number | undefined;
  receiveCount: number;
  /** milliseconds since 1970 */
  visibleAt: number;
}

export interface QueueSettings {
  name: string;
  visibilitySeconds: number;
  retentionSeconds: number;
  /** After so many times, a message goes to the other queue instead of being received once more. */
  redrive: { to: Queue; maxReceiveCount: number } | undefined;
}

/** A standard queue: groups make no order. What becomes visible is received in the order in which it was sent. */
export interface Queue {
  settings: QueueSettings;
  add: (message: Message) => void;
  receive: (count: number, visibilitySeconds: number | undefined) => Message[];
  /** By the receipt of its last delivery. @returns undefined when it is not in the queue any more */
  find: (receipt: string) => Message | undefined;
  remove: (message: Message) => void;
  isInFlight: (message: Message) => boolean;
  count: () => { visible: number; inFlight: number; delayed: number };
}

export const receiptOf = ({ copy, receiveCount }: Message): string => `${copy}-${receiveCount}`;

export const createQueue = (settings: QueueSettings, now: Now): Queue => {
  let messages: Message[] = [];
  const dropExpired = (): void => {
    messages = messages.filter(({ sentAt }) => now() < sentAt + settings.retentionSeconds * 1000);
  };
  const isInFlight = ({ receiveCount, visibleAt }: Message): boolean =>
    receiveCount > 0 && visibleAt > now();
  const remove = (message: Message): void => {
    messages = messages.filter((other) => other !== message);
  };
  return {
    settings,
    isInFlight,
    remove,
    add: (message) => {
      messages.push(message);
    },
    receive: (count, visibilitySeconds = settings.visibilitySeconds) => {
      dropExpired();
      const received: Message[] = [];
      for (const message of messages.filter(({ visibleAt }) => visibleAt <= now())) {
        if (received.length === count) break;
        const { redrive } = settings;
        if (redrive && message.receiveCount >= redrive.maxReceiveCount) {
          remove(message);
          redrive.to.add(message);
          continue;
        }
        message.receiveCount += 1;
        message.firstReceivedAt ??= now();
        message.visibleAt = now() + visibilitySeconds * 1000;
        received.push(message);
      }
      return received;
    },
    find: (receipt) => messages.find((message) => receiptOf(message) === receipt),
    count: () => {
      dropExpired();
      const visible = messages.filter(({ visibleAt }) => visibleAt <= now()).length;
      const inFlight = messages.filter(isInFlight).length;
      return { visible, inFlight, delayed: messages.length - visible - inFlight };
    },
  };
};
