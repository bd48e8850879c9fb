import { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { repeatDelaysSeconds } from '../../lambdas/shared/contract.ts';
import { queueSecurity } from './queue-security.ts';

export interface QueueWithDeadLettersProps {
  /** timeout of the function that consumes the queue */
  readonly consumerTimeout: Duration;
  /** timeout of the function that consumes the dead letters */
  readonly deadLetterConsumerTimeout: Duration;
  /** how long a message may wait for the consumer */
  readonly retention: Duration;
  readonly encryptionKey: IKey | undefined;
}

/** Deliveries before a message is dead: the first one, and the repeats that the importer spaces out. */
const maxReceiveCount = 1 + repeatDelaysSeconds.length;

/**
 * A message must not come back while a consumer that uses all its time still works on it. AWS advises six times the timeout, and
 * five deliveries at least, because a delivery that Lambda cannot hand over counts and holds the message so long. But then a
 * file whose function was killed would wait for an hour and a half. The event source's own limit of concurrency keeps Lambda
 * from taking more than it may run; when the account has none left at all, a file may be given up on without one try, its
 * mail claims none, and it is due again an hour later.
 */
const visibilityFor = (consumerTimeout: Duration): Duration =>
  consumerTimeout.plus(Duration.minutes(1));

/**
 * A queue whose messages end up in a dead-letter queue when their consumer keeps failing. The dead letters
 * have a consumer too, but no queue behind them: what it cannot handle stays where it is.
 */
export class QueueWithDeadLetters extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;

  constructor(
    scope: Construct,
    id: string,
    {
      consumerTimeout,
      deadLetterConsumerTimeout,
      retention,
      encryptionKey,
    }: QueueWithDeadLettersProps,
  ) {
    super(scope, id);
    const security = queueSecurity(encryptionKey);

    this.deadLetterQueue = new Queue(this, 'DeadLetters', {
      ...security,
      // SQS's longest: an operator gets two weeks to look.
      retentionPeriod: Duration.days(14),
      visibilityTimeout: visibilityFor(deadLetterConsumerTimeout),
    });
    this.queue = new Queue(this, 'Queue', {
      ...security,
      retentionPeriod: retention,
      visibilityTimeout: visibilityFor(consumerTimeout),
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount },
    });
  }
}
