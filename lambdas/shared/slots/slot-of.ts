import { createHash } from 'node:crypto';

/** Key in `slots`: 128 bits of SHA-256, because 2,000 long names would not fit into an item. */
export const slotOf = (fileName: string): string =>
  createHash('sha256').update(fileName).digest('hex').slice(0, 32);
