import type { Duration } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { env } from '../../lambdas/shared/contract.ts';
import { NodeFunction } from './node-function.ts';
import type { Tables } from './tables.ts';

export interface ImporterProps {
  readonly bucket: Bucket;
  readonly tables: Tables;
  readonly importQueue: Queue;
  readonly timeout: Duration;
  /** files imported at the same time */
  readonly maxConcurrency: number;
}

/** Turns one file after another from the queue into a version of its audience. */
export class Importer extends Construct {
  readonly function: NodeFunction;

  constructor(scope: Construct, id: string, props: ImporterProps) {
    super(scope, id);
    const { bucket, tables, importQueue, timeout, maxConcurrency } = props;
    this.function = new NodeFunction(this, 'Function', {
      name: 'importer',
      description: 'Turns a file into a version of its audience',
      timeout,
      // The most that every account may have; a new account's limit is not 10,240 yet.
      memorySize: 3008,
      environment: {
        [env.bucket]: bucket.bucketName,
        [env.projectsTable]: tables.projects.tableName,
        [env.audiencesTable]: tables.audiences.tableName,
        [env.membershipsTable]: tables.memberships.tableName,
        [env.importsTable]: tables.imports.tableName,
        [env.usersTable]: tables.users.tableName,
      },
    });
    this.function.addEventSourceMapping('Files', {
      eventSourceArn: importQueue.queueArn,
      // One file may take all the time and memory that there is.
      batchSize: 1,
      reportBatchItemFailures: true,
      maxConcurrency,
    });
    this.grantFiles(bucket);
    this.grantTables(tables);
    importQueue.grant(
      this.function,
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      // the function itself, to space out repeats
      'sqs:ChangeMessageVisibility',
    );
  }

  private grantFiles(bucket: Bucket): void {
    Grant.addToPrincipal({
      grantee: this.function,
      actions: ['s3:GetObject'],
      resourceArns: [bucket.arnForObjects('*')],
    });
    // It lists nothing, but without this, unconditional, S3 answers 403 for a key that is gone, not 404.
    Grant.addToPrincipal({
      grantee: this.function,
      actions: ['s3:ListBucket'],
      resourceArns: [bucket.bucketArn],
    });
  }

  private grantTables({ projects, audiences, memberships, imports, users }: Tables): void {
    // audience slots are taken in the project's item
    projects.grant(this.function, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    audiences.grant(this.function, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    memberships.grant(this.function, 'dynamodb:BatchWriteItem');
    imports.grant(this.function, 'dynamodb:PutItem');
    users.grant(this.function, 'dynamodb:BatchGetItem', 'dynamodb:DescribeTable');
  }
}
