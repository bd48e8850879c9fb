import { once } from 'node:events';
import dynalite from 'dynalite';
import { host } from '../ports.ts';
import { emulatorOf, type Emulator } from './emulator.ts';
import { refuseOtherSites } from './refuse-other-sites.ts';

/** @param tables folder in which they stay; in memory if it is not given */
export const startDynamodb = async (port: number, tables?: string): Promise<Emulator> => {
  const server = dynalite({
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
    ...(tables !== undefined && { path: tables }),
  });
  // dynalite throws when a client goes away in the middle of its request, as a function that is killed
  // at its timeout does. Its listener is there by now; this one takes its place.
  server.on('request', (request) => {
    request.removeAllListeners('error').on('error', () => {
      // nobody is left to be answered
    });
  });
  // Node would close a connection in the moment in which a client that was busy uses it again.
  server.keepAliveTimeout = 0;
  refuseOtherSites(server);
  server.listen(port, host);
  await once(server, 'listening');
  return emulatorOf(server);
};
