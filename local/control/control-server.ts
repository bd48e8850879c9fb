import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { PublishEvent } from '../events/event-bus.ts';
import type { RuleBook } from '../events/rule-book.ts';
import type { LocalFunction } from '../lambda/functions.ts';
import { emulatorOf, type Emulator } from '../emulators/emulator.ts';
import { host } from '../ports.ts';
import type { StackStatus } from '../status.ts';
import { invokedFunction, serveInvocation } from './invocation-api.ts';
import { eventBridgeCall, serveEventBridge } from './event-bridge-api.ts';

export interface ControlRoutes {
  functions: () => readonly LocalFunction[];
  publishEvent: PublishEvent;
  ruleBook: RuleBook;
  status: () => Promise<StackStatus>;
  /** HTML; takes the URL of this server */
  page: (url: string) => string;
}

/** An SDK client without an endpoint of its own ends here: better than a call to the real AWS. */
const refuseService = (request: IncomingMessage, response: ServerResponse): void => {
  const target = request.headers['x-amz-target'] ?? request.url ?? '';
  const message =
    `The local stack has no service for ${request.method ?? ''} ${String(target)}. ` +
    'It has S3, DynamoDB, SQS, SES, the Invoke call of Lambda and of EventBridge PutEvents, PutRule, PutTargets, RemoveTargets and DeleteRule.';
  response
    .writeHead(400, { 'content-type': 'application/json', 'x-amzn-errortype': 'NotInLocalStack' })
    .end(JSON.stringify({ message }));
};

const serve = async (
  request: IncomingMessage,
  response: ServerResponse,
  routes: ControlRoutes,
): Promise<void> => {
  const { origin, pathname } = new URL(
    request.url ?? '/',
    `http://${request.headers.host ?? host}`,
  );
  const invoked = invokedFunction(pathname);
  const eventCall = eventBridgeCall(request, routes.publishEvent, routes.ruleBook);
  if (request.method === 'POST' && invoked !== undefined)
    await serveInvocation(request, response, invoked, routes.functions());
  else if (eventCall) await serveEventBridge(request, response, eventCall);
  else if (request.method === 'GET' && pathname === '/')
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(routes.page(origin));
  else if (request.method === 'GET' && pathname === '/status')
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(await routes.status(), null, 2));
  else refuseService(request, response);
};

/** Serves Lambda's Invoke call, EventBridge's calls for events and rules, `GET /status` (JSON) and `GET /` (a page for a person). */
export const startControlServer = async (
  port: number,
  routes: ControlRoutes,
): Promise<Emulator> => {
  const server = createServer((request, response) => {
    serve(request, response, routes).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    });
  }).listen(port, host);
  await once(server, 'listening');
  return emulatorOf(server);
};
