import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { whyRefused } from '../other-sites.ts';

/**
 * Stands before what answers the requests of a server. An emulator takes whatever comes, and some say to browsers that any page may read
 * their answers.
 */
export const refuseOtherSites = (server: Server): void => {
  const listeners = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const message = whyRefused(request.headers);
    if (message === undefined) {
      for (const listener of listeners) listener.call(server, request, response);
      return;
    }
    response.writeHead(403, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ message }));
    request.resume();
  });
};
