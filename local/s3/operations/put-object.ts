import { quoteEtag } from '../protocol/etag.ts';
import { readWriteConditions } from '../protocol/preconditions.ts';
import { S3Error } from '../protocol/s3-error.ts';
import { copyObject } from './copy-object.ts';
import type { Operation, S3Call } from './operation.ts';
import { declaredLength, receiveBody } from './receive-body.ts';

/** Headers that make another operation of a PUT. To ignore one would destroy an object. */
const otherOperations = new Map([
  ['x-amz-copy-source', 'copying a part (UploadPartCopy)'],
  ['x-amz-write-offset-bytes', 'appending to an object'],
]);

export const assertPlainPut = ({ headers }: S3Call): void => {
  for (const [header, operation] of otherOperations)
    if (headers[header] !== undefined)
      throw new S3Error('NotImplemented', `The local S3 does not know ${operation}: ${header}.`);
};

export const putObject: Operation = async (call, bucket) => {
  const { key, headers } = call;
  const { folder, objects } = bucket;
  if (headers['x-amz-copy-source'] !== undefined) return copyObject(call, bucket);
  assertPlainPut(call);
  declaredLength(headers);
  const conditions = readWriteConditions(headers);
  await objects.assertWritable(key, conditions);
  return folder.withTemporaryFile(async (path) => {
    const { md5, checksum } = await receiveBody(headers, call.body(), path);
    await objects.store(key, path, { etag: md5, checksum }, conditions);
    return { status: 200, headers: { ETag: quoteEtag(md5) } };
  });
};
