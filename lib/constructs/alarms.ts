import { Duration } from 'aws-cdk-lib';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { inPascalCase } from '../pascal-case.ts';
import {
  above,
  type AlarmSignal,
  anyOf,
  anyOfRepeatedly,
  keepsFailing,
  notInvokedForThree,
} from './alarm-signals.ts';
import { ImpactAlarm } from './impact-alarm.ts';
import type { Monitored } from './monitored.ts';
import { serviceMetric } from './service-metric.ts';

export interface AlarmsProps extends Monitored {
  readonly topic: ITopic;
}

/** By its section in docs/runbook.md: what is wrong for whom, where to begin, and how it is noticed. */
type Definitions = Readonly<
  Record<string, { impact: string; firstStep: string; signal: AlarmSignal }>
>;

const minutes = (count: number): Duration => Duration.minutes(count);

/**
 * Everything that somebody has to look at. What a function reports of itself is never the only sign: a mailer
 * that is broken reports no stuck mails.
 *
 * There is none of the screen's two functions: they run only while somebody looks at the dashboard, who is told of the error by
 * CloudWatch in place of the page; nothing is imported, told or removed by them. The graphs of functions have their errors.
 */
export class Alarms extends Construct {
  readonly all: readonly ImpactAlarm[];

  constructor(scope: Construct, id: string, { topic, ...monitored }: AlarmsProps) {
    super(scope, id);
    const definitions = {
      ...ofTheScanner(monitored),
      ...ofImports(monitored),
      ...ofMails(monitored),
      ...ofEvents(monitored),
      ...ofTheCollector(monitored),
    };
    this.all = Object.entries(definitions).map(
      ([runbookSection, { impact, firstStep, signal }]) =>
        new ImpactAlarm(this, inPascalCase(runbookSection), {
          ...signal,
          impact,
          firstStep,
          runbookSection,
          topic,
        }),
    );
  }
}

/** CloudWatch gets metrics some minutes late: an alarm on shorter periods would see none of the last ones. */
const shortestPeriod = minutes(5);

const longer = (one: Duration, other: Duration): Duration =>
  one.toSeconds() > other.toSeconds() ? one : other;

const ofTheScanner = ({ scanner, scansEvery, scannerSchedule }: Monitored): Definitions => {
  // A period without a run says nothing.
  const period = longer(scansEvery, shortestPeriod);
  return {
    'scanner-not-running': {
      impact: 'Nobody looks for new files: audiences stay as they are, whatever is dropped.',
      firstStep:
        'Look whether the EventBridge rule "Looks for files to import" is enabled, and whether Lambda throttles the scanner; deploying again makes the rule anew.',
      signal: notInvokedForThree(period, scanner, scannerSchedule),
    },
    'scanner-errors': {
      impact: 'Files of some or all projects are not noticed: their audiences go out of date.',
      firstStep:
        "Read ScanIncompleteError in the scanner's log: it names the projects and the cause, mostly the bucket's policy or key.",
      signal: keepsFailing(period, scanner),
    },
    'scans-stopped-early': {
      impact: 'New and changed files are noticed late: one scan does not get through all of them.',
      firstStep:
        'Move files that are no audiences out of the paths of the projects: the graph "Files" shows how many there are.',
      signal: anyOfRepeatedly(
        serviceMetric(scanner, 'scansStoppedEarly', { statistic: Stats.SUM, period }),
      ),
    },
    'files-waiting': {
      impact:
        'A file has waited for its import for more than half an hour: its audience is out of date.',
      firstStep:
        'Look at the graph "Queues": if many messages wait every day, raise importerMaxConcurrency; if none waits, read the log of the importer.',
      signal: above(
        minutes(30).toSeconds(),
        serviceMetric(scanner, 'longestWait', { statistic: Stats.MAXIMUM, period }),
      ),
    },
  };
};

