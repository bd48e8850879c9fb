import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { ListPlace } from '../scan/find-strays.ts';

export const createListPlace =
  (s3: S3Client, bucket: string): ListPlace =>
  async (prefix, delimiter) => {
    const page = await s3.send(
      // XML cannot carry every character of a key; URL encoding can.
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        EncodingType: 'url',
        ...(delimiter !== undefined && { Delimiter: delimiter }),
      }),
    );
    return {
      keys: (page.Contents ?? []).map(({ Key = '' }) => decodeKey(Key)),
      folders: (page.CommonPrefixes ?? []).map(({ Prefix = '' }) => decodeKey(Prefix)),
      isAll: page.IsTruncated !== true,
    };
  };

const decodeKey = (key: string): string => decodeURIComponent(key.replaceAll('+', ' '));
