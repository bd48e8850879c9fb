import { describe, expect, it } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { env, stackOutputs } from '../../lambdas/shared/contract.ts';
import { all, functionNamed, idOfOutput, one, valueOfOutput } from './resources.ts';
import { statementsOfFunction, statementsOn } from './statements.ts';
import { synthesize } from './synthesize.ts';

const template = synthesize({ trigger: 'events' });
const queueId = idOfOutput(template, stackOutputs.newsQueueUrl);
const queueArn = { 'Fn::GetAtt': [queueId, 'Arn'] };

const objectRules = (of: Template) =>
  all(of, 'AWS::Events::Rule').filter(({ properties }) => properties.EventPattern !== undefined);

const bucketOf = (of: Template) =>
  one(of, 'AWS::S3::Bucket', idOfOutput(of, stackOutputs.bucket)).NotificationConfiguration;

describe('without trigger=events', () => {
  const plain = synthesize();

  it('there is nothing of it', () => {
    expect(objectRules(plain)).toEqual([]);
    expect(bucketOf(plain)).toBeUndefined();
    expect(Object.keys(plain.findOutputs('*'))).not.toContain(stackOutputs.newsQueueUrl);
    const { Environment, RecursiveLoop } = functionNamed(plain, 'scanner').properties;
    expect(Environment.Variables).not.toHaveProperty(env.newsQueueUrl);
    expect(RecursiveLoop).toBeUndefined();
  });
});

describe('with trigger=events', () => {
  it('the own bucket sends its events to EventBridge, by no function of the CDK', () => {
    expect(bucketOf(template)).toEqual({ EventBridgeConfiguration: { EventBridgeEnabled: true } });
  });

  it.each([
    { context: { trigger: 'events' }, bucket: { Ref: idOfOutput(template, stackOutputs.bucket) } },
    { context: { trigger: 'events', bucketName: 'crm-exports' }, bucket: 'crm-exports' },
  ])('objects of the bucket are told, but for reports: $context', ({ context, bucket }) => {
    const of = synthesize(context);
    expect(objectRules(of).map(({ properties }) => properties.EventPattern)).toEqual([
      {
        source: ['aws.s3'],
        'detail-type': ['Object Created', 'Object Deleted'],
        detail: {
          bucket: { name: [bucket] },
          object: { key: [{ 'anything-but': { prefix: 'audience-import-reports/' } }] },
        },
      },
    ]);
  });

  it('only that rule may send to the queue, beside the scanner', () => {
    const [rule] = objectRules(template);
    expect(rule?.properties.Targets).toMatchObject([
      { Arn: queueArn, RetryPolicy: { MaximumEventAgeInSeconds: 600 } },
    ]);
    expect(statementsOn(template, queueId)).toContainEqual(
      expect.objectContaining({
        effect: 'Allow',
        principal: { Service: 'events.amazonaws.com' },
        condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [rule?.id, 'Arn'] } } },
      }),
    );
    const onQueue = statementsOfFunction(template, 'scanner').filter(({ resources }) =>
      resources.includes(`${queueId}.Arn`),
    );
    expect(onQueue.flatMap(({ actions }) => actions).sort()).toEqual([
      ...['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:SendMessage'],
    ]);
  });

  it('news is kept until the next tick, and is not told twice before it', () => {
    const { MessageRetentionPeriod, VisibilityTimeout, RedrivePolicy, SqsManagedSseEnabled } = one(
      template,
      'AWS::SQS::Queue',
      queueId,
    );
    expect(MessageRetentionPeriod).toBe(600);
    expect(VisibilityTimeout).toBe(960);
    expect(RedrivePolicy).toBeUndefined();
    expect(SqsManagedSseEnabled).toBe(true);
  });

  it('news is not told twice before the next tick of a function that has little time, either', () => {
    const quick = synthesize({ trigger: 'events', functionTimeoutSeconds: 30 });
    const queue = one(quick, 'AWS::SQS::Queue', idOfOutput(quick, stackOutputs.newsQueueUrl));
    expect(queue.VisibilityTimeout).toBe(660);
  });

  it('what the scanner puts off for itself is no loop that Lambda stops', () => {
    expect(functionNamed(template, 'scanner').properties.RecursiveLoop).toBe('Allow');
  });

  // With a batching window, Lambda may wait 20 seconds for a single message.
  it('the scanner takes what has come at once, twice at a time at most, and ticks as before', () => {
    const { id, properties } = functionNamed(template, 'scanner');
    expect(
      all(template, 'AWS::Lambda::EventSourceMapping')
        .map((mapping) => mapping.properties)
        .filter(({ FunctionName }) => FunctionName.Ref === id),
    ).toEqual([
      {
        FunctionName: { Ref: id },
        EventSourceArn: queueArn,
        BatchSize: 10,
        ScalingConfig: { MaximumConcurrency: 2 },
      },
    ]);
    expect(properties.Environment.Variables[env.newsQueueUrl]).toEqual(
      valueOfOutput(template, stackOutputs.newsQueueUrl),
    );
    expect(
      all(template, 'AWS::Events::Rule').filter(
        (rule) => rule.properties.ScheduleExpression === 'rate(10 minutes)',
      ),
    ).toHaveLength(1);
  });

  it('news does not hide that the schedule is off: the alarm takes the lesser of both', () => {
    const alarm = all(template, 'AWS::CloudWatch::Alarm').find(
      ({ properties }) => properties.AlarmName === 'AudienceImport-scanner-not-running',
    );
    const [schedule] = all(template, 'AWS::Events::Rule').filter(
      (rule) => rule.properties.ScheduleExpression === 'rate(10 minutes)',
    );
    expect(alarm?.properties.Metrics).toMatchObject([
      { Expression: 'MIN([FILL(one, 0), FILL(other, 0)])' },
      { Id: 'one', MetricStat: { Metric: { Namespace: 'AWS/Lambda' } } },
      {
        Id: 'other',
        MetricStat: {
          Metric: {
            Namespace: 'AWS/Events',
            Dimensions: [{ Name: 'RuleName', Value: { Ref: schedule?.id } }],
          },
        },
      },
    ]);
  });
});
