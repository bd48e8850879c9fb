import type { Duration } from 'aws-cdk-lib';
import type { Rule } from 'aws-cdk-lib/aws-events';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { NodeFunction } from './node-function.ts';
import type { Screen } from './screen.ts';
import type { Tables } from './tables.ts';

/** What alarms and dashboard look at. */
export interface Monitored {
  readonly scanner: NodeFunction;
  /** from one of its looks to the next */
  readonly scansEvery: Duration;
  /** what has it look by the schedule, where it is invoked by others, too */
  readonly scannerSchedule: Rule | undefined;
  readonly importer: NodeFunction;
  readonly deadLetter: NodeFunction;
  readonly mailer: NodeFunction;
  readonly announcer: NodeFunction;
  readonly collector: NodeFunction;
  readonly tables: Tables;
  readonly screen: Pick<Screen, 'view' | 'actions'>;
  readonly importQueue: Queue;
  readonly deadLetterQueue: Queue;
}
