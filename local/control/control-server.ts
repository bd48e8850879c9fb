import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { emulatorOf, type Emulator } from '../emulators/emulator.ts';
import type { PublishEvent } from '../events/event-bus.ts';
import type { RuleBook } from '../events/rule-book.ts';
import type { LocalFunction } from '../lambda/functions.ts';
import { host } from '../ports.ts';
import type { StackStatus } from '../status.ts';
import { eventBridgeCall, serveEventBridge } from './event-bridge-api.ts';
import { serveInvocation } from './invocation-api.ts';
import { refuseOtherSites } from './refuse-other-sites.ts';

export interface ControlRoutes {
  functions: () => readonly LocalFunction[];
  publishEvent: PublishEvent;
  ruleBook: RuleBook;
  status: () => Promise<StackStatus>;
  /** the page for a person, and what it asks for; takes the URL of this server */
  console: (url: string) => Hono;
}

/** An SDK client without an endpoint of its own ends here: better than a call to the real AWS. */
const refuseService = ({ req, json }: Context): Response => {
  const target = req.header('x-amz-target') ?? req.path;
  const message =
    `The local stack has no service for ${req.method} ${target}. ` +
    'It has S3, DynamoDB, SQS, SES, the Invoke call of Lambda and of EventBridge PutEvents, PutRule, PutTargets, RemoveTargets and DeleteRule.';
  return json({ message }, 400, { 'x-amzn-errortype': 'NotInLocalStack' });
};

const createApp = ({ functions, publishEvent, ruleBook, status }: ControlRoutes): Hono => {
  const app = new Hono();
  app.use(refuseOtherSites);
  app.post('/2015-03-31/functions/:function/invocations', (context) =>
    serveInvocation(context, functions()),
  );
  app.post('/', (context) => {
    const call = eventBridgeCall(context.req.header('x-amz-target'), publishEvent, ruleBook);
    return call ? serveEventBridge(context, call) : refuseService(context);
  });
  app.get('/status', async (context) => context.json(await status()));
  app.notFound(refuseService);
  app.onError((error, context) => context.text(String(error), 500));
  return app;
};

/** Serves Lambda's Invoke call, EventBridge's calls for events and rules, `GET /status` (JSON), and the console for a person. */
export const startControlServer = async (
  port: number,
  routes: ControlRoutes,
): Promise<Emulator> => {
  const app = createApp(routes);
  const listener = getRequestListener(app.fetch);
  const server = createServer((request, response) => void listener(request, response));
  server.listen(port, host);
  await once(server, 'listening');
  const emulator = emulatorOf(server);
  app.route('/', routes.console(emulator.url));
  return emulator;
};
