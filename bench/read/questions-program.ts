/**
 * Who of so many users, spread over all, is in? `questions-program VERSION USERS QUESTIONS HOW`, with `contains`, 16 at a time, or
 * `containsMany`. Prints the time, and how many are.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import pMap, { pMapSkip } from 'p-map';
import { AudienceReader } from '../../reader/index.ts';
import { idOf } from '../loopback/data/user-ids.ts';
import { audienceName, projectId, tableNames } from '../loopback/names.ts';

const questionsAtOnce = 16;

const [version = 0, users = 0, questions = 0] = process.argv.slice(2).map(Number);
const asked = Array.from({ length: questions }, (_, question) =>
  idOf(Math.floor((question * users) / questions) + (question % 3)),
);
const reader = new AudienceReader({ dynamodb: new DynamoDBClient(), tables: tableNames });
const snapshot = await reader.snapshot(projectId, audienceName, { version });

const askEach = async (): Promise<number> => {
  let members = 0;
  const ask = async (id: string): Promise<typeof pMapSkip> => {
    if (await snapshot.contains(id)) members += 1;
    return pMapSkip;
  };
  await pMap(asked, ask, { concurrency: questionsAtOnce });
  return members;
};

const begun = performance.now();
const members =
  process.argv[5] === 'containsMany' ? (await snapshot.containsMany(asked)).size : await askEach();
console.log(JSON.stringify({ ms: performance.now() - begun, members }));
