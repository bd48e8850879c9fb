import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { NodeFunction } from './node-function.ts';

/** What alarms and dashboard look at. */
export interface Monitored {
  readonly scanner: NodeFunction;
  readonly importer: NodeFunction;
  readonly deadLetter: NodeFunction;
  readonly mailer: NodeFunction;
  readonly collector: NodeFunction;
  readonly importQueue: Queue;
  readonly deadLetterQueue: Queue;
}
