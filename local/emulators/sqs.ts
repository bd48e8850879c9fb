import { buildApp } from 'fauxqs';
import { host } from '../ports.ts';
import type { Emulator } from './emulator.ts';
import { refuseOtherSites } from './refuse-other-sites.ts';

/** The SQS part of fauxqs. `startFauxqs` would listen on all interfaces, so the app is started here. */
export const startSqs = async (port: number): Promise<Emulator> => {
  const app = buildApp({ logger: false });
  refuseOtherSites(app.server);
  const url = await app.listen({ port, host });
  return { url, close: () => app.close() };
};
