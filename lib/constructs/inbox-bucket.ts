import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { reportRetentionDays, reportsPath } from '../../lambdas/shared/contract.ts';
import { acknowledge } from './acknowledge.ts';

/** A bucket of the stack's own, or one that was there before. */
export type FileBucket = Pick<IBucket, 'bucketName' | 'bucketArn' | 'arnForObjects'>;

export interface InboxBucketProps {
  /** whether it sends its events to EventBridge */
  readonly tellsEvents: boolean;
  /** undefined: S3's own keys */
  readonly encryptionKey: IKey | undefined;
  /** @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE */
  readonly removalPolicy?: RemovalPolicy | undefined;
}

/**
 * Where the files are dropped. Its content is the customer's: it stays when the stack is removed, with the policy that
 * protects it. A first deployment that fails takes it away again; nobody has dropped anything then.
 */
export class InboxBucket extends Bucket {
  constructor(
    scope: Construct,
    id: string,
    {
      tellsEvents,
      encryptionKey,
      removalPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    }: InboxBucketProps,
  ) {
    super(scope, id, {
      removalPolicy,
      ...(encryptionKey
        ? // A bucket key, without which S3 would call KMS for each file.
          { encryption: BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      // Files that a tool drops from another account have to be readable here as well.
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [
        // Parts of uploads that were broken off are invisible, and billed.
        { abortIncompleteMultipartUploadAfter: Duration.days(7) },
        { prefix: reportsPath, expiration: Duration.days(reportRetentionDays) },
      ],
    });
    this.policy?.applyRemovalPolicy(removalPolicy);
    acknowledge(
      this,
      'AwsSolutions-S1',
      'Access logs need a second bucket and somebody who reads them. Who wrote a file is told by CloudTrail, which an account ' +
        'switches on for all of its buckets; whoever has a bucket with access logs gives that one.',
    );
    if (tellsEvents) this.tellEvents();
  }

  /** By the property itself: `eventBridgeEnabled` of the CDK makes a function of its own for it. */
  private tellEvents(): void {
    const { defaultChild } = this.node;
    if (!(defaultChild instanceof CfnBucket)) throw new TypeError('a bucket is no CfnBucket');
    defaultChild.notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
  }
}
