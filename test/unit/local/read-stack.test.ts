import { describe, expect, it } from '@jest/globals';
import { stackOutputs } from '../../../lambdas/shared/contract.ts';
import { readStack } from '../../../local/template/read-stack.ts';
import { bucketSendsEvents } from '../../../local/template/sends-events.ts';
import { bucketName, physicalNames } from '../../../local/template/physical-names.ts';
import type { Assembly, TemplateResource } from '../../../local/template/assembly.ts';

const resource = (Type: string, Properties: TemplateResource['Properties'] = {}) => ({
  Type,
  Properties,
});
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

const importer = {
  Code: { S3Bucket: 'assets', S3Key: 'importer.zip' },
  Handler: 'index.handler',
  Runtime: 'nodejs24.x',
  Timeout: 20,
  Environment: { Variables: { QUEUE: { Ref: 'Imports' }, BUCKET: { Ref: 'Inbox' } } },
};
const resources = {
  Inbox: resource('AWS::S3::Bucket'),
  Dead: resource('AWS::SQS::Queue', { QueueName: 'dead' }),
  Imports: resource('AWS::SQS::Queue', {
    VisibilityTimeout: 80,
    RedrivePolicy: { deadLetterTargetArn: arnOf('Dead'), maxReceiveCount: 4 },
  }),
  Importer: resource('AWS::Lambda::Function', importer),
  Files: resource('AWS::Lambda::EventSourceMapping', {
    EventSourceArn: arnOf('Imports'),
    FunctionName: { Ref: 'Importer' },
    BatchSize: 1,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 10 },
  }),
  Tick: resource('AWS::Events::Rule', {
    ScheduleExpression: 'rate(10 minutes)',
    Targets: [{ Arn: arnOf('Importer'), Id: 'Target0' }],
  }),
};

const rule = (properties: object, ...targets: readonly string[]) =>
  resource('AWS::Events::Rule', {
    ...properties,
    Targets: targets.map((Arn) => ({ Arn, Id: 'Target0' })),
  });

const assembly = (
  changes: Assembly['template']['Resources'] = {},
  Outputs: Assembly['template']['Outputs'] = {},
): Assembly => ({
  stackName: 'Tiny',
  template: { Resources: { ...resources, ...changes }, Parameters: {}, Outputs },
  assetFolders: new Map([['importer.zip', '/assets/importer']]),
});
const read = (...args: Parameters<typeof assembly>) =>
  readStack(assembly(...args), 'http://127.0.0.1:1');

describe('a mapping', () => {
  it.each([{ BatchSize: 11 }, { MaximumBatchingWindowInSeconds: 1 }])(
    'that gathers messages is not imitated: %j',
    (properties) => {
      const Files = resource('AWS::Lambda::EventSourceMapping', {
        EventSourceArn: arnOf('Imports'),
        FunctionName: { Ref: 'Importer' },
        ...properties,
      });
      expect(() => read({ Files })).toThrow(
        new RegExp(`Files .*${Object.keys(properties).join()}`, 's'),
      );
    },
  );
});

describe('the bucket', () => {
  const sends = (properties?: TemplateResource['Properties']) =>
    bucketSendsEvents(
      assembly({ Inbox: resource(properties ? 'AWS::S3::Bucket' : 'AWS::SNS::Topic', properties) }),
    );
  const notify = (EventBridgeEnabled: boolean) => ({
    NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled } },
  });

  it('sends events if the template says so, or if it was there before', () => {
    expect(sends(notify(true))).toBe(true);
    expect(sends()).toBe(true);
    expect(sends(notify(false))).toBe(false);
    expect(sends({})).toBe(false);
  });

  it('that notifies somebody else is not imitated', () => {
    const QueueConfigurations = [{ Event: 's3:ObjectCreated:*', Queue: 'arn:aws:sqs:::a' }];
    expect(() => sends({ NotificationConfiguration: { QueueConfigurations } })).toThrow(
      /Inbox .*QueueConfigurations/s,
    );
  });
});

