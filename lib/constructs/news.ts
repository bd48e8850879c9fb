import { Duration } from 'aws-cdk-lib';
import { Match, Rule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { reportsPath } from '../../lambdas/shared/contract.ts';
import { acknowledge } from './acknowledge.ts';
import type { FileBucket } from './inbox-bucket.ts';
import type { NodeFunction } from './node-function.ts';
import { queueSecurity } from './queue-security.ts';

export interface NewsProps {
  readonly bucket: FileBucket;
  readonly consumerTimeout: Duration;
  /** from one tick of the scanner to the next */
  readonly untilNextTick: Duration;
  readonly encryptionKey: IKey | undefined;
}

/** What a mapping without a batching window takes at most. With a window, Lambda may wait 20 seconds for a single message. */
const batchSize = 10;

/**
 * What S3 tells of created and removed objects, on its way to the scanner. The bucket has to send its events to EventBridge. Messages are
 * kept until the next tick and not longer: it sees what they tell, so that there are no dead letters, either.
 */
export class News extends Construct {
  readonly queue: Queue;

  constructor(
    scope: Construct,
    id: string,
    { bucket, consumerTimeout, untilNextTick, encryptionKey }: NewsProps,
  ) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      ...queueSecurity(encryptionKey),
      retentionPeriod: untilNextTick,
      // A scan that has failed is not repeated: by then, its messages have expired. Lambda wants at least the function's timeout.
      visibilityTimeout: Duration.seconds(
        Math.max(untilNextTick.toSeconds(), consumerTimeout.toSeconds()) + 60,
      ),
    });
    acknowledge(
      this.queue,
      'AwsSolutions-SQS3',
      'A message is only a hint to look sooner. It expires when the scheduled scan is due, which sees the same.',
    );
    const rule = new Rule(this, 'Objects', {
      description: 'Tells the scanner of files that have come or gone',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created', 'Object Deleted'],
        detail: {
          bucket: { name: [bucket.bucketName] },
          // The importer writes there.
          object: { key: Match.anythingButPrefix(reportsPath) },
        },
      },
      targets: [
        {
          bind: () => ({
            arn: this.queue.queueArn,
            retryPolicy: { maximumEventAgeInSeconds: untilNextTick.toSeconds() },
          }),
        },
      ],
    });
    // By hand: the CDK's target lets all rules of the account send to a queue that is encrypted with a key.
    this.queue.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': rule.ruleArn } },
      }),
    );
  }

  /** Hands over what has come, at once, and twice at the same time at most. */
  feed(scanner: NodeFunction): void {
    scanner.addEventSourceMapping('News', {
      eventSourceArn: this.queue.queueArn,
      batchSize,
      maxConcurrency: 2,
    });
    this.queue.grant(
      scanner,
      ...['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      // the function itself, to put off what comes too soon
      'sqs:SendMessage',
    );
  }
}
