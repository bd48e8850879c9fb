import type { Duration } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { env } from '../../lambdas/shared/contract.ts';
import type { FunctionSettings } from './function-settings.ts';
import { grantOnTable } from './grant-on-table.ts';
import { NodeFunction } from './node-function.ts';
import type { Tables } from './tables.ts';

export interface DeadLetterProps {
  readonly settings: FunctionSettings;
  readonly tables: Pick<Tables, 'projects' | 'audiences' | 'imports'>;
  readonly deadLetterQueue: Queue;
  readonly timeout: Duration;
}

/**
 * Gives up on files whose import has failed for good: records the failure and tells of it.
 *
 * What it cannot record comes back to it until the message expires after two weeks: there is no place further
 * down the line for what it drops, and alarms tell that it does not get on.
 */
export class DeadLetter extends Construct {
  readonly function: NodeFunction;

  constructor(
    scope: Construct,
    id: string,
    { settings, tables, deadLetterQueue, timeout }: DeadLetterProps,
  ) {
    super(scope, id);
    this.function = new NodeFunction(this, 'Function', {
      name: 'dead-letter',
      settings,
      description: 'Records that an import has failed for good, and tells of it',
      timeout,
      memorySize: 512,
      environment: {
        [env.projectsTable]: tables.projects.tableName,
        [env.audiencesTable]: tables.audiences.tableName,
        [env.importsTable]: tables.imports.tableName,
      },
    });
    this.function.addEventSourceMapping('DeadLetters', {
      eventSourceArn: deadLetterQueue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
      // The least that there is. Whatever killed thousands of messages may come back as thousands at once.
      maxConcurrency: 2,
    });
    deadLetterQueue.grant(
      this.function,
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
    );
    grantOnTable(tables.audiences, this.function, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    grantOnTable(tables.projects, this.function, 'dynamodb:GetItem');
    grantOnTable(tables.imports, this.function, 'dynamodb:PutItem');
  }
}
