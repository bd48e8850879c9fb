import type { Server } from 'node:http';

export interface Emulator {
  url: string;
  close: () => Promise<unknown>;
}

/** An HTTP server that listens, as an emulator. @throws Error if it does not listen on a port */
export const emulatorOf = (server: Server): Emulator => {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('an emulator does not listen on its port');
  return {
    url: `http://${address.address}:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
