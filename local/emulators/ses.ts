import ses from 'aws-ses-v2-local';
import { host } from '../ports.ts';
import { emulatorOf, type Emulator } from './emulator.ts';
import { refuseOtherSites } from './refuse-other-sites.ts';

export const startSes = async (port: number): Promise<Emulator> => {
  // A CommonJS module: its default export is a property of what Node imports.
  const server = await ses.default({ host, port });
  refuseOtherSites(server);
  return emulatorOf(server);
};