const ofImports = (monitored: Monitored): Definitions => {
  const { importer, importQueue, deadLetter, deadLetterQueue } = monitored;
  const period = minutes(5);
  return {
    'importer-errors': {
      impact: 'Imports fail and are tried again: audiences are late.',
      firstStep:
        'Read "import interrupted" in the importer\'s log: it names project, file and error, mostly a right that is missing or a throttled table.',
      // Repeats come after 1, 5 and 15 minutes, or after the timeout of a function that was killed: a file that
      // fails each time shows in more than one period.
      signal: keepsFailing(minutes(15), importer),
    },
    'import-queue-old': {
      impact: 'Files have been waiting in the queue for more than an hour: audiences are late.',
      firstStep:
        'Look whether the importer runs and its trigger is enabled; if it runs all the time, raise importerMaxConcurrency.',
      signal: above(
        minutes(60).toSeconds(),
        importQueue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM, period }),
        3,
      ),
    },
    'dead-lettered': {
      impact: 'An import has failed for good: its audience keeps the members of the last version.',
      firstStep:
        'Run "audience-import import history PROJECT NAME" for the file that the log of the dead-letter function names; when the cause is gone, "audience-import dead-letter redrive".',
      signal: anyOf(serviceMetric(deadLetter, 'deadLettered', { statistic: Stats.SUM, period })),
    },
    'dead-letter-errors': {
      impact: 'An import has failed for good, and neither its record nor its mail is written yet.',
      firstStep:
        'Read the log of the dead-letter function, and correct the access or the limit that it names. Do not purge the queue.',
      // What it drops nobody picks up: a single failure counts.
      signal: anyOf(deadLetter.metricErrors({ statistic: Stats.SUM, period })),
    },
    'dead-letters-stuck': {
      impact: 'Imports have failed for good, and nobody has been told for half an hour.',
      firstStep:
        'Look whether the trigger of the dead-letter function is enabled, and whether Lambda throttles the function.',
      signal: above(
        0,
        // Not their age: SQS leaves messages out of it that were received more than three times.
        new MathExpression({
          label: 'dead letters',
          expression: 'visible + inFlight',
          usingMetrics: {
            visible: deadLetterQueue.metricApproximateNumberOfMessagesVisible({
              statistic: Stats.MINIMUM,
              period,
            }),
            inFlight: deadLetterQueue.metricApproximateNumberOfMessagesNotVisible({
              statistic: Stats.MINIMUM,
              period,
            }),
          },
          period,
        }),
        6,
      ),
    },
  };
};

const ofMails = ({ mailer }: Monitored): Definitions => ({
  'mailer-not-running': {
    impact: 'Administrators are not told of imports that fail.',
    firstStep:
      'Look whether the EventBridge rule "Looks for notices to mail" is enabled, and whether Lambda throttles the mailer.',
    signal: notInvokedForThree(minutes(5), mailer),
  },
  'mailer-errors': {
    impact: 'Administrators of some or all projects are not told of imports that fail.',
    firstStep:
      'Read MailsIncompleteError in the mailer\'s log; "audience-import doctor" says whether the sender is verified and the account is in the sandbox of SES.',
    signal: keepsFailing(minutes(5), mailer),
  },
  'notices-stuck': {
    impact:
      'There has been something to tell administrators for half an hour, and it is not mailed.',
    firstStep:
      'Run "audience-import project show PROJECT" for addresses that SES refuses, and read the log of the mailer.',
    signal: above(
      0,
      serviceMetric(mailer, 'noticesPending', { statistic: Stats.MINIMUM, period: minutes(5) }),
      6,
    ),
  },
});

const ofEvents = ({ announcer }: Monitored): Definitions => ({
  'announcer-not-running': {
    impact: 'Other systems are told nothing of audiences: their rules get no events.',
    firstStep:
      'Look whether the EventBridge rule "Looks for events to send" is enabled, and whether Lambda throttles the announcer.',
    signal: notInvokedForThree(minutes(5), announcer),
  },
  'announcer-errors': {
    impact: 'Other systems are not told of some or all audiences.',
    firstStep:
      "Read EventsIncompleteError in the announcer's log: it says what EventBridge has answered.",
    signal: keepsFailing(minutes(5), announcer),
  },
  'events-stuck': {
    impact: 'There have been events to send for half an hour, and EventBridge has not got them.',
    firstStep:
      'Read the log of the announcer; if it sends events all the time, wait: they get fewer.',
    signal: above(
      0,
      serviceMetric(announcer, 'eventsPending', { statistic: Stats.MINIMUM, period: minutes(5) }),
      6,
    ),
  },
});

const ofTheCollector = ({ collector }: Monitored): Definitions => ({
  'collector-not-running': {
    impact:
      'Nothing that was replaced is removed: storage grows, and audiences that change often stop being updated.',
    firstStep:
      'Look whether the EventBridge rule "Looks for versions to collect" is enabled, and whether Lambda throttles the collector.',
    signal: notInvokedForThree(minutes(60), collector),
  },
  'collector-errors': {
    impact:
      'What was replaced of some or all audiences is not removed: storage grows, and costs with it.',
    firstStep:
      "Read CollectionIncompleteError in the collector's log: it names the audiences and the cause.",
    signal: keepsFailing(minutes(60), collector),
  },
});
