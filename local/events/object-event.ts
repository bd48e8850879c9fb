import type { ObjectChange } from '../s3/index.ts';
import type { Occurrence } from './bus-event.ts';

/** What S3 says to the event bus of an object. */
export const objectEvent = (bucket: string, change: ObjectChange): Occurrence => {
  const { kind, key } = change;
  const isCreated = kind === 'created';
  return {
    source: 'aws.s3',
    detailType: isCreated ? 'Object Created' : 'Object Deleted',
    resources: [`arn:aws:s3:::${bucket}`],
    detail: {
      version: '0',
      bucket: { name: bucket },
      object: { key, ...(isCreated && { size: change.size, etag: change.etag }) },
      reason: isCreated ? 'PutObject' : 'DeleteObject',
      ...(!isCreated && { 'deletion-type': 'Permanently Deleted' }),
    },
  };
};
