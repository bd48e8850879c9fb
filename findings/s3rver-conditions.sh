#!/bin/sh
# s3rver 3.7.1 (also within @push.rocks/smarts3) takes no notice of the conditions of a request.
#
# Expected: RFC 9110, section 13.1.1: a server whose If-Match condition is false "MUST NOT perform the requested method" but
# answers 412; the S3 user guide, "Conditional requests", says so of GetObject with If-Match and PutObject with If-None-Match: *.
# Seen: GetObject with the ETag of an earlier version answers 200 with the bytes of the present one. PutObject with
# If-None-Match: * overwrites what is there.
# Here: an import reads a file in pieces, each with If-Match, so that it never mixes two versions: on s3rver it would. So the local
# stack has an S3 of its own (local/s3), and local/README.md says so where it says which other emulators may take its place.
set -eu
PATH="$(cd "$(dirname "$0")/.." && pwd)/node_modules/.bin:$PATH"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts s3rver@3.7.1 @aws-sdk/client-s3@3.1164.0
cat > run.mjs <<'END'
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import S3rver from 's3rver';

const { version } = createRequire(import.meta.url)('s3rver/package.json');
const server = new S3rver({
  ...{ port: 0, address: '127.0.0.1', silent: true, directory: './data' },
  configureBuckets: [{ name: 'inbox' }],
});
const endpoint = `http://127.0.0.1:${(await server.run()).port}`;
const s3 = new S3Client({
  ...{ endpoint, forcePathStyle: true, region: 'us-east-1' },
  credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
});
const file = { Bucket: 'inbox', Key: 'vip.csv' };
const put = (Body, more) => s3.send(new PutObjectCommand({ ...file, Body, ...more }));
const get = async (more) => (await s3.send(new GetObjectCommand({ ...file, ...more }))).Body.transformToString();
const ofError = ({ $metadata }) => $metadata.httpStatusCode;

const { ETag } = await put('first');
await put('second');
const seen = { 'GET If-Match of the first': await get({ IfMatch: ETag }).catch(ofError) };
seen['PUT If-None-Match: *'] = await put('third', { IfNoneMatch: '*' }).then(() => get({}), ofError);
await server.close();
console.log(`s3rver ${version}:`, seen);
assert.deepEqual(seen, { 'GET If-Match of the first': 'second', 'PUT If-None-Match: *': 'third' });
process.exit();
END
node run.mjs
