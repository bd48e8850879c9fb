import { quoteEtag } from '../protocol/etag.ts';
import { readWriteConditions } from '../protocol/preconditions.ts';
import { S3Error } from '../protocol/s3-error.ts';
import { field, xmlDocument } from '../protocol/xml.ts';
import { parseTarget } from '../request-target.ts';
import type { Bucket, Operation, S3Call } from './operation.ts';
import { receiveBody } from './receive-body.ts';

/** The key that is copied. @throws S3Error when it is not one of this bucket */
export const copySource = ({ headers }: Pick<S3Call, 'headers'>, { name }: Bucket): string => {
  const source = String(headers['x-amz-copy-source']);
  const { bucket, key, query } = parseTarget(source.startsWith('/') ? source : `/${source}`);
  if (query.size > 0)
    throw new S3Error('NotImplemented', 'The local S3 has no versions that could be copied.');
  if (bucket !== name)
    throw new S3Error('NoSuchBucket', `This server has only "${name}".`, { BucketName: bucket });
  return key;
};

/** CopyObject, within the bucket: what mounts rename with. */
export const copyObject: Operation = async (call, bucket) => {
  const { key, headers } = call;
  const { folder, objects } = bucket;
  const source = copySource(call, bucket);
  const condition = Object.keys(headers).find((name) => name.startsWith('x-amz-copy-source-'));
  if (condition !== undefined)
    throw new S3Error('NotImplemented', `The local S3 does not know ${condition}.`);
  if (source === key && headers['x-amz-metadata-directive'] !== 'REPLACE')
    throw new S3Error(
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's " +
        'metadata, storage class, website redirect location or encryption attributes.',
    );
  const conditions = readWriteConditions(headers);
  await objects.assertWritable(key, conditions);
  return folder.withTemporaryFile(async (path) => {
    const original = await objects.open(source);
    if (original === undefined)
      throw new S3Error('NoSuchKey', 'The specified key does not exist.', { Key: source });
    const length = { 'content-length': String(original.version.size) };
    const { md5, checksum } = await receiveBody(length, original.handle.createReadStream(), path);
    await objects.store(key, path, { etag: md5, checksum }, conditions);
    const copy = await objects.describe(key);
    const body = xmlDocument(
      'CopyObjectResult',
      field('LastModified', copy?.modified.toISOString()),
      field('ETag', quoteEtag(md5)),
    );
    return { status: 200, body };
  });
};
