import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { importQueueRetentionSeconds, stackOutputs } from '../lambdas/shared/contract.ts';
import { Importer } from './constructs/importer.ts';
import { InboxBucket } from './constructs/inbox-bucket.ts';
import { QueueWithDeadLetters } from './constructs/queue-with-dead-letters.ts';
import { Scanner } from './constructs/scanner.ts';
import { Tables } from './constructs/tables.ts';
import type { Settings } from './context.ts';

type OutputName = (typeof stackOutputs)[keyof typeof stackOutputs];

export interface AudienceImportStackProps extends StackProps, Omit<Settings, 'stackName'> {}

/**
 * Files in the bucket -> scanner -> queue -> importer -> tables. The bucket and the tables stay when the
 * stack is removed, see {@link Tables}; everything else goes.
 */
export class AudienceImportStack extends Stack {
  constructor(scope: Construct, id: string, props: AudienceImportStackProps) {
    const { functionTimeoutSeconds, importerMaxConcurrency, ...stackProps } = props;
    super(scope, id, {
      description: 'Turns user lists dropped in S3 into audiences for push and in-app campaigns',
      ...stackProps,
    });
    const timeout = Duration.seconds(functionTimeoutSeconds);

    const bucket = new InboxBucket(this, 'Inbox');
    const tables = new Tables(this, 'Tables');
    const imports = new QueueWithDeadLetters(this, 'Imports', {
      consumerTimeout: timeout,
      retention: Duration.seconds(importQueueRetentionSeconds),
    });
    const importQueue = imports.queue;

    const scanner = new Scanner(this, 'Scanner', { bucket, tables, importQueue, timeout });
    new Importer(this, 'Importer', {
      bucket,
      tables,
      importQueue,
      timeout,
      maxConcurrency: importerMaxConcurrency,
    });

    const outputs: Readonly<Record<OutputName, string>> = {
      [stackOutputs.bucket]: bucket.bucketName,
      [stackOutputs.importQueueUrl]: importQueue.queueUrl,
      [stackOutputs.deadLetterQueueUrl]: imports.deadLetterQueue.queueUrl,
      [stackOutputs.projectsTable]: tables.projects.tableName,
      [stackOutputs.audiencesTable]: tables.audiences.tableName,
      [stackOutputs.membershipsTable]: tables.memberships.tableName,
      [stackOutputs.importsTable]: tables.imports.tableName,
      [stackOutputs.usersTable]: tables.users.tableName,
      [stackOutputs.scannerFunction]: scanner.function.functionName,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}
