import { Annotations, CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import {
  importQueueRetentionSeconds,
  senderPlaceholder,
  stackOutputs,
} from '../lambdas/shared/contract.ts';
import { Announcer } from './constructs/announcer.ts';
import { Collector } from './constructs/collector.ts';
import { DeadLetter } from './constructs/dead-letter.ts';
import { Importer } from './constructs/importer.ts';
import { type FileBucket, InboxBucket } from './constructs/inbox-bucket.ts';
import { Mailer } from './constructs/mailer.ts';
import { Monitoring } from './constructs/monitoring.ts';
import { News } from './constructs/news.ts';
import { Operators } from './constructs/operators.ts';
import { QueueWithDeadLetters } from './constructs/queue-with-dead-letters.ts';
import { Scanner } from './constructs/scanner.ts';
import { Screen } from './constructs/screen.ts';
import { ScreenPolicies } from './constructs/screen-policies.ts';
import { Tables } from './constructs/tables.ts';
import { createWriters } from './constructs/writer.ts';
import type { Settings } from './context.ts';
import { readOwnVersion } from './own-version.ts';

type OutputName = (typeof stackOutputs)[keyof typeof stackOutputs];

export interface AudienceImportStackProps extends StackProps, Omit<Settings, 'stackName'> {}

/** Mailer and announcer run every minute, and a run has to end before the next one; the dead letters are as quick. */
const quickSeconds = 50;

/**
 * Files in the bucket -> scanner -> queue -> importer -> tables, mails about what fails and events for
 * other systems; the collector removes what
 * was replaced. The bucket and the tables stay when the stack is removed, see {@link Tables}; everything else goes.
 */
export class AudienceImportStack extends Stack {
  constructor(scope: Construct, id: string, props: AudienceImportStackProps) {
    const {
      functionTimeoutSeconds,
      importerMaxConcurrency,
      usersWarmReadUnits,
      membershipsWarmWriteUnits,
      collectorMaxWriteUnits,
      senderEmail,
      alarmEmail,
      bucketName,
      bucketKeyArn,
      protectTables,
      trigger,
      usersTables,
      writers,
      ...stackProps
    } = props;
    super(scope, id, {
      description: 'Turns user lists dropped in S3 into audiences for push and in-app campaigns',
      ...stackProps,
    });
    const timeout = Duration.seconds(functionTimeoutSeconds);
    const quickTimeout = Duration.seconds(Math.min(functionTimeoutSeconds, quickSeconds));

    const bucket: FileBucket =
      bucketName === undefined
        ? new InboxBucket(this, 'Inbox', { tellsEvents: trigger === 'events' })
        : Bucket.fromBucketName(this, 'Inbox', bucketName);
    const tables = new Tables(this, 'Tables', {
      usersWarmReadUnits,
      membershipsWarmWriteUnits,
      isProtected: protectTables,
    });
    const imports = new QueueWithDeadLetters(this, 'Imports', {
      consumerTimeout: timeout,
      deadLetterConsumerTimeout: quickTimeout,
      retention: Duration.seconds(importQueueRetentionSeconds),
    });
    const { queue: importQueue, deadLetterQueue } = imports;

    const news =
      trigger === 'events'
        ? new News(this, 'News', { bucket, consumerTimeout: timeout })
        : undefined;
    const scanner = new Scanner(this, 'Scanner', { bucket, tables, importQueue, news, timeout });
    const importer = new Importer(this, 'Importer', {
      bucket,
      bucketKeyArn,
      tables,
      usersTables,
      importQueue,
      timeout,
      maxConcurrency: importerMaxConcurrency,
    });
    const deadLetter = new DeadLetter(this, 'DeadLetter', {
      tables,
      deadLetterQueue,
      timeout: quickTimeout,
    });
    const mailer = new Mailer(this, 'Mailer', {
      tables,
      timeout: quickTimeout,
      senderEmail: senderEmail ?? senderPlaceholder,
    });
    const announcer = new Announcer(this, 'Announcer', { tables, timeout: quickTimeout });
    const collector = new Collector(this, 'Collector', {
      tables,
      timeout,
      maxWriteUnits: collectorMaxWriteUnits,
    });
    if (senderEmail === undefined)
      Annotations.of(this).addWarningV2(
        'audience-import:senderEmail',
        'No mail can be sent: administrators are not told of imports that fail. Verify an address or domain ' +
          'in SES and set it: -c senderEmail=audiences@example.com, or "senderEmail" in cdk.json',
      );
    if (!protectTables)
      Annotations.of(this).addInfo(
        'The tables stay when the stack is removed, but whoever may delete tables can delete them. ' +
          'When the first deployment has gone through, set "protectTables": true in cdk.json',
      );
    createWriters(this, { bucket, bucketKeyArn }, writers);
    const { policyArn } = new Operators(this, 'Operators', {
      bucket,
      tables,
      scanner: scanner.function,
    });
    new CfnOutput(this, 'OperatorsPolicyArn', { value: policyArn });
    const screen = new Screen(this, 'Screen', { bucket, tables });
    const { topic, dashboard } = new Monitoring(this, 'Monitoring', {
      scanner: scanner.function,
      scannerSchedule: news && scanner.schedule,
      importer: importer.function,
      deadLetter: deadLetter.function,
      mailer: mailer.function,
      announcer: announcer.function,
      collector: collector.function,
      tables,
      screen,
      importQueue,
      deadLetterQueue,
      alarmEmail,
    });

    const policies = new ScreenPolicies(this, 'ScreenPolicies', { screen, dashboard });
    new CfnOutput(this, 'ScreenViewerPolicyArn', { value: policies.viewerArn });
    new CfnOutput(this, 'ScreenOperatorPolicyArn', { value: policies.operatorArn });

    const outputs: Readonly<Record<OutputName, string>> = {
      [stackOutputs.bucket]: bucket.bucketName,
      [stackOutputs.importQueueUrl]: importQueue.queueUrl,
      [stackOutputs.deadLetterQueueUrl]: deadLetterQueue.queueUrl,
      [stackOutputs.newsQueueUrl]: news?.queue.queueUrl ?? '',
      [stackOutputs.projectsTable]: tables.projects.tableName,
      [stackOutputs.audiencesTable]: tables.audiences.tableName,
      [stackOutputs.membershipsTable]: tables.memberships.tableName,
      [stackOutputs.importsTable]: tables.imports.tableName,
      [stackOutputs.usersTable]: tables.users.tableName,
      [stackOutputs.usersTables]: usersTables.join(),
      [stackOutputs.scannerFunction]: scanner.function.functionName,
      [stackOutputs.mailerFunction]: mailer.function.functionName,
      [stackOutputs.screenFunction]: screen.view.functionName,
      [stackOutputs.screenActionsFunction]: screen.actions.functionName,
      // For chat or on-call tools, too.
      [stackOutputs.alarmTopic]: topic.topicArn,
      [stackOutputs.version]: readOwnVersion(),
    };
    for (const [name, value] of Object.entries(outputs))
      // CloudFormation is said to refuse an output without a value.
      if (value !== '') new CfnOutput(this, name, { value });
  }
}
