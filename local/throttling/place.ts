import { createHash } from 'node:crypto';

/** Where a partition key lies, in [0, 1). The real hash is DynamoDB's secret; any other serves as well. */
export const placeOf = (key: unknown): number =>
  createHash('sha1').update(JSON.stringify(key)).digest().readUInt32BE() / 2 ** 32;
