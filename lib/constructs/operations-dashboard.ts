import { Duration, Stack } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  CustomWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { ImpactAlarm } from './impact-alarm.ts';
import type { Monitored } from './monitored.ts';
import type { NodeFunction } from './node-function.ts';
import { type MetricName, serviceMetric } from './service-metric.ts';
import { ofTables } from './table-graphs.ts';

export interface OperationsDashboardProps extends Monitored {
  readonly alarms: readonly ImpactAlarm[];
}

const period = Duration.minutes(10);

const graph = (title: string, left: IMetric[], right: IMetric[] = []): GraphWidget =>
  new GraphWidget({ title, left, right, width: 8, height: 6, leftYAxis: { min: 0 } });

/** Several metrics of one function under one statistic. */
const each = (statistic: string, of: NodeFunction, ...names: MetricName[]): IMetric[] =>
  names.map((name) => serviceMetric(of, name, { statistic, period }));

/** Its name carries the region: dashboards of all regions of an account share one list. */
export class OperationsDashboard extends Dashboard {
  constructor(scope: Construct, id: string, { alarms, ...monitored }: OperationsDashboardProps) {
    const { stackName, region } = Stack.of(scope);
    super(scope, id, {
      dashboardName: `${stackName}-${region}`,
      defaultInterval: Duration.days(1),
      widgets: [
        [widgetOf(monitored)],
        [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24, height: 4 })],
        ofImports(monitored),
        ofWaiting(monitored),
        ofFunctions(monitored),
        ofCollection(monitored),
        ofTables(monitored.tables, period, graph),
      ],
    });
  }
}

/**
 * Projects, audiences and what can be done with them. Whoever looks allows it once to call the function: CloudWatch asks. It has
 * nothing to do with the time that the graphs show.
 */
const widgetOf = ({ screen }: Monitored): IWidget =>
  new CustomWidget({
    title: 'Audiences',
    functionArn: screen.view.functionArn,
    width: 24,
    height: 16,
    updateOnRefresh: true,
    updateOnResize: false,
    updateOnTimeRangeChange: false,
  });

const ofImports = ({ scanner, importer, deadLetter }: Monitored): IWidget[] => [
  graph(
    'Files: seen and ignored by one scan; new or changed, scans stopped early (right)',
    each(Stats.MAXIMUM, scanner, 'filesSeen', 'filesIgnored'),
    each(Stats.SUM, scanner, 'filesChanged', 'scansStoppedEarly'),
  ),
  graph(
    'Imports by outcome; live versions that could not be read (right)',
    [
      ...each(
        Stats.SUM,
        importer,
        'importsPublished',
        'importsUnchanged',
        'importsHeld',
        'importsRejected',
        'importsFailed',
        'importsInterrupted',
      ),
      ...each(Stats.SUM, deadLetter, 'deadLettered'),
    ],
    each(Stats.SUM, importer, 'liveUnreadable'),
  ),
  graph(
    'Rows and members; rows a second (right)',
    each(Stats.SUM, importer, 'rowsImported', 'membersPublished'),
    [
      new MathExpression({
        expression: 'rows / PERIOD(rows)',
        usingMetrics: {
          rows: serviceMetric(importer, 'rowsImported', { statistic: Stats.SUM, period }),
        },
        label: 'rows a second',
        period,
      }),
    ],
  ),
];

const ofWaiting = (monitored: Monitored): IWidget[] => {
  const { scanner, importer, mailer, announcer, importQueue, deadLetterQueue } = monitored;
  const maximum = { statistic: Stats.MAXIMUM, period };
  return [
    graph(
      'Waiting: longest file, oldest message (s), duration of an import (ms, right)',
      [
        ...each(Stats.MAXIMUM, scanner, 'longestWait'),
        importQueue.metricApproximateAgeOfOldestMessage({ ...maximum, label: 'oldest message' }),
      ],
      [Stats.AVERAGE, Stats.MAXIMUM].map((statistic) =>
        serviceMetric(importer, 'importDuration', {
          statistic,
          period,
          label: `import, ${statistic.toLowerCase()}`,
        }),
      ),
    ),
    graph('Queues', [
      importQueue.metricApproximateNumberOfMessagesVisible({ ...maximum, label: 'waiting' }),
      importQueue.metricApproximateNumberOfMessagesNotVisible({
        ...maximum,
        label: 'being imported, or waiting for a repeat',
      }),
      deadLetterQueue.metricApproximateNumberOfMessagesVisible({
        ...maximum,
        label: 'dead letters',
      }),
    ]),
    graph('Mails and events', [
      ...each(Stats.MAXIMUM, mailer, 'noticesPending'),
      ...each(Stats.SUM, mailer, 'mailsSent'),
      ...each(Stats.MAXIMUM, announcer, 'eventsPending'),
      ...each(Stats.SUM, announcer, 'eventsSent'),
    ]),
  ];
};

const ofFunctions = ({
  scanner,
  importer,
  deadLetter,
  mailer,
  announcer,
  collector,
  screen,
}: Monitored): IWidget[] => {
  const functions = [
    ...[scanner, importer, deadLetter, mailer, announcer, collector],
    ...[screen.view, screen.actions],
  ];
  const ofAll = (
    metric: (of: NodeFunction, options: { label: string; period: Duration }) => IMetric,
  ): IMetric[] => functions.map((of) => metric(of, { label: of.serviceName, period }));
  return [
    graph(
      'Errors of functions',
      ofAll((of, options) => of.metricErrors({ ...options, statistic: Stats.SUM })),
    ),
    graph(
      'Longest run of functions (ms)',
      ofAll((of, options) => of.metricDuration({ ...options, statistic: Stats.MAXIMUM })),
    ),
    graph(
      'Runs of functions',
      ofAll((of, options) => of.metricInvocations({ ...options, statistic: Stats.SUM })),
    ),
  ];
};

const ofCollection = ({ collector }: Monitored): IWidget[] => [
  graph(
    'Collected: chunks, versions and slots (right)',
    each(Stats.SUM, collector, 'chunksCollected'),
    each(Stats.SUM, collector, 'versionsCollected', 'slotsMended'),
  ),
];
