import { describe, expect, it } from '@jest/globals';
import { stackOutputs } from '../../lambdas/shared/contract.ts';
import type { Assembly } from '../../local/template/assembly.ts';
import { readStack } from '../../local/template/read-stack.ts';
import { everySetting } from './all-settings.ts';
import { metricsOf } from './read-alarm.ts';
import { all, functionNamed, functionNames, idOfOutput, one } from './resources.ts';
import {
  type Statement,
  statementsOfFunction,
  statementsOfManagedPolicy,
  statementsOfRole,
  statementsOn,
} from './statements.ts';
import { synthesize } from './synthesize.ts';

const template = synthesize(everySetting);
const key = everySetting.encryptionKeyArn;
/** For what is told apart by the name of the stack. */
const named = (name: (typeof functionNames)[number]) =>
  functionNamed(template, name, everySetting.stackName);

const onKey = (statements: Statement[]): Statement[] =>
  statements.filter(({ actions }) => actions.some((action) => action.startsWith('kms:')));

const through = (...services: string[]) =>
  services.map((service) => expect.stringContaining(`${service}.`));

/** `kms:ViaService` of a statement, each as a text. */
const servicesOf = ({ condition }: Statement): string[] => {
  const { StringEquals } = condition as { StringEquals: { 'kms:ViaService': unknown } };
  const services = StringEquals['kms:ViaService'];
  return (Array.isArray(services) ? services : [services]).map((service) =>
    JSON.stringify(service),
  );
};

describe('with a key', () => {
  it('nothing is stored under another one', () => {
    for (const { properties } of all(template, 'AWS::DynamoDB::Table'))
      expect(properties.SSESpecification).toEqual({
        KMSMasterKeyId: key,
        SSEEnabled: true,
        SSEType: 'KMS',
      });
    for (const { properties } of all(template, 'AWS::S3::Bucket'))
      expect(properties.BucketEncryption).toEqual({
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: { KMSMasterKeyID: key, SSEAlgorithm: 'aws:kms' },
          },
        ],
      });
    for (const type of ['AWS::SQS::Queue', 'AWS::SNS::Topic'] as const)
      for (const { properties } of all(template, type)) expect(properties.KmsMasterKeyId).toBe(key);
    for (const { properties } of all(template, 'AWS::Logs::LogGroup'))
      expect(properties.KmsKeyId).toBe(key);
    for (const { properties } of all(template, 'AWS::Lambda::Function'))
      expect(properties.KmsKeyArn).toBe(key);
  });

  it.each(functionNames)('the %s may use it for what it reads and writes', (name) => {
    const { Role } = named(name).properties;
    expect(onKey(statementsOfRole(template, Role['Fn::GetAtt'][0]))).toMatchObject([
      {
        effect: 'Allow',
        actions: name === 'screen' ? ['kms:Decrypt'] : ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [key],
      },
    ]);
  });

  it('people may use it through the services that they use, those who only read to decrypt', () => {
    const policyOf = (output: string) =>
      onKey(statementsOfManagedPolicy(template, idOfOutput(template, output)));
    for (const [output, services] of [
      ['ViewersPolicyArn', ['dynamodb', 's3']],
      ['CampaignReadersPolicyArn', ['dynamodb']],
    ] as const) {
      const [only, ...others] = policyOf(output);
      expect([only?.actions, others]).toEqual([['kms:Decrypt'], []]);
      expect(servicesOf(only!)).toEqual(through(...services));
    }
    const [ofOperators, ...more] = policyOf('OperatorsPolicyArn');
    const [ofWriter, ...others] = policyOf('WriterDomoArn');
    expect([...more, ...others]).toEqual([]);
    for (const statement of [ofOperators, ofWriter])
      expect(statement).toMatchObject({
        effect: 'Allow',
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [key],
      });
    expect(servicesOf(ofOperators!)).toEqual(through('dynamodb', 's3'));
    expect(servicesOf(ofWriter!)).toEqual(through('s3'));
  });

  it('news still comes from its own rule alone', () => {
    const [rule] = all(template, 'AWS::Events::Rule').filter(
      ({ properties }) => properties.EventPattern !== undefined,
    );
    const queue = idOfOutput(template, stackOutputs.newsQueueUrl);
    expect(statementsOn(template, queue).filter(({ effect }) => effect === 'Allow')).toMatchObject([
      {
        principal: { Service: 'events.amazonaws.com' },
        actions: ['sqs:SendMessage'],
        condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [rule?.id, 'Arn'] } } },
      },
    ]);
  });

  it('an existing bucket keeps its own, and writers to it may not use this one', () => {
    const other = synthesize({
      encryptionKeyArn: key,
      bucketName: 'exports-of-the-crm',
      writers: { domo: { prefix: 'crm/' } },
    });
    expect(other.findResources('AWS::S3::Bucket')).toEqual({});
    const writer = idOfOutput(other, 'WriterDomoArn');
    expect(onKey(statementsOfManagedPolicy(other, writer))).toEqual([]);
  });

  it('without one, nobody may use any, and no function has one', () => {
    const plain = synthesize();
    for (const name of functionNames) expect(onKey(statementsOfFunction(plain, name))).toEqual([]);
    for (const { properties } of all(plain, 'AWS::Lambda::Function'))
      expect(properties).not.toHaveProperty('KmsKeyArn');
  });
});

