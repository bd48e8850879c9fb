/** The naive import: `naive-program CONCURRENCY`. Prints time and number of members. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { clientDefaults, toDocumentClient } from '../../lambdas/shared/adapters/clients.ts';
import { importNaively } from './import-naively.ts';

const concurrency = Number(process.argv[2]);
const s3 = new S3Client(clientDefaults);
const dynamodb = toDocumentClient(new DynamoDBClient(clientDefaults));
const begun = performance.now();
const members = await importNaively({ s3, dynamodb, concurrency });
console.log(JSON.stringify({ ms: performance.now() - begun, members }));
