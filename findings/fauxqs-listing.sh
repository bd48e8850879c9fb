#!/bin/sh
# fauxqs 2.4.1 lists the objects of a bucket by the alphabet, and pages by bytes: some are on no page.
#
# Expected: the S3 API reference, ListObjectsV2: objects are returned "sorted in lexicographical order of the key names", which
# the user guide calls "UTF-8 binary order" for general purpose buckets, and each object is on one of the pages.
# Seen: `a.csv` stands before `B.csv`, and of six objects in pages of two, two are never listed.
# Here: the local stack takes only SQS from fauxqs. A scan of a listing that is in another order fails, and says so, before it
# takes files for removed (lambdas/scanner/domain/in-order-of-files.ts); those that are on no page it cannot know of.
set -eu
PATH="$(cd "$(dirname "$0")/.." && pwd)/node_modules/.bin:$PATH"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts fauxqs@2.4.1 @aws-sdk/client-s3@3.1164.0
cat > run.mjs <<'END'
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { buildApp } from 'fauxqs';

const { version } = JSON.parse(await readFile('node_modules/fauxqs/package.json', 'utf8'));
const app = buildApp({ logger: false });
const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
const s3 = new S3Client({
  ...{ endpoint, forcePathStyle: true, region: 'us-east-1' },
  credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
});
const Bucket = 'inbox';
await s3.send(new CreateBucketCommand({ Bucket }));
const keys = ['B.csv', 'Z.csv', '_x.csv', 'a-b.csv', 'a.csv', 'b.csv'];
for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));

const list = async (MaxKeys) => {
  const listed = [];
  let ContinuationToken;
  do {
    const page = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys, ContinuationToken }));
    listed.push(...page.Contents.map(({ Key }) => Key));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return listed.join(' ');
};
const seen = { 'stored, in byte order': keys.join(' '), 'one page': await list(1000), 'pages of two': await list(2) };
await app.close();
console.log(`fauxqs ${version}:`, seen);
assert.deepEqual(seen, {
  'stored, in byte order': 'B.csv Z.csv _x.csv a-b.csv a.csv b.csv',
  'one page': '_x.csv a-b.csv a.csv b.csv B.csv Z.csv',
  'pages of two': '_x.csv a-b.csv a.csv b.csv',
});
process.exit();
END
node run.mjs
