import {
  GetBucketEncryptionCommand,
  GetBucketNotificationConfigurationCommand,
  HeadBucketCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Look } from '../../doctor/ports.ts';

/** @param s3 one that follows a bucket into its region */
export const createLookAtBucket = (
  s3: S3Client,
  region: string,
): Pick<Look, 'bucketRegion' | 'encryption' | 'sendsEvents'> => ({
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

  sendsEvents: async (bucket) => {
    const { EventBridgeConfiguration } = await s3.send(
      new GetBucketNotificationConfigurationCommand({ Bucket: bucket }),
    );
    return EventBridgeConfiguration !== undefined;
  },
});

const absent = new Set(['NotFound', 'NoSuchBucket']);
