import { createHash } from 'node:crypto';

/** Addresses are long, and there may be many. */
export const hashAddress = (address: string): string =>
  createHash('sha256').update(address).digest('hex').slice(0, 16);
