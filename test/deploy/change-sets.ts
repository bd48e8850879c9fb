import {
  type Change,
  CloudFormationClient,
  CreateChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
} from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { account, type Aws, region } from './start-aws.ts';

export interface StackTemplate {
  Resources: Record<
    string,
    { Type: string; DeletionPolicy?: string; Properties?: Record<string, unknown> }
  >;
}

/**
 * Properties of what holds data, or is known by name elsewhere, whose change has CloudFormation make a new one in its place:
 * "Update requires: Replacement" in the CloudFormation Template Reference.
 */
const replacing: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': [
    ...['TableName', 'KeySchema', 'AttributeDefinitions', 'LocalSecondaryIndexes'],
    'ImportSourceSpecification',
  ],
  'AWS::S3::Bucket': ['BucketName', 'BucketNamePrefix', 'BucketNamespace'],
  'AWS::SQS::Queue': ['QueueName', 'FifoQueue'],
  'AWS::SNS::Topic': ['TopicName', 'FifoTopic'],
  'AWS::Logs::LogGroup': ['LogGroupName'],
};

export const isStateful = (type: string | undefined): boolean =>
  type !== undefined && type in replacing;

/** Of all that holds data, by logical ID: what decides whether it is the same one. */
export const identitiesOf = ({ Resources }: StackTemplate): Map<string, unknown> =>
  new Map(
    Object.entries(Resources)
      .filter(([, { Type }]) => isStateful(Type))
      .map(([id, { Type, Properties = {} }]) => [
        id,
        { Type, ...Object.fromEntries(replacing[Type]!.map((name) => [name, Properties[name]])) },
      ]),
  );

export interface ChangingStack {
  /** Creates or updates it. @returns what the change set said that it would change */
  change: (template: StackTemplate) => Promise<Change[]>;
  /** physical IDs of all that holds data, by logical ID */
  stateful: () => Promise<Map<string, string>>;
  outputs: () => Promise<Record<string, string>>;
  close: () => void;
}

/** A stack that is changed by change sets, without the CDK: so nothing but the template makes the difference. */
export const createStack = async ({ settings }: Aws, StackName: string): Promise<ChangingStack> => {
  const cloudformation = new CloudFormationClient(settings);
  const s3 = new S3Client(settings);
  const assets = `cdk-hnb659fds-assets-${account}-${region}`;
  await s3.send(new CreateBucketCommand({ Bucket: assets }));
  let sets = 0;

  /** An empty zip file in place of each function's code. */
  const publish = async ({ Resources }: StackTemplate): Promise<void> => {
    const emptyZip = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);
    for (const { Properties } of Object.values(Resources)) {
      const { S3Key } = (Properties?.Code ?? {}) as { S3Key?: string };
      if (S3Key !== undefined)
        await s3.send(new PutObjectCommand({ Bucket: assets, Key: S3Key, Body: emptyZip }));
    }
  };

  return {
    change: async (template) => {
      await publish(template);
      sets += 1;
      const ChangeSetName = `set-${sets}`;
      await cloudformation.send(
        new CreateChangeSetCommand({
          StackName,
          ChangeSetName,
          ChangeSetType: sets === 1 ? 'CREATE' : 'UPDATE',
          TemplateBody: JSON.stringify(template),
          Capabilities: ['CAPABILITY_IAM'],
        }),
      );
      const { Changes = [] } = await cloudformation.send(
        new DescribeChangeSetCommand({ StackName, ChangeSetName }),
      );
      await cloudformation.send(new ExecuteChangeSetCommand({ StackName, ChangeSetName }));
      return Changes;
    },
    stateful: async () => {
      const { StackResources = [] } = await cloudformation.send(
        new DescribeStackResourcesCommand({ StackName }),
      );
      return new Map(
        StackResources.filter(({ ResourceType }) => isStateful(ResourceType)).map(
          ({ LogicalResourceId, PhysicalResourceId }) => [LogicalResourceId!, PhysicalResourceId!],
        ),
      );
    },
    outputs: async () => {
      const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
      return Object.fromEntries(
        (Stacks?.[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
      ) as Record<string, string>;
    },
    close: () => {
      cloudformation.destroy();
      s3.destroy();
    },
  };
};
