/** All members of a version one by one: `ids-program VERSION`. Prints the time, and how many there were. */
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
  for await (const id of snapshot.ids()) if (id !== '') ids += 1;
  return ids;
};

const [begun, cpuBefore] = [performance.now(), cpuMs()];
const ids = await readAll();
const used = { ms: performance.now() - begun, cpuMs: cpuMs() - cpuBefore };
console.log(JSON.stringify({ ids, ...used, peakRssMb: peakRssMb() }));