describe('with a VPC', () => {
  it('all functions are in these subnets and groups', () => {
    for (const { properties } of all(template, 'AWS::Lambda::Function'))
      expect(properties.VpcConfig).toEqual({
        SubnetIds: everySetting.subnetIds.split(','),
        SecurityGroupIds: [everySetting.securityGroupIds],
      });
    expect(template.findResources('AWS::EC2::SecurityGroup')).toEqual({});
  });

  it('one group of its own lets out HTTPS and nothing in, where none is named', () => {
    const { vpcId, subnetIds } = everySetting;
    const alone = synthesize({ vpcId, subnetIds });
    const groups = Object.values(alone.findResources('AWS::EC2::SecurityGroup'));
    expect(groups.map(({ Properties }) => Properties as object)).toEqual([
      {
        VpcId: vpcId,
        GroupDescription: expect.any(String),
        SecurityGroupEgress: [
          expect.objectContaining({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }),
        ],
      },
    ]);
  });

  it.each(functionNames)('Lambda may connect the %s, whose own code may not', (name) => {
    const { Role } = named(name).properties;
    const onInterfaces = statementsOfRole(template, Role['Fn::GetAtt'][0]).filter(({ actions }) =>
      actions.some((action) => action.startsWith('ec2:')),
    );
    const describing = ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'];
    const managing = [
      'ec2:AssignPrivateIpAddresses',
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:UnassignPrivateIpAddresses',
    ];
    const byResources = Object.fromEntries(
      onInterfaces.map((statement) => [
        `${statement.effect} ${statement.resources.join()}`,
        statement,
      ]),
    );
    expect(byResources).toEqual({
      'Allow *': expect.objectContaining({ actions: describing }),
      'Allow arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:*/*':
        expect.objectContaining({ actions: managing }),
      'Deny *': expect.objectContaining({
        actions: [...managing, ...describing].sort(),
        condition: { ArnLike: { 'lambda:SourceFunctionArn': expect.anything() } },
      }),
    });
  });
});

describe('logs, roles and tags', () => {
  it('logs are kept as long as is said', () => {
    for (const { properties } of all(template, 'AWS::Logs::LogGroup'))
      expect(properties.RetentionInDays).toBe(90);
  });

  it('every role has the boundary, those of writers, too', () => {
    const roles = all(template, 'AWS::IAM::Role');
    expect(roles).toHaveLength(functionNames.length + 1);
    for (const { properties } of roles)
      expect(properties.PermissionsBoundary).toBe(everySetting.permissionsBoundary);
  });

  it('every resource that can have tags has them', () => {
    /** CloudFormation knows no tags of these, or only in some regions. */
    const withoutTags = new Set([
      'AWS::CloudWatch::Dashboard',
      'AWS::IAM::ManagedPolicy',
      'AWS::IAM::Policy',
      'AWS::Lambda::EventInvokeConfig',
      'AWS::Lambda::Permission',
      'AWS::S3::BucketPolicy',
      'AWS::SNS::Subscription',
      'AWS::SNS::TopicPolicy',
      'AWS::SQS::QueuePolicy',
    ]);
    const { Resources } = template.toJSON() as {
      Resources: Record<string, { Type: string; Properties: { Tags?: unknown } }>;
    };
    const tags = [
      { Key: 'cost-center', Value: '4711' },
      { Key: 'team', Value: 'crm' },
    ];
    for (const { Type, Properties } of Object.values(Resources))
      if (withoutTags.has(Type)) expect(Properties).not.toHaveProperty('Tags');
      else expect([Type, Properties.Tags]).toEqual([Type, tags]);
  });
});

describe('with another schedule', () => {
  const alarmOf = (of: typeof template, name: string) =>
    all(of, 'AWS::CloudWatch::Alarm').find(({ properties }) =>
      properties.AlarmName?.endsWith(`-${name}`),
    )!.properties;

  it.each([
    { minutes: 1, rate: 'rate(1 minute)', period: 5 },
    { minutes: 7, rate: 'rate(7 minutes)', period: 7 },
    { minutes: 10, rate: 'rate(10 minutes)', period: 10 },
  ])('rule, news and alarms follow it: $minutes minutes', ({ minutes, rate, period }) => {
    const of = synthesize({ scanEveryMinutes: minutes, trigger: 'events' });
    const { id } = functionNamed(of, 'scanner');
    const rules = all(of, 'AWS::Events::Rule');
    expect(
      rules
        .filter(({ properties }) => properties.Targets[0]?.Arn['Fn::GetAtt'][0] === id)
        .map(({ properties }) => properties.ScheduleExpression),
    ).toEqual([rate]);
    const queue = one(of, 'AWS::SQS::Queue', idOfOutput(of, stackOutputs.newsQueueUrl));
    expect(queue.MessageRetentionPeriod).toBe(60 * minutes);
    expect(queue.VisibilityTimeout).toBe(60 * Math.max(minutes, 15) + 60);
    const told = rules.find(({ properties }) => properties.EventPattern !== undefined);
    expect(told?.properties.Targets).toMatchObject([
      { RetryPolicy: { MaximumEventAgeInSeconds: 60 * minutes } },
    ]);
    for (const name of [
      'scanner-not-running',
      'scanner-errors',
      'scans-stopped-early',
      'files-waiting',
    ])
      for (const { Period } of metricsOf(alarmOf(of, name)))
        expect([name, Period]).toEqual([name, 60 * period]);
  });
});

describe('a local stack', () => {
  it.each([
    { name: 'every setting', of: template },
    {
      name: 'a security group of its own',
      of: synthesize({ vpcId: everySetting.vpcId, subnetIds: everySetting.subnetIds }),
    },
  ])('can be started with $name', ({ of }) => {
    const keys = all(of, 'AWS::Lambda::Function').map(({ properties }) => properties.Code.S3Key);
    const assembly = {
      stackName: everySetting.stackName,
      template: { Parameters: {}, Outputs: {}, ...of.toJSON() } as Assembly['template'],
      assetFolders: new Map(keys.map((key) => [key, '/nowhere'])),
    };
    expect(readStack(assembly, 'http://127.0.0.1:1').functions).toHaveLength(functionNames.length);
  });
});
