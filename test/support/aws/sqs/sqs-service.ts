import type { Now } from '../../../../lambdas/shared/ports.ts';
import { NotSimulatedError } from '../not-simulated-error.ts';
import type { Fault } from '../wire/fault.ts';
import { decodeJson } from '../wire/json-protocol.ts';
import { ServiceError } from '../wire/service-error.ts';
import type { Service, WireAnswer } from '../wire/service.ts';
import { type Message, receiptOf } from './queue.ts';
import { arnOf, createQueues, type Queues } from './queues.ts';
import { type Entry, md5Of, sendBatch, sendOne } from './send.ts';

type Perform = (
  queues: Queues,
  input: never,
  fault: Pick<Fault, 'undone' | 'deliveries'>,
) => object;

interface QueueInput {
  QueueUrl: string;
}

interface ReceiptInput extends QueueInput {
  ReceiptHandle: string;
}

interface ReceiveInput extends QueueInput {
  MaxNumberOfMessages?: number;
  VisibilityTimeout?: number;
}

const operations: Readonly<Record<string, Perform>> = {
  CreateQueue: (
    queues,
    { QueueName, Attributes = {} }: { QueueName: string; Attributes?: Record<string, string> },
  ) => ({ QueueUrl: queues.create(QueueName, Attributes) }),

  SendMessage: (queues, input: QueueInput & Entry, fault) =>
    sendOne(queues, input.QueueUrl, input, fault),

  SendMessageBatch: sendBatch,

  ReceiveMessage: (
    queues,
    { QueueUrl, MaxNumberOfMessages = 1, VisibilityTimeout }: ReceiveInput,
  ) => {
    const messages = queues.byUrl(QueueUrl).receive(MaxNumberOfMessages, VisibilityTimeout);
    return messages.length > 0 ? { Messages: messages.map(toOutput) } : {};
  },

  DeleteMessage: (queues, input: ReceiptInput) => {
    deleteOne(queues, input);
    return {};
  },

  DeleteMessageBatch: (
    queues,
    { QueueUrl, Entries }: QueueInput & { Entries: readonly (ReceiptInput & { Id: string })[] },
    { undone = () => false },
  ) => {
    const isDone = (index: number): boolean => !undone(index);
    Entries.forEach(({ ReceiptHandle }, index) => {
      if (isDone(index)) deleteOne(queues, { QueueUrl, ReceiptHandle });
    });
    return {
      Successful: Entries.filter((_, index) => isDone(index)).map(({ Id }) => ({ Id })),
      Failed: Entries.filter((_, index) => !isDone(index)).map(({ Id }) => ({
        Id,
        SenderFault: false,
        Code: 'InternalError',
      })),
    };
  },

  ChangeMessageVisibility: (
    queues,
    { QueueUrl, ReceiptHandle, VisibilityTimeout }: ReceiptInput & { VisibilityTimeout: number },
  ) => {
    const queue = queues.byUrl(QueueUrl);
    const message = queues.message(queue, ReceiptHandle);
    if (!message || !queue.isInFlight(message))
      throw new ServiceError('MessageNotInflight', 'The message is not in flight.', {
        queryCode: 'AWS.SimpleQueueService.MessageNotInflight',
      });
    message.visibleAt = queues.now() + VisibilityTimeout * 1000;
    return {};
  },

  GetQueueAttributes: (
    queues,
    { QueueUrl, AttributeNames = [] }: QueueInput & { AttributeNames?: readonly string[] },
  ) => {
    const { settings, count } = queues.byUrl(QueueUrl);
    const { visible, inFlight, delayed } = count();
    const all = {
      QueueArn: arnOf(settings.name),
      VisibilityTimeout: String(settings.visibilitySeconds),
      MessageRetentionPeriod: String(settings.retentionSeconds),
      ApproximateNumberOfMessages: String(visible),
      ApproximateNumberOfMessagesNotVisible: String(inFlight),
      ApproximateNumberOfMessagesDelayed: String(delayed),
    };
    const isAsked = ([name]: [string, string]): boolean =>
      AttributeNames.includes('All') || AttributeNames.includes(name);
    return { Attributes: Object.fromEntries(Object.entries(all).filter(isAsked)) };
  },
};

/** Only by the last receipt: with an older one, AWS may do nothing and say nothing. */
const deleteOne = (queues: Queues, { QueueUrl, ReceiptHandle }: ReceiptInput): void => {
  const queue = queues.byUrl(QueueUrl);
  const message = queues.message(queue, ReceiptHandle);
  if (message) queue.remove(message);
};

/** With all system attributes, whichever were asked for. */
const toOutput = (message: Message): object => ({
  MessageId: message.id,
  ReceiptHandle: receiptOf(message),
  Body: message.body,
  MD5OfBody: md5Of(message.body),
  Attributes: {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAt),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    ...(message.groupId !== undefined && { MessageGroupId: message.groupId }),
  },
});

/** SQS by its JSON protocol: standard queues, which give what they have and do not wait for more. */
export const createSqsService = (now: Now): Service => {
  const queues = createQueues(now);
  return {
    name: 'sqs',
    decode: decodeJson,
    perform: (operation, input, fault) => {
      const perform = operations[operation];
      if (!perform) throw new NotSimulatedError(`${operation} of SQS`);
      return toAnswer(200, perform(queues, input as never, fault));
    },
    encodeError: ({ code, message, status, details }) =>
      toAnswer(status, { __type: `com.amazonaws.sqs#${code}`, message }, details.queryCode),
  };
};

const toAnswer = (status: number, output: object, queryCode?: unknown): WireAnswer => ({
  status,
  headers: {
    'content-type': 'application/x-amz-json-1.0',
    ...(typeof queryCode === 'string' && { 'x-amzn-query-error': `${queryCode};Sender` }),
  },
  body: Buffer.from(JSON.stringify(output)),
});
