#!/bin/sh
# dynalite 4.0.0 counts the length of a partition key in characters.
#
# Expected: the DynamoDB developer guide, "Constraints in Amazon DynamoDB", on partition keys: "The minimum length of a partition
# key value is 1 byte. The maximum length is 2048 bytes."
# Seen: a key of 2,048 characters with 3 bytes each is stored. One of 2,049 letters is refused.
# Here: users under such a key could be loaded on a laptop and not on AWS. lambdas/shared/domain/user-key.ts counts bytes itself,
# before anything is sent.
set -eu
PATH="$(cd "$(dirname "$0")/.." && pwd)/node_modules/.bin:$PATH"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts dynalite@4.0.0 @aws-sdk/client-dynamodb@3.1164.0
cat > run.mjs <<'END'
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { CreateTableCommand, DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';

const { version } = createRequire(import.meta.url)('dynalite/package.json');
const server = dynalite({ createTableMs: 0 });
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const dynamodb = new DynamoDBClient({
  endpoint: `http://127.0.0.1:${server.address().port}`,
  region: 'eu-west-1',
  credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
});
const TableName = 'table';
await dynamodb.send(
  new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'key', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'key', AttributeType: 'S' }],
  }),
);
const answer = (command) => dynamodb.send(command).then(() => 'done', ({ name }) => name);
const put = (key) => answer(new PutItemCommand({ TableName, Item: { key: { S: key } } }));
const seen = {
  '2,049 bytes, 2,049 characters': await put('a'.repeat(2049)),
  '6,144 bytes, 2,048 characters': await put('あ'.repeat(2048)),
};
server.close();
console.log(`dynalite ${version}, a partition key of`, seen);
assert.deepEqual(seen, {
  '2,049 bytes, 2,049 characters': 'ValidationException',
  '6,144 bytes, 2,048 characters': 'done',
});
process.exit();
END
node run.mjs
