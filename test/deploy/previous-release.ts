import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import {
  type AttributeValue,
  type DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import type { AudienceReader } from '../../reader/index.ts';
import type { StackTemplate } from './change-sets.ts';

type TableName = 'projects' | 'audiences' | 'memberships' | 'imports' | 'users';
type Item = Record<string, AttributeValue>;

const repository = join(import.meta.dirname, '../..');
const fixture = (name: string): string => join(repository, 'test/fixtures/previous-release', name);

/** What the release before this one deploys; see make.ts beside it. */
export const readPreviousTemplate = async (): Promise<StackTemplate> =>
  JSON.parse(await readFile(fixture('template.json'), 'utf8')) as StackTemplate;

/** Bytes are base64 in JSON. */
const revive = (key: string, value: unknown): unknown =>
  key === 'B' && typeof value === 'string' ? Uint8Array.from(Buffer.from(value, 'base64')) : value;

/** What the functions and the command of that release have stored, as make.ts says, with the first 20 of 3,000 users. */
export const readPreviousItems = async (): Promise<Record<TableName, Item[]>> =>
  JSON.parse(await readFile(fixture('items.json'), 'utf8'), revive) as Record<TableName, Item[]>;

export const putItems = async (
  dynamodb: DynamoDBClient,
  tableName: string,
  items: readonly Item[],
): Promise<void> => {
  for (const Item of items) await dynamodb.send(new PutItemCommand({ TableName: tableName, Item }));
};

export const scanItems = async (dynamodb: DynamoDBClient, tableName: string): Promise<Item[]> =>
  (await dynamodb.send(new ScanCommand({ TableName: tableName }))).Items ?? [];

export interface PreviousReader {
  AudienceReader: typeof AudienceReader;
  remove: () => Promise<void>;
}

/** The reader of that release, in one module, with the SDK of this one. */
export const loadPreviousReader = async (): Promise<PreviousReader> => {
  // Here it finds the SDK.
  const folder = join(repository, 'node_modules/.cache', `previous-reader-${process.pid}`);
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'reader.mjs');
  await writeFile(file, brotliDecompressSync(await readFile(fixture('reader.mjs.br'))));
  const loaded = (await import(file)) as Pick<PreviousReader, 'AudienceReader'>;
  return { AudienceReader: loaded.AudienceReader, remove: () => rm(folder, { recursive: true }) };
};
