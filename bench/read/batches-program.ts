/** All members of a version in batches: `batches-program VERSION`. Prints the time, and how many there were. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AudienceReader } from '../../reader/index.ts';
import { audienceName, projectId, tableNames } from '../loopback/names.ts';
import { cpuMs, peakRssMb } from '../support/usage.ts';

const version = Number(process.argv[2]);
const reader = new AudienceReader({ dynamodb: new DynamoDBClient(), tables: tableNames });
const snapshot = await reader.snapshot(projectId, audienceName, { version });

/** Not at the top of the module: V8 keeps all variables of a bundle there, and saves them whenever something is awaited. */
const readAll = async (): Promise<number> => {
  let ids = 0;
  for await (const batch of snapshot.batches()) ids += batch.length;
  return ids;
};

const [begun, cpuBefore] = [performance.now(), cpuMs()];
const ids = await readAll();
const used = { ms: performance.now() - begun, cpuMs: cpuMs() - cpuBefore };
console.log(JSON.stringify({ ids, ...used, peakRssMb: peakRssMb() }));
