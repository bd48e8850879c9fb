import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { env, scannerNodeOptions, stackOutputs } from '../../lambdas/shared/contract.ts';
import {
  all,
  type FunctionName,
  functionNamed,
  functionNames,
  idOfOutput,
  one,
  valueOfOutput,
} from './resources.ts';
import { peoplesPolicies } from './statements.ts';
import { sender, synthesize, warningsOf } from './synthesize.ts';

let template: Template;
beforeAll(() => {
  template = synthesize();
});

describe('functions', () => {
  it('are those of lambdas/, each under a name that no other stack of the account has', () => {
    for (const stackName of ['AudienceImport', 'Staging'])
      expect(
        all(synthesize({ stackName }), 'AWS::Lambda::Function').map(
          ({ properties }) => properties.Environment.Variables.POWERTOOLS_SERVICE_NAME,
        ),
      ).toEqual(functionNames.map((name) => `${stackName}-${name}`));
  });

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
    const known = new Set<string>([
      ...Object.values(env),
      'POWERTOOLS_SERVICE_NAME',
      'NODE_OPTIONS',
    ]);
    for (const { properties } of all(template, 'AWS::Lambda::Function'))
      for (const name of Object.keys(properties.Environment.Variables))
        expect(known).toContain(name);
  });

  it('are told in each variable what the output of the same name in the contract tells', () => {
    const told = Object.entries(env).flatMap(([meaning, name]) =>
      meaning in stackOutputs ? [{ meaning: meaning as keyof typeof stackOutputs, name }] : [],
    );
    const settings = ['senderEmail', 'stackName', 'usersPlan', 'collectorMaxWriteUnits'];
    // By ARN, which the output of its name is not.
    settings.push('actionsFunctionArn');
    expect(told).toHaveLength(Object.keys(env).length - settings.length);

    for (const { properties } of all(template, 'AWS::Lambda::Function'))
      for (const { meaning, name } of told)
        if (name in properties.Environment.Variables)
          expect(properties.Environment.Variables[name]).toEqual(
            valueOfOutput(template, stackOutputs[meaning]),
          );
  });
});

describe('concurrency', () => {
  it('is reserved for no function: an account whose limit is 10 could not be deployed to', () => {
    const reserved = all(template, 'AWS::Lambda::Function').map(
      ({ properties }) => properties.ReservedConcurrentExecutions,
    );
    expect(reserved).toEqual(functionNames.map(() => undefined));
  });
});

const sourcesOf = (of: Template, name: FunctionName) =>
  all(of, 'AWS::Lambda::EventSourceMapping')
    .map(({ properties }) => properties)
    .filter(({ FunctionName }) => FunctionName.Ref === functionNamed(of, name).id);

const invokeConfigOf = (name: FunctionName) =>
  all(template, 'AWS::Lambda::EventInvokeConfig').find(
    ({ properties }) => properties.FunctionName.Ref === functionNamed(template, name).id,
  )?.properties;

describe('the importer', () => {
  it('takes one message at a time from the import queue, answers in part, and is bounded', () => {
    expect(sourcesOf(template, 'importer')).toEqual([
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
    const [source] = sourcesOf(synthesize({ importerMaxConcurrency: '3' }), 'importer');
    expect(source?.ScalingConfig?.MaximumConcurrency).toBe(3);
  });
});

describe('the dead-letter function', () => {
  it('takes what the import queue gives up on, and answers in part', () => {
    expect(sourcesOf(template, 'dead-letter')).toEqual([
      {
        FunctionName: { Ref: functionNamed(template, 'dead-letter').id },
        EventSourceArn: {
          'Fn::GetAtt': [idOfOutput(template, stackOutputs.deadLetterQueueUrl), 'Arn'],
        },
        BatchSize: 10,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 2 },
      },
    ]);
  });
});

it.each([{}, { functionTimeoutSeconds: 20 }, { functionTimeoutSeconds: 900 }])(
  'mailer and announcer have ended when the next minute begins, with the context %j',
  (context) => {
    const stack = synthesize(context);
    for (const name of ['mailer', 'announcer'] as const)
      expect(functionNamed(stack, name).properties.Timeout).toBeLessThanOrEqual(50);
  },
);

describe('the mailer', () => {
  it('is told the sender', () => {
    const { Environment } = functionNamed(template, 'mailer').properties;
    expect(Environment.Variables[env.senderEmail]).toBe(sender);
  });

  it('says at deployment that it cannot send, if there is no sender', () => {
    expect(warningsOf({})).toEqual([expect.stringMatching(/No mail can be sent.*senderEmail=/)]);
    expect(warningsOf({ senderEmail: sender })).toEqual([]);
  });
});

describe.each([
  { name: 'scanner', rate: 'rate(10 minutes)' },
  { name: 'mailer', rate: 'rate(1 minute)' },
  { name: 'announcer', rate: 'rate(1 minute)' },
  { name: 'collector', rate: 'rate(1 hour)' },
] as const)('the $name', ({ name, rate }) => {
  it(`runs at ${rate}`, () => {
    const { id } = functionNamed(template, name);
    const rules = all(template, 'AWS::Events::Rule').filter(({ properties }) =>
      properties.Targets.some(({ Arn }) => Arn['Fn::GetAtt'][0] === id),
    );

    expect(rules.map(({ properties }) => properties)).toMatchObject([
      { ScheduleExpression: rate, State: 'ENABLED' },
    ]);
  });

  it('is not repeated when it fails: the next tick looks again', () => {
    expect(invokeConfigOf(name)?.MaximumRetryAttempts).toBe(0);
  });
});

it.each(['mailer', 'announcer'] as const)(
  'a tick of the %s does not wait longer than the next one',
  (name) => {
    expect(invokeConfigOf(name)?.MaximumEventAgeInSeconds).toBe(60);
  },
);

it('the collector is told what it may take', () => {
  const stack = synthesize({ collectorMaxWriteUnits: 50_000 });
  const { Environment } = functionNamed(stack, 'collector').properties;
  expect(Environment.Variables[env.collectorMaxWriteUnits]).toBe('50000');
});

it('the scanner has the heap that its memory was measured with', () => {
  const { Environment } = functionNamed(template, 'scanner').properties;
  expect(Environment.Variables.NODE_OPTIONS).toBe(scannerNodeOptions);
});

describe.each([
  { context: {}, timeout: 900 },
  { context: { functionTimeoutSeconds: 20 }, timeout: 20 },
])('with the context $context', ({ context, timeout }) => {
  it.each(['scanner', 'importer', 'collector'] as const)(`the %s may run ${timeout} s`, (name) => {
    expect(functionNamed(synthesize(context), name).properties.Timeout).toBe(timeout);
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
  it('are those of the contract, all of them, the topic of the alarms and the policies of people', () => {
    const withAll = synthesize({ usersTables: 'Members', trigger: 'events' });
    expect(Object.keys(withAll.findOutputs('*')).sort()).toEqual(
      [...Object.values(stackOutputs), ...peoplesPolicies].sort(),
    );
  });
});
