import {
  GetBucketEncryptionCommand,
  GetBucketNotificationConfigurationCommand,
  HeadBucketCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { isDenied } from '../../doctor/is-denied.ts';
import type { Look } from '../../doctor/ports.ts';

/** @param s3 one that follows a bucket into its region */
export const createLookAtBucket = (
  s3: S3Client,
  region: string,
): Pick<Look, 'bucketRegion' | 'encryption' | 'bucketEvents'> => ({
  bucketRegion: async (bucket) => {
    try {
      const { BucketRegion } = await s3.send(new HeadBucketCommand({ Bucket: bucket }));
      return BucketRegion ?? region;
    } catch (error) {
      if (error instanceof Error && absent.has(error.name)) return undefined;
      throw error;
    }
  },

  encryption: async (bucket) => {
    const { ServerSideEncryptionConfiguration } = await s3.send(
      new GetBucketEncryptionCommand({ Bucket: bucket }),
    );
    const rule = ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
    return { algorithm: rule?.SSEAlgorithm ?? 'AES256', keyId: rule?.KMSMasterKeyID };
  },

  bucketEvents: async (bucket, account) => {
    const read = (expectation: { ExpectedBucketOwner?: string }) =>
      s3.send(new GetBucketNotificationConfigurationCommand({ Bucket: bucket, ...expectation }));
    const { EventBridgeConfiguration } = await read({});
    if (EventBridgeConfiguration === undefined) return 'not-sent';
    if (account === undefined) return 'sent';
    try {
      await read({ ExpectedBucketOwner: account });
      return 'sent';
    } catch (error) {
      // It may be read, but not if it has to be of this account.
      if (isDenied(error)) return 'sent-elsewhere';
      throw error;
    }
  },
});

const absent = new Set(['NotFound', 'NoSuchBucket']);
