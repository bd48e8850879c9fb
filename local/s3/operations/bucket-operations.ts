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

/** Empty stands for us-east-1. */
export const getBucketLocation: Operation = () =>
  Promise.resolve({ status: 200, body: xmlDocument('LocationConstraint') });
