import type { Template } from 'aws-cdk-lib/assertions';
import { defaultStackName } from '../../lambdas/shared/contract.ts';

export interface Ref {
  Ref: string;
}
export interface GetAtt {
  'Fn::GetAtt': [logicalId: string, attribute: string];
}

export interface MetricOfAlarm {
  Dimensions: { Name: string; Value: unknown }[];
  MetricName: string;
  Namespace: string;
}

export interface Alarm extends Partial<MetricOfAlarm> {
  AlarmActions?: Ref[];
  OKActions?: Ref[];
  AlarmDescription?: string;
  AlarmName?: string;
  ComparisonOperator: string;
  DatapointsToAlarm?: number;
  EvaluationPeriods: number;
  Metrics?: {
    Id: string;
    Expression?: string;
    MetricStat?: { Metric: MetricOfAlarm; Period: number; Stat: string };
    ReturnData?: boolean;
  }[];
  Period?: number;
  Statistic?: string;
  Threshold: number;
  TreatMissingData?: string;
}

/** What the tests look at, of the kinds of resources that the stack has. */
interface Properties {
  'AWS::CloudWatch::Alarm': Alarm;
  'AWS::CloudWatch::Dashboard': { DashboardBody: unknown };
  'AWS::SNS::Subscription': { Endpoint: string; Protocol: string; TopicArn: Ref };
  'AWS::SNS::Topic': { DisplayName?: string; KmsMasterKeyId?: unknown };
  'AWS::S3::BucketPolicy': { Bucket: Ref };
  'AWS::S3::Bucket': {
    BucketEncryption?: unknown;
    NotificationConfiguration?: unknown;
    PublicAccessBlockConfiguration?: Record<string, boolean>;
  };
  'AWS::DynamoDB::Table': {
    AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
    KeySchema: { AttributeName: string; KeyType: string }[];
    BillingMode?: string;
    GlobalSecondaryIndexes?: {
      IndexName: string;
      KeySchema: { AttributeName: string; KeyType: string }[];
      Projection: { ProjectionType: string };
    }[];
    DeletionProtectionEnabled?: boolean;
    SSESpecification?: unknown;
    PointInTimeRecoverySpecification?: { PointInTimeRecoveryEnabled: boolean };
    TimeToLiveSpecification?: { AttributeName: string; Enabled: boolean };
    WarmThroughput?: { ReadUnitsPerSecond?: number; WriteUnitsPerSecond?: number };
  };
  'AWS::SQS::Queue': {
    MessageRetentionPeriod?: number;
    VisibilityTimeout?: number;
    KmsMasterKeyId?: unknown;
    SqsManagedSseEnabled?: boolean;
    RedrivePolicy?: { deadLetterTargetArn: GetAtt; maxReceiveCount: number };
  };
  'AWS::Lambda::Function': {
    Architectures?: string[];
    Code: { S3Key: string };
    Environment: { Variables: Record<string, unknown> };
    KmsKeyArn?: unknown;
    LoggingConfig?: { LogFormat?: string; LogGroup?: Ref };
    RecursiveLoop?: string;
    ReservedConcurrentExecutions?: number;
    Role: GetAtt;
    Runtime: string;
    Timeout: number;
    VpcConfig?: unknown;
  };
  'AWS::Lambda::EventSourceMapping': {
    BatchSize?: number;
    EventSourceArn: GetAtt;
    FunctionName: Ref;
    FunctionResponseTypes?: string[];
    ScalingConfig?: { MaximumConcurrency?: number };
  };
  'AWS::Lambda::EventInvokeConfig': {
    FunctionName: Ref;
    MaximumEventAgeInSeconds?: number;
    MaximumRetryAttempts?: number;
  };
  'AWS::Events::Rule': {
    EventPattern?: unknown;
    ScheduleExpression?: string;
    State?: string;
    Targets: { Arn: GetAtt }[];
  };
  'AWS::Logs::LogGroup': { KmsKeyId?: unknown; RetentionInDays?: number };
  'AWS::IAM::Role': {
    AssumeRolePolicyDocument: {
      Statement: { Principal: Record<string, unknown>; Condition?: unknown }[];
    };
    ManagedPolicyArns?: unknown[];
    PermissionsBoundary?: unknown;
    Policies?: unknown[];
  };
  'AWS::IAM::ManagedPolicy': {
    Description?: string;
    PolicyDocument: object;
    Roles?: unknown[];
    Users?: unknown[];
    Groups?: unknown[];
  };
}

interface Policies {
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

interface Raw<P> extends Policies {
  Properties: P;
}

export interface Resource<P> extends Policies {
  id: string;
  properties: P;
}

/**
 * Every resource of the kind.
 *
 * @throws Error when there is none: what is said of every one would be true of none
 */
export const all = <T extends keyof Properties>(
  template: Template,
  type: T,
): Resource<Properties[T]>[] => {
  const byId = template.findResources(type) as Record<string, Raw<Properties[T]>>;
  const found = Object.entries(byId).map(([id, { Properties, ...more }]) => ({
    id,
    properties: Properties,
    ...more,
  }));
  if (found.length === 0) throw new Error(`the stack has no ${type}`);
  return found;
};

/** @throws Error when there is none of that kind under that ID */
export const one = <T extends keyof Properties>(
  template: Template,
  type: T,
  id: string | undefined,
): Properties[T] => {
  const found = all(template, type).find((resource) => resource.id === id);
  if (found === undefined) throw new Error(`${id} is no ${type}`);
  return found.properties;
};

/** What an output says, intrinsic functions included. */
export const valueOfOutput = (template: Template, output: string): unknown => {
  const found = template.findOutputs(output)[output] as { Value: unknown } | undefined;
  if (found === undefined) throw new Error(`the stack has no output ${output}`);
  return found.Value;
};

/** The logical ID of what an output names. */
export const idOfOutput = (template: Template, output: string): string =>
  (valueOfOutput(template, output) as Ref).Ref;

/** Folders under lambdas/ that become functions. */
export const functionNames = [
  'scanner',
  'importer',
  'dead-letter',
  'mailer',
  'announcer',
  'collector',
  'screen-actions',
  'screen',
] as const;
export type FunctionName = (typeof functionNames)[number];

/** A function by the name of its folder under lambdas/. */
export const functionNamed = (
  template: Template,
  name: FunctionName,
  stackName: string = defaultStackName,
): Resource<Properties['AWS::Lambda::Function']> => {
  const found = all(template, 'AWS::Lambda::Function').find(
    ({ properties }) =>
      properties.Environment.Variables.POWERTOOLS_SERVICE_NAME === `${stackName}-${name}`,
  );
  if (found === undefined) throw new Error(`the stack has no function ${name}`);
  return found;
};
