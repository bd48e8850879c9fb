import { quoteEtag } from '../protocol/etag.ts';
import { field, xmlDocument } from '../protocol/xml.ts';
import type { Operation, S3Call } from './operation.ts';
import { assertPlainPut } from './put-object.ts';
import { integerParameter } from './query.ts';
import { declaredLength, receiveBody } from './receive-body.ts';

const maxPartNumber = 10_000;

const uploadId = ({ query }: S3Call): string => query.get('uploadId') ?? '';

export const createMultipartUpload: Operation = async ({ key }, { name, folder, uploads }) => {
  await folder.assertFree(key);
  const id = await uploads.create(key);
  return {
    status: 200,
    body: xmlDocument(
      'InitiateMultipartUploadResult',
      field('Bucket', name),
      field('Key', key),
      field('UploadId', id),
    ),
  };
};

export const uploadPart: Operation = async (call, { folder, uploads }) => {
  const { key, headers, query } = call;
  assertPlainPut(call);
  declaredLength(headers);
  const number = integerParameter(query, 'partNumber', [1, maxPartNumber]) ?? 1;
  const { id } = await uploads.find(uploadId(call), key);
  return folder.withTemporaryFile(async (path) => {
    const { md5 } = await receiveBody(headers, call.body(), path);
    await uploads.addPart(id, number, path, md5);
    return { status: 200, headers: { ETag: quoteEtag(md5) } };
  });
};

export const abortMultipartUpload: Operation = async (call, { uploads }) => {
  await uploads.finish(uploadId(call), call.key, () => Promise.resolve());
  return { status: 204 };
};
