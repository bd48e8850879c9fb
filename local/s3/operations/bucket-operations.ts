import { S3Error } from '../protocol/s3-error.ts';
import { field, element, xmlDocument } from '../protocol/xml.ts';
import type { Operation } from './operation.ts';

/** The clients' default region. */
const region = 'us-east-1';

export const listBuckets: Operation = (_call, { name, created }) =>
  Promise.resolve({
    status: 200,
    body: xmlDocument(
      'ListAllMyBucketsResult',
      element('Owner', field('ID', 'local'), field('DisplayName', 'local')),
      element(
        'Buckets',
        element('Bucket', field('Name', name), field('CreationDate', created.toISOString())),
      ),
    ),
  });

export const headBucket: Operation = () =>
  Promise.resolve({ status: 200, headers: { 'x-amz-bucket-region': region } });

/** The only bucket is there already. Some tools create it before each upload, and take this for an answer. */
export const createBucket: Operation = (_call, { name }) =>
  Promise.reject(
    new S3Error(
      'BucketAlreadyOwnedByYou',
      'Your previous request to create the named bucket succeeded and you already own it.',
      { BucketName: name },
    ),
  );

/** Empty stands for us-east-1. */
export const getBucketLocation: Operation = () =>
  Promise.resolve({ status: 200, body: xmlDocument('LocationConstraint') });
