import { once } from 'node:events';
import { createServer } from 'node:net';

/** Nothing of the local stack can be reached from another machine. */
export const host = '127.0.0.1';

export const services = ['s3', 'dynamodb', 'sqs', 'ses', 'console', 'writer'] as const;
export type Ports = Record<(typeof services)[number], number>;

/** The ports of the stack in `.local`: the same at every start, so that scripts keep working. */
export const usualPorts: Ports = {
  s3: 9610,
  dynamodb: 9611,
  sqs: 9612,
  ses: 9613,
  console: 9614,
  writer: 9615,
};

/** Any free port, for stacks that run beside the usual one. */
export const anyPorts: Ports = { s3: 0, dynamodb: 0, sqs: 0, ses: 0, console: 0, writer: 0 };

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
};

/** The same ports with 0 (any) for those that something else listens on; `onTaken` is told which. */
export const freePorts = async (
  wanted: Ports,
  onTaken: (service: string, port: number) => void,
): Promise<Ports> => {
  const ports = { ...wanted };
  for (const service of services) {
    const port = wanted[service];
    if (port === 0 || (await isFree(port))) continue;
    onTaken(service, port);
    ports[service] = 0;
  }
  return ports;
};
