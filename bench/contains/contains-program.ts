/**
 * Lookups by the reader in one snapshot: `contains-program ROWS USERS LOOKUPS`. Half of the IDs are members'. Prints
 * the time and how many were found.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import pMap, { pMapSkip } from 'p-map';
import { AudienceReader } from '../../reader/index.ts';
import { createShuffle } from '../loopback/data/shuffle.ts';
import { idOf } from '../loopback/data/user-ids.ts';
import { memberAt, membersOf } from '../loopback/data/write-files.ts';
import { audienceName, projectId, tableNames } from '../loopback/names.ts';

const lookupsAtOnce = 16;

const [rows = 0, users = 0, lookups = 0] = process.argv.slice(2).map(Number);
const places = createShuffle(membersOf(rows));
const ids = Array.from({ length: lookups }, (_, lookup) =>
  // Beyond the users and the rows nobody has ever been.
  idOf(lookup % 2 === 0 ? memberAt(places.at(lookup), { rows, users }) : users + rows + lookup),
);

const reader = new AudienceReader({ dynamodb: new DynamoDBClient(), tables: tableNames });
const snapshot = await reader.snapshot(projectId, audienceName);
let found = 0;
const begun = performance.now();
await pMap(
  ids,
  async (id) => {
    if (await snapshot.contains(id)) found += 1;
    return pMapSkip;
  },
  { concurrency: lookupsAtOnce },
);
console.log(JSON.stringify({ ms: performance.now() - begun, found, members: snapshot.members }));
