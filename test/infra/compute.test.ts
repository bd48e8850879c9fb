import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { env, stackOutputs } from '../../lambdas/shared/contract.ts';
import { all, functionNamed, idOfOutput, one } from './resources.ts';
import { synthesize } from './synthesize.ts';

let template: Template;
beforeAll(() => {
  template = synthesize();
});

describe('functions', () => {
  it('run nodejs24.x on arm64', () => {
    for (const { properties } of all(template, 'AWS::Lambda::Function'))
      expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
  });

  it('log JSON to a log group of their own, which expires', () => {
    const functions = all(template, 'AWS::Lambda::Function');
    const groups = functions.map(({ properties }) => properties.LoggingConfig?.LogGroup?.Ref);

    for (const { properties } of functions)
      expect(properties.LoggingConfig?.LogFormat).toBe('JSON');
    for (const group of groups)
      expect(one(template, 'AWS::Logs::LogGroup', group).RetentionInDays).toBe(30);
    expect(new Set(groups).size).toBe(functions.length);
  });

  it('get only environment variables that the contract knows', () => {
    const known = new Set<string>([...Object.values(env), 'POWERTOOLS_SERVICE_NAME']);
    for (const { properties } of all(template, 'AWS::Lambda::Function'))
      for (const name of Object.keys(properties.Environment.Variables))
        expect(known).toContain(name);
  });

  it('are told in each variable what the output of the same name in the contract tells', () => {
    const sameName = Object.entries(env).filter(([meaning]) => meaning in stackOutputs);
    expect(sameName).toHaveLength(Object.keys(env).length);

    for (const { properties } of all(template, 'AWS::Lambda::Function'))
      for (const [meaning, name] of sameName)
        if (name in properties.Environment.Variables)
          expect(properties.Environment.Variables[name]).toEqual({
            Ref: idOfOutput(template, stackOutputs[meaning as keyof typeof env]),
          });
  });
});

describe('the scanner', () => {
  it('runs every ten minutes', () => {
    const { id } = functionNamed(template, 'scanner');
    const rules = all(template, 'AWS::Events::Rule').filter(({ properties }) =>
      properties.Targets.some(({ Arn }) => Arn['Fn::GetAtt'][0] === id),
    );

    expect(rules.map(({ properties }) => properties)).toMatchObject([
      { ScheduleExpression: 'rate(10 minutes)', State: 'ENABLED' },
    ]);
  });

  it('is not repeated when it fails: the next tick looks again', () => {
    const { id } = functionNamed(template, 'scanner');
    const configs = all(template, 'AWS::Lambda::EventInvokeConfig').filter(
      ({ properties }) => properties.FunctionName.Ref === id,
    );

    expect(configs.map(({ properties }) => properties.MaximumRetryAttempts)).toEqual([0]);
  });
});

describe('the importer', () => {
  it('takes one message at a time from the import queue, answers in part, and is bounded', () => {
    expect(all(template, 'AWS::Lambda::EventSourceMapping').map((m) => m.properties)).toEqual([
      {
        FunctionName: { Ref: functionNamed(template, 'importer').id },
        EventSourceArn: {
          'Fn::GetAtt': [idOfOutput(template, stackOutputs.importQueueUrl), 'Arn'],
        },
        BatchSize: 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 10 },
      },
    ]);
  });

  it('has as many files at once as the context says', () => {
    const [mapping] = all(
      synthesize({ importerMaxConcurrency: '3' }),
      'AWS::Lambda::EventSourceMapping',
    );
    expect(mapping?.properties.ScalingConfig?.MaximumConcurrency).toBe(3);
  });
});

describe.each([
  { context: {}, timeout: 900 },
  { context: { functionTimeoutSeconds: 20 }, timeout: 20 },
])('with the context $context', ({ context, timeout }) => {
  it(`every function may run ${timeout} s`, () => {
    for (const { properties } of all(synthesize(context), 'AWS::Lambda::Function'))
      expect(properties.Timeout).toBe(timeout);
  });

  it('the visibility of a message outlasts the timeout of its consumer by a minute', () => {
    const stack = synthesize(context);
    for (const { properties } of all(stack, 'AWS::Lambda::EventSourceMapping')) {
      const queue = one(stack, 'AWS::SQS::Queue', properties.EventSourceArn['Fn::GetAtt'][0]);
      const consumer = one(stack, 'AWS::Lambda::Function', properties.FunctionName.Ref);
      expect(queue.VisibilityTimeout).toBe(consumer.Timeout + 60);
    }
  });
});

describe('outputs', () => {
  it('are those of the contract, all of them and no other', () => {
    expect(Object.keys(template.findOutputs('*')).sort()).toEqual(
      Object.values(stackOutputs).sort(),
    );
  });
});
