import type { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { RecursiveLoop } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { env, scannerNodeOptions } from '../../lambdas/shared/contract.ts';
import type { FunctionSettings } from './function-settings.ts';
import { grantOnTable } from './grant-on-table.ts';
import type { FileBucket } from './inbox-bucket.ts';
import type { News } from './news.ts';
import { NodeFunction } from './node-function.ts';
import type { Tables } from './tables.ts';

export interface ScannerProps {
  readonly settings: FunctionSettings;
  readonly bucket: FileBucket;
  readonly tables: Pick<Tables, 'projects' | 'audiences'>;
  readonly importQueue: Queue;
  /** from one look to the next */
  readonly every: Duration;
  /** what S3 tells; undefined: it looks by the schedule, and that is all */
  readonly news: News | undefined;
  readonly timeout: Duration;
}

/** Looks by a schedule, and when S3 tells, for files that are new or have changed, and sends them to the importer. */
export class Scanner extends Construct {
  readonly function: NodeFunction;
  /** what has it look, whatever S3 tells */
  readonly schedule: Rule;

  constructor(
    scope: Construct,
    id: string,
    { settings, bucket, tables, importQueue, every, news, timeout }: ScannerProps,
  ) {
    super(scope, id);
    this.function = new NodeFunction(this, 'Function', {
      name: 'scanner',
      settings,
      description: 'Sends files that are new or have changed to the importer',
      timeout,
      memorySize: 512,
      // The next tick looks again anyway, with fresh eyes.
      retryAttempts: 0,
      // What it puts off comes back to it. Lambda would take that for a loop, and stop it: docs/adr/0015 says what ends it.
      ...(news && { recursiveLoop: RecursiveLoop.ALLOW }),
      environment: {
        [env.bucket]: bucket.bucketName,
        [env.importQueueUrl]: importQueue.queueUrl,
        [env.projectsTable]: tables.projects.tableName,
        [env.audiencesTable]: tables.audiences.tableName,
        ...(news && { [env.newsQueueUrl]: news.queue.queueUrl }),
        NODE_OPTIONS: scannerNodeOptions,
      },
    });
    this.schedule = new Rule(this, 'Schedule', {
      description: 'Looks for files to import',
      schedule: Schedule.rate(every),
      targets: [new LambdaFunction(this.function)],
    });

    Grant.addToPrincipal({
      grantee: this.function,
      actions: ['s3:ListBucket'],
      resourceArns: [bucket.bucketArn],
    });
    grantOnTable(tables.projects, this.function, 'dynamodb:Scan', 'dynamodb:GetItem');
    grantOnTable(
      tables.audiences,
      this.function,
      'dynamodb:Query',
      'dynamodb:GetItem',
      'dynamodb:UpdateItem',
    );
    importQueue.grant(this.function, 'sqs:SendMessage');
    news?.feed(this.function);
  }
}
