import { createHost, type Host } from '../shared/host.ts';
import { type Env, loadEnv } from './env.ts';

export interface Deps {
  logger: Pick<Host['logger'], 'addContext' | 'info' | 'warn' | 'error'>;
}

export const createDeps = (_env: Env = loadEnv(), host: Host = createHost()): Deps => ({
  logger: host.logger,
});
