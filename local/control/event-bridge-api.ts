import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { LocalStackError } from '../errors.ts';
import type { PublishEvent } from '../events/event-bus.ts';
import type { RuleBook } from '../events/rule-book.ts';
import { putEvents } from './put-events.ts';

const prefix = 'AWSEvents.';

/** The call of EventBridge that a request makes, if it is one that is imitated. */
export const eventBridgeCall = (
  { headers }: IncomingMessage,
  publish: PublishEvent,
  { calls }: RuleBook,
): ((request: unknown) => object) | undefined => {
  const target = String(headers['x-amz-target']);
  if (!target.startsWith(prefix)) return undefined;
  const name = target.slice(prefix.length);
  return name === 'PutEvents' ? (request) => putEvents(request, publish) : calls.get(name);
};

const messageOf = (error: unknown): string | undefined => {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  if (error instanceof LocalStackError || error instanceof SyntaxError) return error.message;
  return undefined;
};

/** As the SDK makes it: what is wrong with a request is a ValidationException. */
export const serveEventBridge = async (
  request: IncomingMessage,
  response: ServerResponse,
  call: (request: unknown) => object,
): Promise<void> => {
  const answer = (status: number, body: object): void => {
    response
      .writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
      .end(JSON.stringify(body));
  };
  try {
    answer(200, call(JSON.parse(await text(request))));
  } catch (error) {
    const message = messageOf(error);
    if (message === undefined) throw error;
    answer(400, { __type: 'ValidationException', message });
  }
};
