import type { Template } from 'aws-cdk-lib/assertions';

export interface Ref {
  Ref: string;
}
export interface GetAtt {
  'Fn::GetAtt': [logicalId: string, attribute: string];
}

/** What the tests look at, of the kinds of resources that the stack has. */
interface Properties {
  'AWS::S3::Bucket': { PublicAccessBlockConfiguration?: Record<string, boolean> };
  'AWS::DynamoDB::Table': {
    AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
    KeySchema: { AttributeName: string; KeyType: string }[];
    BillingMode?: string;
    DeletionProtectionEnabled?: boolean;
    PointInTimeRecoverySpecification?: { PointInTimeRecoveryEnabled: boolean };
    TimeToLiveSpecification?: { AttributeName: string; Enabled: boolean };
  };
  'AWS::SQS::Queue': {
    MessageRetentionPeriod?: number;
    VisibilityTimeout?: number;
    SqsManagedSseEnabled?: boolean;
    RedrivePolicy?: { deadLetterTargetArn: GetAtt; maxReceiveCount: number };
  };
  'AWS::Lambda::Function': {
    Architectures?: string[];
    Code: { S3Key: string };
    Environment: { Variables: Record<string, unknown> };
    LoggingConfig?: { LogFormat?: string; LogGroup?: Ref };
    Role: GetAtt;
    Runtime: string;
    Timeout: number;
  };
  'AWS::Lambda::EventSourceMapping': {
    BatchSize?: number;
    EventSourceArn: GetAtt;
    FunctionName: Ref;
    FunctionResponseTypes?: string[];
    ScalingConfig?: { MaximumConcurrency?: number };
  };
  'AWS::Lambda::EventInvokeConfig': { FunctionName: Ref; MaximumRetryAttempts?: number };
  'AWS::Events::Rule': {
    ScheduleExpression?: string;
    State?: string;
    Targets: { Arn: GetAtt }[];
  };
  'AWS::Logs::LogGroup': { RetentionInDays?: number };
  'AWS::IAM::Role': { ManagedPolicyArns?: unknown[]; Policies?: unknown[] };
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

/** The logical ID of what an output names. */
export const idOfOutput = (template: Template, output: string): string => {
  const { Value } = (template.findOutputs(output)[output] ?? {}) as { Value?: Ref };
  if (Value === undefined) throw new Error(`the stack has no output ${output}`);
  return Value.Ref;
};

/** A function by the name of its folder under lambdas/. */
export const functionNamed = (
  template: Template,
  name: string,
): Resource<Properties['AWS::Lambda::Function']> => {
  const found = all(template, 'AWS::Lambda::Function').find(
    ({ properties }) => properties.Environment.Variables.POWERTOOLS_SERVICE_NAME === name,
  );
  if (found === undefined) throw new Error(`the stack has no function ${name}`);
  return found;
};
