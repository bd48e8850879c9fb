import { Agent, type IncomingMessage, request as send, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

export type Forward = (
  request: IncomingMessage,
  body: Uint8Array,
  response: ServerResponse,
) => Promise<void>;

/** Hands a request on to another server, and its answer back. */
export const createForward = (url: string): Forward => {
  const agent = new Agent({ keepAlive: true });
  return async ({ method, headers }, body, response) => {
    const answer = Promise.withResolvers<IncomingMessage>();
    send(url, { ...(method !== undefined && { method }), headers, agent }, answer.resolve)
      .on('error', answer.reject)
      .end(body);
    const message = await answer.promise;
    response.writeHead(message.statusCode ?? 502, message.headers);
    await pipeline(message, response);
  };
};
