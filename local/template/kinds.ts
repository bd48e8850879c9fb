import { z } from 'zod';
import { targetInputShape } from '../events/target-input.ts';

/**
 * The resource kinds that the local stack imitates: the properties it acts upon, and those that make no
 * difference on one machine. Any other property is an error, so that nothing is left out in silence.
 */
export interface Kind<Shape extends z.ZodRawShape = z.ZodRawShape> {
  type: string;
  properties: z.ZodObject<Shape>;
  withoutEffect: readonly string[];
}

const kind = <Shape extends z.ZodRawShape>(
  type: string,
  properties: Shape,
  withoutEffect: readonly string[],
): Kind<Shape> => ({ type, properties: z.object(properties), withoutEffect });

const keySchema = z.array(
  z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }),
);

const seconds = z.number().int().nonnegative();

export const bucketKind = kind(
  'AWS::S3::Bucket',
  {
    BucketName: z.string().optional(),
    NotificationConfiguration: z
      .strictObject({
        EventBridgeConfiguration: z.strictObject({ EventBridgeEnabled: z.boolean() }).optional(),
      })
      .optional(),
  },
  [
    'BucketEncryption',
    'LifecycleConfiguration',
    'OwnershipControls',
    'PublicAccessBlockConfiguration',
    'Tags',
    'VersioningConfiguration',
  ],
);

export const tableKind = kind(
  'AWS::DynamoDB::Table',
  {
    TableName: z.string().optional(),
    KeySchema: keySchema,
    AttributeDefinitions: z.array(
      z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
    ),
    GlobalSecondaryIndexes: z
      .array(
        z.strictObject({
          IndexName: z.string(),
          KeySchema: keySchema,
          Projection: z.strictObject({
            ProjectionType: z.enum(['ALL', 'INCLUDE', 'KEYS_ONLY']),
            NonKeyAttributes: z.array(z.string()).optional(),
          }),
        }),
      )
      .optional(),
  },
  [
    'BillingMode',
    'ContributorInsightsSpecification',
    'DeletionProtectionEnabled',
    'OnDemandThroughput',
    'PointInTimeRecoverySpecification',
    'SSESpecification',
    'TableClass',
    'Tags',
    // dynalite has no TTL, and the product may not rely on it: real deletions may lag two days.
    'TimeToLiveSpecification',
    'WarmThroughput',
  ],
);

export const queueKind = kind(
  'AWS::SQS::Queue',
  {
    QueueName: z.string().optional(),
    DelaySeconds: seconds.optional(),
    MaximumMessageSize: z.number().int().optional(),
    MessageRetentionPeriod: seconds.optional(),
    ReceiveMessageWaitTimeSeconds: seconds.optional(),
    VisibilityTimeout: seconds.default(30),
    RedrivePolicy: z
      .strictObject({
        deadLetterTargetArn: z.string(),
        maxReceiveCount: z.number().int().positive(),
      })
      .optional(),
  },
  ['KmsDataKeyReusePeriodSeconds', 'KmsMasterKeyId', 'SqsManagedSseEnabled', 'Tags'],
);

export const functionKind = kind(
  'AWS::Lambda::Function',
  {
    FunctionName: z.string().optional(),
    Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
    Handler: z.string(),
    Runtime: z.string().regex(/^nodejs\d+\.x$/, 'the local stack runs Node.js functions only'),
    Environment: z
      .strictObject({ Variables: z.record(z.string(), z.string()).optional() })
      .optional(),
    MemorySize: z.number().int().min(128).default(128),
    Timeout: z.number().int().min(1).max(900).default(3),
  },
  [
    'Architectures',
    'Description',
    'EphemeralStorage',
    'KmsKeyArn',
    'LoggingConfig',
    'RecursiveLoop',
    'Role',
    'Tags',
    'TracingConfig',
    'VpcConfig',
  ],
);

export const eventSourceMappingKind = kind(
  'AWS::Lambda::EventSourceMapping',
  {
    // Lambda gathers more than 10 messages only with a batching window, which is not imitated.
    BatchSize: z.number().int().min(1).max(10).default(10),
    Enabled: z.boolean().default(true),
    EventSourceArn: z.string(),
    FunctionName: z.string(),
    FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
    ScalingConfig: z
      .strictObject({ MaximumConcurrency: z.number().int().min(2).max(1000).optional() })
      .optional(),
  },
  ['MetricsConfig', 'Tags'],
);

export const ruleKind = kind(
  'AWS::Events::Rule',
  {
    Name: z.string().optional(),
    EventBusName: z.literal('default', 'the local stack has the default event bus only').optional(),
    ScheduleExpression: z.string().optional(),
    EventPattern: z.record(z.string(), z.unknown()).optional(),
    State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
    Targets: z.array(
      z.strictObject({
        Arn: z.string(),
        Id: z.string(),
        ...targetInputShape,
        // How AWS repeats a failed delivery: the next tick comes anyway.
        DeadLetterConfig: z.unknown().optional(),
        RetryPolicy: z.unknown().optional(),
      }),
    ),
  },
  ['Description', 'RoleArn', 'Tags'],
);

/** Kinds that have no effect on one machine; nothing of them is resolved. */
export const kindsWithoutEffect: ReadonlySet<string> = new Set([
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::EC2::SecurityGroup',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  // Failed asynchronous invocations are not repeated locally; the next tick comes anyway.
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
]);
