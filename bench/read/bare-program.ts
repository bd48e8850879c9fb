/**
 * The bare work of reading a version: `bare-program VERSION`. Fetches all chunks of it and of its base in pages of 1 MB, eight
 * queries side by side, decompresses and splits them, in no order. Prints the time, and how many IDs there were.
 */
import { zstdDecompressSync } from 'node:zlib';
import { DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import pMap, { pMapSkip } from 'p-map';
import { tableNames } from '../loopback/names.ts';
import { cpuMs, peakRssMb } from '../support/usage.ts';
import { findPartitions } from './find-partitions.ts';

const queriesAtOnce = 8;

const dynamodb = new DynamoDBClient();
const partitions = await findPartitions(dynamodb, Number(process.argv[2]));
let ids = 0;

const readPartition = async (partition: string): Promise<typeof pMapSkip> => {
  const pages = paginateQuery(
    { client: dynamodb },
    {
      TableName: tableNames.memberships,
      KeyConditionExpression: 'chunkSet = :partition',
      ExpressionAttributeValues: { ':partition': { S: partition } },
    },
  );
  for await (const { Items = [] } of pages)
    for (const item of Items) {
      const compressed = item.ids?.B ?? item.added?.B;
      if (compressed) ids += zstdDecompressSync(compressed).toString('utf8').split('\n').length;
    }
  return pMapSkip;
};

const [begun, cpuBefore] = [performance.now(), cpuMs()];
await pMap(partitions, readPartition, { concurrency: queriesAtOnce });
const used = { ms: performance.now() - begun, cpuMs: cpuMs() - cpuBefore };
console.log(JSON.stringify({ ids, ...used, peakRssMb: peakRssMb() }));
