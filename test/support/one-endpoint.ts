import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request as httpRequest,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { startEmulators } from '../../local/emulators/start-emulators.ts';
import { anyPorts } from '../../local/ports.ts';

export interface OneEndpoint {
  url: string;
  /** services that were called */
  called: ReadonlySet<string>;
  /** addresses that were verified as senders of mails */
  verified: readonly string[];
  stop: () => Promise<void>;
}

const serviceOf = (authorization: string | undefined): string | undefined =>
  /Credential=[^/]+\/\d+\/[^/]+\/(\w+)\/aws4_request/.exec(authorization ?? '')?.[1];

/** What ours knows nothing of, and leaves unanswered. */
const verifyIdentity = 'VerifyEmailIdentity';

/** An emulator of all services at one URL, as LocalStack is: our own ones, told apart by the signature. */
export const startOneEndpoint = async (settings: {
  bucket: string;
  directory: string;
  logFile: string;
}): Promise<OneEndpoint> => {
  const { logFile, ...of } = settings;
  const emulators = await startEmulators({ ...of, tellsObjects: false, ports: anyPorts }, logFile, {
    onCrash: () => undefined,
    onObject: () => undefined,
    onTrouble: () => undefined,
  });
  const urls = new Map(Object.entries(emulators.endpoints));
  const called = new Set<string>();
  const verified: string[] = [];

  const forward = async (
    request: IncomingMessage,
    response: ServerResponse,
    service: string,
    url: string,
  ): Promise<void> => {
    const { method, headers } = request;
    const body = await buffer(request);
    const form = new URLSearchParams(service === 'ses' ? body.toString() : '');
    if (form.get('Action') === verifyIdentity) {
      verified.push(form.get('EmailAddress') ?? '');
      const [root, result] = [`${verifyIdentity}Response`, `${verifyIdentity}Result`];
      response.end(`<${root}><${result}/></${root}>`);
      return;
    }
    const onward = httpRequest(new URL(request.url ?? '/', url), { method, headers });
    response.on('close', () => onward.destroy());
    onward.end(body);
    const [answer] = (await once(onward, 'response')) as [IncomingMessage];
    response.writeHead(answer.statusCode ?? 500, answer.rawHeaders);
    await pipeline(answer, response);
  };

  const server = createServer((request, response) => {
    const service = serviceOf(request.headers.authorization);
    const url = service === undefined ? undefined : urls.get(service);
    if (service === undefined || url === undefined) {
      response.writeHead(501).end();
      return;
    }
    called.add(service);
    forward(request, response, service, url).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    called,
    verified,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await emulators.stop();
    },
  };
};
