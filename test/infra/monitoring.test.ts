import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { alarmMetrics } from '../../bin/cli/estimate/costs-at-rest.ts';
import { metrics, metricsNamespace } from '../../lambdas/shared/contract.ts';
import { costOf } from '../../lambdas/shared/domain/prices.ts';
import { metricsOf } from './read-alarm.ts';
import { all, functionNamed, functionNames, idOfOutput, one } from './resources.ts';
import { statementsOn } from './statements.ts';
import { synthesize } from './synthesize.ts';

const template = synthesize();
const alarms = all(template, 'AWS::CloudWatch::Alarm');
const day = 24 * 60 * 60;
const topic = idOfOutput(template, 'AlarmTopicArn');

const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
/** Text below each heading of the second level, by the anchor that Markdown gives it. */
const sections = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      return [heading.toLowerCase().replaceAll(' ', '-'), lines.join('\n')] as const;
    }),
);

const descriptionOf = ({ AlarmDescription = '' }: { AlarmDescription?: string }) => {
  const [, text, section] =
    /^(.+) All steps: docs\/runbook\.md#([a-z-]+) of audience-import\.$/.exec(AlarmDescription) ??
    [];
  return { text, section };
};

interface Graphed {
  namespace: string;
  name: string;
  dimensions: unknown[];
}

interface Widget {
  type: string;
  properties: { title?: string; metrics?: unknown[][] };
}

const widgetsOf = (of: Template): Widget[] => {
  const [dashboard] = all(of, 'AWS::CloudWatch::Dashboard');
  const { 'Fn::Join': join } = dashboard!.properties.DashboardBody as {
    'Fn::Join': [string, unknown[]];
  };
  // What is not literal stands inside of quotes.
  const body = join[1].map((part) => (typeof part === 'string' ? part : 'token')).join('');
  return (JSON.parse(body) as { widgets: Widget[] }).widgets;
};

const graphed = (of: Template): Graphed[] =>
  widgetsOf(of).flatMap(({ properties }) =>
    (properties.metrics ?? []).map((metric) => {
      const [namespace, name, ...rest] = metric.filter((part) => typeof part === 'string');
      return { namespace: namespace!, name: name!, dimensions: rest };
    }),
  );

const alarmsOn = (name: string, dimension: unknown) =>
  alarms.filter(({ properties }) =>
    metricsOf(properties).some(
      ({ MetricName, Dimensions }) =>
        MetricName === name &&
        JSON.stringify(Dimensions.map(({ Value }) => Value)) === JSON.stringify([dimension]),
    ),
  );

describe('every alarm', () => {
  it.each(alarms)(
    '$id says what people miss and where to begin, and has its section in the runbook',
    (alarm) => {
      const { text, section = '' } = descriptionOf(alarm.properties);
      expect(text).toMatch(/^[A-Z].{30,}\. (Look|Read|Run|Move) .{30,}\.$/);
      // What CloudWatch takes.
      expect(alarm.properties.AlarmDescription!.length).toBeLessThanOrEqual(1024);
      expect(alarm.properties.AlarmName).toBe(`AudienceImport-${section}`);
      for (const part of ['What it means', 'Impact', 'Look at', 'Do'])
        expect(sections.get(section)).toContain(`**${part}.**`);
    },
  );

  it('reaches the topic when it begins and when it ends', () => {
    for (const { properties } of alarms)
      expect(properties).toMatchObject({
        AlarmActions: [{ Ref: topic }],
        OKActions: [{ Ref: topic }],
      });
  });

  it('has a section of its own, and every section an alarm', () => {
    const linked = alarms.map(({ properties }) => descriptionOf(properties).section);
    expect(linked.sort()).toEqual([...sections.keys()].sort());
  });
});

/** Whoever looks at the dashboard sees in its widget that they fail; nobody else misses anything. */
const watched = functionNames.filter((name) => !name.startsWith('screen'));

describe('alarms', () => {
  it.each(watched)('tell of errors of the %s', (name) => {
    const found = alarmsOn('Errors', { Ref: functionNamed(template, name).id });
    expect(found.map(({ properties }) => properties)).toMatchObject([
      { ComparisonOperator: 'GreaterThanThreshold', Threshold: 0 },
    ]);
    expect(found.flatMap(({ properties }) => metricsOf(properties))).toMatchObject([
      { Namespace: 'AWS/Lambda', Statistic: 'Sum' },
    ]);
  });

  it.each([
    { name: 'scanner', seconds: 30 * 60 },
    { name: 'mailer', seconds: 15 * 60 },
    { name: 'announcer', seconds: 15 * 60 },
    { name: 'collector', seconds: 180 * 60 },
  ] as const)('tell that the $name has not run for $seconds s', ({ name, seconds }) => {
    const [alarm, ...others] = alarmsOn('Invocations', { Ref: functionNamed(template, name).id });
    expect(others).toEqual([]);
    const [metric] = metricsOf(alarm!.properties);
    expect(metric!.Statistic).toBe('Sum');
    expect(metric!.Period * alarm!.properties.EvaluationPeriods).toBe(seconds);
  });

  it.each([
    { metric: metrics.deadLettered, of: 'dead-letter', statistic: 'Sum', over: 0, for: 300 },
    // The metric is in seconds.
    { metric: metrics.longestWait, of: 'scanner', statistic: 'Maximum', over: 1800, for: 600 },
    { metric: metrics.scansStoppedEarly, of: 'scanner', statistic: 'Sum', over: 0, for: 1800 },
    // A minimum: one run that has mailed everything ends it.
    { metric: metrics.noticesPending, of: 'mailer', statistic: 'Minimum', over: 0, for: 1800 },
    { metric: metrics.eventsPending, of: 'announcer', statistic: 'Minimum', over: 0, for: 1800 },
  ])(
    'tell of $metric over $over within $for s',
    ({ metric, of, statistic, over, for: seconds }) => {
      const [alarm, ...others] = alarmsOn(metric, `AudienceImport-${of}`);
      expect(others).toEqual([]);
      const { properties } = alarm!;
      expect(properties).toMatchObject({
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: over,
      });
      const [watched] = metricsOf(properties);
      expect(watched).toMatchObject({ Namespace: metricsNamespace, Statistic: statistic });
      expect(watched!.Period * properties.EvaluationPeriods).toBe(seconds);
    },
  );

  it('are as many as the costs in docs/operations.md count', () => {
    expect(alarms.flatMap(({ properties }) => metricsOf(properties))).toHaveLength(alarmMetrics);
  });

  it("stay within CloudWatch's limits: a day of short periods, a week of those of an hour or more", () => {
    for (const { properties } of alarms)
      for (const { Period } of metricsOf(properties))
        expect(Period * properties.EvaluationPeriods).toBeLessThanOrEqual(
          Period < 3600 ? day : 7 * day,
        );
  });

  it('tell of files that wait in the queue, and of dead letters that nobody takes', () => {
    const names = alarms.map(({ properties }) => properties.AlarmName);
    expect(names).toContain('AudienceImport-import-queue-old');
    expect(names).toContain('AudienceImport-dead-letters-stuck');
  });
});

