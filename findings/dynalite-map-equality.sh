#!/bin/sh
# dynalite 4.0.0 finds no map equal to any other.
#
# Expected: the DynamoDB API reference, `Condition`, on EQ: "EQ is supported for all data types, including lists and maps."
# The same holds for `=` in a condition expression.
# Seen: `#map = :map` with the very map that is stored fails with ConditionalCheckFailedException; of numbers, texts and sets it
# holds.
# Here: conditions compare scalars only, so that they mean the same on dynalite, which the tests and the local stack use, and on AWS.
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
const Key = { key: { S: 'a' } };
const values = { N: '7', S: 'text', SS: ['a', 'b'], M: { of: { N: '7' } } };
const seen = {};
for (const [type, value] of Object.entries(values)) {
  await dynamodb.send(new PutItemCommand({ TableName, Item: { ...Key, value: { [type]: value } } }));
  seen[type] = await answer(
    new UpdateItemCommand({
      ...{ TableName, Key, UpdateExpression: 'SET seen = :value' },
      ConditionExpression: '#value = :value',
      ExpressionAttributeNames: { '#value': 'value' },
      ExpressionAttributeValues: { ':value': { [type]: value } },
    }),
  );
}
server.close();
console.log(`dynalite ${version}, a condition that a value equals itself, by type:`, seen);
assert.deepEqual(seen, { N: 'done', S: 'done', SS: 'done', M: 'ConditionalCheckFailedException' });
process.exit();
END
node run.mjs
