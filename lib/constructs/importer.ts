import type { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { env, reportsPath } from '../../lambdas/shared/contract.ts';
import { acknowledgeWildcard } from './acknowledge.ts';
import type { FunctionSettings } from './function-settings.ts';
import { grantOnTable } from './grant-on-table.ts';
import type { FileBucket } from './inbox-bucket.ts';
import { useKeyThrough } from './key-rights.ts';
import { NodeFunction } from './node-function.ts';
import type { Tables } from './tables.ts';

export interface ImporterProps {
  readonly settings: FunctionSettings;
  readonly bucket: FileBucket;
  /** KMS key of the bucket, if it is in another account */
  readonly bucketKeyArn: string | undefined;
  readonly tables: Tables;
  /** the customer's own users tables, in this account and region */
  readonly usersTables: readonly Pick<ITable, 'tableArn'>[];
  readonly importQueue: Queue;
  readonly timeout: Duration;
  /** files imported at the same time */
  readonly maxConcurrency: number;
}

/** Users are looked up, or all are read: in a table of the customer's by Scan, in the stack's own by a Query for each shard. */
const lookUp = ['dynamodb:BatchGetItem', 'dynamodb:DescribeTable'];

/** Turns one file after another from the queue into a version of its audience. */
export class Importer extends Construct {
  readonly function: NodeFunction;

  constructor(scope: Construct, id: string, props: ImporterProps) {
    super(scope, id);
    const { settings, bucket, tables, usersTables, importQueue, timeout, maxConcurrency } = props;
    this.function = new NodeFunction(this, 'Function', {
      name: 'importer',
      settings,
      description: 'Turns a file into a version of its audience',
      timeout,
      // The most that every account may have; a new account's limit is not 10,240 yet.
      memorySize: 3008,
      environment: {
        [env.bucket]: bucket.bucketName,
        [env.importQueueUrl]: importQueue.queueUrl,
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
    // To write reports it needs both.
    for (const statement of useKeyThrough(
      this,
      ['s3'],
      props.bucketKeyArn,
      ...['kms:Decrypt', 'kms:GenerateDataKey'],
    ))
      this.function.addToRolePolicy(statement);
    this.grantTables(tables);
    this.grantUsersTables(usersTables);
    importQueue.grant(
      this.function,
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      // the function itself, to space out repeats
      'sqs:ChangeMessageVisibility',
    );
  }

  private grantFiles(bucket: FileBucket): void {
    const files = bucket.arnForObjects('*');
    const reports = bucket.arnForObjects(`${reportsPath}*`);
    acknowledgeWildcard(this, files, 'The keys of files are for the customer to choose.');
    acknowledgeWildcard(this, reports, 'The keys of reports are drawn.');
    Grant.addToPrincipal({
      grantee: this.function,
      actions: ['s3:GetObject'],
      resourceArns: [files],
    });
    // Reports: it writes nowhere else. S3 counts the parts of a multipart upload as PutObject.
    Grant.addToPrincipal({
      grantee: this.function,
      actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
      resourceArns: [reports],
    });
    // It lists nothing, but without this, unconditional, S3 answers 403 for a key that is gone, not 404.
    Grant.addToPrincipal({
      grantee: this.function,
      actions: ['s3:ListBucket'],
      resourceArns: [bucket.bucketArn],
    });
  }

  /** These and no other of the account's tables, whatever a project's settings say. */
  private grantUsersTables(tables: ImporterProps['usersTables']): void {
    for (const table of tables) grantOnTable(table, this.function, ...lookUp, 'dynamodb:Scan');
  }

  private grantTables({ projects, audiences, memberships, imports, users }: Tables): void {
    // audience slots are taken in the project's item
    grantOnTable(projects, this.function, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    grantOnTable(audiences, this.function, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    grantOnTable(
      memberships,
      this.function,
      ...['dynamodb:BatchWriteItem', 'dynamodb:DescribeTable'],
      // what is live is compared with what comes
      ...['dynamodb:GetItem', 'dynamodb:Query'],
    );
    grantOnTable(imports, this.function, 'dynamodb:PutItem');
    grantOnTable(users, this.function, ...lookUp, 'dynamodb:Query');
  }
}