describe('the topic', () => {
  it('takes alarms of this account, over TLS', () => {
    expect(statementsOn(template, topic)).toEqual([
      expect.objectContaining({
        effect: 'Deny',
        principal: '*',
        actions: ['sns:Publish'],
        condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
      expect.objectContaining({
        effect: 'Allow',
        principal: { Service: 'cloudwatch.amazonaws.com' },
        actions: ['sns:Publish'],
        resources: [`\${${topic}}`],
        condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      }),
    ]);
  });

  it('has no key that CloudWatch cannot use', () => {
    expect(one(template, 'AWS::SNS::Topic', topic)).not.toHaveProperty('KmsMasterKeyId');
  });

  it('mails whom the context names, and nobody else', () => {
    const withMail = synthesize({ alarmEmail: 'on-call@example.com' });
    expect(all(withMail, 'AWS::SNS::Subscription').map((s) => s.properties)).toEqual([
      { Endpoint: 'on-call@example.com', Protocol: 'email', TopicArn: { Ref: topic } },
    ]);
    expect(template.findResources('AWS::SNS::Subscription')).toEqual({});
  });
});

describe('metrics of ours', () => {
  const services = functionNames.map((name) => `AudienceImport-${name}`);

  it('have the dimension service and no other: each of its values is billed', () => {
    const ofAlarms = alarms.flatMap(({ properties }) => metricsOf(properties));
    const used = [
      ...ofAlarms.map(({ Namespace, Dimensions }) => ({
        namespace: Namespace,
        dimensions: Dimensions.flatMap(({ Name, Value }) => [Name, Value]),
      })),
      ...graphed(template),
    ].filter(({ namespace }) => namespace === metricsNamespace);

    expect(used.length).toBeGreaterThan(Object.keys(metrics).length);
    for (const { dimensions } of used) {
      expect(dimensions).toHaveLength(2);
      expect(dimensions[0]).toBe('service');
      expect(services).toContain(dimensions[1]);
    }
  });

  it('are graphed, all of them', () => {
    const names = graphed(template)
      .filter(({ namespace }) => namespace === metricsNamespace)
      .map(({ name }) => name);
    expect([...new Set(names)].sort()).toEqual(Object.values(metrics).sort());
  });

  it('are not shared with another stack of the account', () => {
    const services = graphed(synthesize({ stackName: 'Staging' }))
      .filter(({ namespace }) => namespace === metricsNamespace)
      .map(({ dimensions }) => dimensions[1]);
    for (const service of services) expect(service).toMatch(/^Staging-/);
  });
});

describe('the dashboard', () => {
  it('begins with the audiences, over its whole width', () => {
    const [first] = widgetsOf(template);
    expect(first).toMatchObject({
      type: 'custom',
      width: 24,
      x: 0,
      y: 0,
      properties: { title: 'Audiences', updateOn: { refresh: true, timeRange: false } },
    });
  });

  it.each([
    ...['ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits'],
    ...['ReadThrottleEvents', 'WriteThrottleEvents'],
  ])('shows %s of every table', (metric) => {
    const tables = graphed(template).filter(({ name }) => name === metric);
    expect(tables.length).toBeGreaterThanOrEqual(all(template, 'AWS::DynamoDB::Table').length);
  });

  it('says by which prices it counts dollars, and counts by them', () => {
    const graph = widgetsOf(template).find(({ properties }) =>
      properties.title?.startsWith('Dollars a day'),
    );
    const { region, asOf, dollars } = costOf({ readUnits: 1, writeUnits: 0 }, 'nowhere');
    expect(graph!.properties.title).toContain(`the prices of ${region} in ${asOf}`);
    // Ten minutes are the 144th part of a day.
    expect(JSON.stringify(graph)).toContain(` * ${dollars * 86_400} / 600`);
    expect(dollars * 86_400).toBeCloseTo(dollars * 600 * 144, 12);
  });

  it.each(['Errors', 'Duration'])('shows %s of every function', (metric) => {
    const shown = graphed(template).filter(({ name }) => name === metric);
    expect(shown).toHaveLength(functionNames.length);
  });

  it.each(['ApproximateNumberOfMessagesVisible', 'ApproximateAgeOfOldestMessage'])(
    'shows %s of the queue',
    (metric) => {
      expect(graphed(template).map(({ name }) => name)).toContain(metric);
    },
  );
});