describe('what a template asks for', () => {
  it('is wired: environment, redrive, mapping and rule', () => {
    const { functions, queues, mappings, scheduledRules, eventRules } = read();
    const url = 'http://127.0.0.1:1/000000000000/Tiny-Imports';
    expect(functions).toMatchObject([
      {
        name: 'Tiny-Importer',
        folder: '/assets/importer',
        timeoutSeconds: 20,
        memoryMegabytes: 128,
        environment: { QUEUE: url, BUCKET: 'tiny-inbox' },
      },
    ]);
    expect(queues[1]).toEqual({
      name: 'Tiny-Imports',
      url,
      arn: 'arn:aws:sqs:us-east-1:000000000000:Tiny-Imports',
      visibilitySeconds: 80,
      deadLetterArn: 'arn:aws:sqs:us-east-1:000000000000:dead',
      attributes: {
        VisibilityTimeout: '80',
        RedrivePolicy:
          '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:dead","maxReceiveCount":4}',
      },
    });
    expect(mappings).toMatchObject([
      {
        queue: { name: 'Tiny-Imports' },
        function: { name: 'Tiny-Importer' },
        batchSize: 1,
        maximumConcurrency: 10,
        reportsBatchItemFailures: true,
      },
    ]);
    expect(eventRules).toEqual([]);
    expect(scheduledRules).toMatchObject([
      { everyMs: 600_000, targets: [{ function: { name: 'Tiny-Importer' } }] },
    ]);
  });

  it('has rules for events, whose targets are functions and queues', () => {
    const { scheduledRules, eventRules } = read({
      Tick: resource('AWS::Events::Rule', {
        EventBusName: 'default',
        EventPattern: { detail: { bucket: [{ Ref: 'Inbox' }] } },
        Targets: [
          { Arn: arnOf('Importer'), Id: 'Target0', Input: '{}' },
          { Arn: arnOf('Dead'), Id: 'Target1' },
        ],
      }),
    });
    expect(scheduledRules).toEqual([]);
    expect(eventRules).toMatchObject([
      {
        arn: 'arn:aws:events:us-east-1:000000000000:rule/Tiny-Tick',
        targets: [
          { kind: 'function', function: { name: 'Tiny-Importer' } },
          { kind: 'queue', queue: { name: 'dead' } },
        ],
      },
    ]);
    const [rule] = eventRules;
    expect(rule?.matches({ detail: { bucket: 'tiny-inbox' } })).toBe(true);
    expect(rule?.matches({ detail: { bucket: 'another' } })).toBe(false);
  });

  it('has its outputs, but for those about things that have no effect here', () => {
    const alarms = { Alarms: resource('AWS::SNS::Topic') };
    const outputs = {
      Queue: { Value: { Ref: 'Imports' } },
      AlarmTopic: { Value: { 'Fn::Join': ['', ['topic ', { Ref: 'Alarms' }]] } },
    };
    expect(read(alarms, outputs).outputs).toEqual({
      Queue: 'http://127.0.0.1:1/000000000000/Tiny-Imports',
    });
  });

  it('leaves out a rule and a mapping that are switched off', () => {
    const { mappings, scheduledRules } = read({
      Files: resource('AWS::Lambda::EventSourceMapping', {
        ...resources.Files.Properties,
        Enabled: false,
      }),
      Tick: resource('AWS::Events::Rule', { ...resources.Tick.Properties, State: 'DISABLED' }),
    });
    expect([mappings, scheduledRules]).toEqual([[], []]);
  });

  it.each([
    ['kind', { Stream: resource('AWS::Kinesis::Stream') }, 'Stream: .* kind AWS::Kinesis::Stream'],
    [
      'property',
      { Dead: resource('AWS::SQS::Queue', { FifoQueue: true }) },
      'Dead .*does not imitate FifoQueue',
    ],
    [
      'nested property',
      {
        Tick: resource('AWS::Events::Rule', {
          ScheduleExpression: 'rate(10 minutes)',
          Targets: [{ Arn: arnOf('Importer'), Id: 'T', KinesisParameters: {} }],
        }),
      },
      'Tick [^]*KinesisParameters',
    ],
    [
      'reference',
      {
        Importer: resource('AWS::Lambda::Function', {
          ...importer,
          Environment: { Variables: { TABLE: { Ref: 'Nowhere' } } },
        }),
      },
      'Importer.Environment.Variables.TABLE: Ref to Nowhere',
    ],
    [
      'asset',
      {
        Importer: resource('AWS::Lambda::Function', {
          ...importer,
          Code: { S3Bucket: 'assets', S3Key: 'other.zip' },
        }),
      },
      'Importer.Code: no file asset other.zip',
    ],
    [
      'runtime',
      { Importer: resource('AWS::Lambda::Function', { ...importer, Runtime: 'python3.14' }) },
      'Importer [^]*Node.js functions only',
    ],
    [
      'schedule',
      {
        Tick: resource('AWS::Events::Rule', {
          ScheduleExpression: 'cron(0 1 * * ? *)',
          Targets: [],
        }),
      },
      'Tick.ScheduleExpression: .* not cron',
    ],
    ['rule that never fires', { Tick: rule({}) }, 'Tick: neither'],
    ['event bus', { Tick: rule({ EventBusName: 'orders' }) }, 'Tick [^]*default event bus only'],
    [
      'pattern',
      { Tick: rule({ EventPattern: { source: [{ cidr: '10.0.0.0/8' }] } }) },
      'Tick.EventPattern.source\\[0\\]: .* not understand cidr',
    ],
    [
      'target',
      { Tick: rule({ EventPattern: { source: ['x'] } }, 'arn:aws:sns:us-east-1:1:topic') },
      'Tick.Targets\\[0\\].Arn: arn:aws:sns:us-east-1:1:topic is not a function',
    ],
    [
      'condition',
      { Dead: { ...resource('AWS::SQS::Queue'), Condition: 'Sometimes' } },
      'Dead: .* conditions',
    ],
    [
      'visibility that Lambda would refuse',
      { Imports: resource('AWS::SQS::Queue', { VisibilityTimeout: 10 }) },
      'Files: Lambda refuses .*10 s.*20 s',
    ],
  ])('is refused for its %s', (_, changes, message) => {
    expect(() => read(changes)).toThrow(new RegExp(message));
  });
});

describe('the bucket', () => {
  const nameOfBucket = (of: Assembly) => bucketName(of, physicalNames(of));

  it('is the only one', () => {
    expect(nameOfBucket(assembly())).toBe('tiny-inbox');
  });

  it('may not be one of two', () => {
    const second = { Reports: resource('AWS::S3::Bucket') };
    expect(() => nameOfBucket(assembly(second))).toThrow('Inbox, Reports');
  });

  describe('of a stack that has none of its own', () => {
    const without = (Outputs: Assembly['template']['Outputs']): Assembly => {
      const { template, ...others } = assembly({}, Outputs);
      const Resources = Object.fromEntries(
        Object.entries(template.Resources).filter(([, { Type }]) => Type !== 'AWS::S3::Bucket'),
      );
      return { ...others, template: { ...template, Resources } };
    };

    it('is the one that its output names', () => {
      const outputs = { [stackOutputs.bucket]: { Value: 'exports-of-the-crm' } };
      expect(nameOfBucket(without(outputs))).toBe('exports-of-the-crm');
    });

    it('has to be named', () => {
      expect(() => nameOfBucket(without({}))).toThrow('output BucketName names none');
    });
  });
});
