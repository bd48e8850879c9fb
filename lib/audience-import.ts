import { Annotations, Duration, Stack, Tags } from 'aws-cdk-lib';
import type { Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import {
  importQueueRetentionSeconds,
  scanEveryMinutes,
  senderPlaceholder,
  stackOutputs,
} from '../lambdas/shared/contract.ts';
import type { AudienceImportProps } from './audience-import-props.ts';
import { checkProps } from './check-props.ts';
import { Announcer } from './constructs/announcer.ts';
import { CampaignReaders } from './constructs/campaign-readers.ts';
import { Collector } from './constructs/collector.ts';
import { CommandPolicy } from './constructs/command-policy.ts';
import { DeadLetter } from './constructs/dead-letter.ts';
import { functionNetwork } from './constructs/function-network.ts';
import type { FunctionSettings } from './constructs/function-settings.ts';
import { Importer } from './constructs/importer.ts';
import { type FileBucket, InboxBucket } from './constructs/inbox-bucket.ts';
import { letServicesUse, useKeyThrough } from './constructs/key-rights.ts';
import { Mailer } from './constructs/mailer.ts';
import { Monitoring } from './constructs/monitoring.ts';
import { News } from './constructs/news.ts';
import { QueueWithDeadLetters } from './constructs/queue-with-dead-letters.ts';
import { Scanner } from './constructs/scanner.ts';
import { Screen } from './constructs/screen.ts';
import { ScreenPolicies } from './constructs/screen-policies.ts';
import { Tables } from './constructs/tables.ts';
import { createWriters } from './constructs/writer.ts';
import { rightsOn, viewerRightsOn } from './operator-rights.ts';
import { readOwnVersion } from './own-version.ts';
import { readerActions } from './reader-rights.ts';
import { addOutput } from './stack-output.ts';

type OutputName = (typeof stackOutputs)[keyof typeof stackOutputs];

/** Mailer and announcer run every minute, and a run has to end before the next one; the dead letters are as quick. */
const quick = Duration.seconds(50);

const longest = Duration.minutes(15);

/** A stack can have one, because the command finds it by the outputs of the stack. */
export class SecondAudienceImportError extends Error {
  override readonly name = 'SecondAudienceImportError';
}

/**
 * Files in the bucket -> scanner -> queue -> importer -> tables, mails about what fails and events for
 * other systems; the collector removes what was replaced. The bucket and the tables stay when the stack is removed, see
 * {@link Tables}; everything else goes.
 *
 * The outputs of its stack have the names that the command looks for: `audience-import --stack NAME`.
 *
 * @throws SecondAudienceImportError when the stack has one already
 * @throws InvalidPropsError naming every property that cannot be used
 */
export class AudienceImport extends Construct {
  /** where the files are dropped, as `<project's path>/<audience>.csv` */
  readonly bucket: FileBucket;
  /** what campaigns read is in `audiences` and `memberships` */
  readonly tables: Readonly<
    Record<'projects' | 'audiences' | 'memberships' | 'imports' | 'users', Table>
  >;
  readonly functions: Readonly<
    Record<
      | 'scanner'
      | 'importer'
      | 'deadLetter'
      | 'mailer'
      | 'announcer'
      | 'collector'
      | 'screen'
      | 'screenActions',
      IFunction
    >
  >;
  /** files that wait for their import */
  readonly importQueue: IQueue;
  /** messages whose import has failed for good, until the dead-letter function has taken them */
  readonly deadLetterQueue: IQueue;
  /** where the alarms go */
  readonly alarmTopic: ITopic;
  readonly dashboard: Dashboard;
  private readonly encryptionKey: IKey | undefined;

  constructor(scope: Construct, id: string, props: AudienceImportProps = {}) {
    super(scope, id);
    this.refuseSecond();
    checkProps(this.node.path, props);
    const { encryptionKey, senderEmail, usersTables = [], trigger = 'schedule' } = props;
    const every = props.schedule ?? Duration.minutes(scanEveryMinutes);
    const settings: FunctionSettings = {
      encryptionKey,
      logRetention: props.logRetention ?? RetentionDays.ONE_MONTH,
      network: functionNetwork(this, props),
    };
    if (encryptionKey) letServicesUse(this, encryptionKey);
    if (props.permissionsBoundary) PermissionsBoundary.of(this).apply(props.permissionsBoundary);
    for (const [key, value] of Object.entries(props.tags ?? {}))
      // The CDK knows tags of dashboards, but not every region does yet.
      Tags.of(this).add(key, value, { excludeResourceTypes: ['AWS::CloudWatch::Dashboard'] });
    const timeout = props.functionTimeout ?? longest;
    const quickTimeout = timeout.toSeconds() < quick.toSeconds() ? timeout : quick;

    const bucket =
      props.bucket ??
      new InboxBucket(this, 'Inbox', {
        tellsEvents: trigger === 'events',
        encryptionKey,
        removalPolicy: props.removalPolicy,
      });
    const tables = new Tables(this, 'Tables', {
      usersWarmReadUnits: props.usersWarmReadUnits,
      membershipsWarmWriteUnits: props.membershipsWarmWriteUnits,
      isProtected: props.protectTables ?? false,
      encryptionKey,
      removalPolicy: props.removalPolicy,
    });
    const { queue: importQueue, deadLetterQueue } = new QueueWithDeadLetters(this, 'Imports', {
      consumerTimeout: timeout,
      deadLetterConsumerTimeout: quickTimeout,
      retention: Duration.seconds(importQueueRetentionSeconds),
      encryptionKey,
    });

    const news =
      trigger === 'events'
        ? new News(this, 'News', {
            bucket,
            consumerTimeout: timeout,
            untilNextTick: every,
            encryptionKey,
          })
        : undefined;
    const scanner = new Scanner(this, 'Scanner', {
      settings,
      bucket,
      tables,
      importQueue,
      every,
      news,
      timeout,
    });
    const importer = new Importer(this, 'Importer', {
      settings,
      bucket,
      bucketKeyArn: props.bucketKeyArn,
      tables,
      usersTables,
      importQueue,
      timeout,
      maxConcurrency: props.importerMaxConcurrency ?? 10,
    });
    const deadLetter = new DeadLetter(this, 'DeadLetter', {
      settings,
      tables,
      deadLetterQueue,
      timeout: quickTimeout,
    });
    const mailer = new Mailer(this, 'Mailer', {
      settings,
      tables,
      timeout: quickTimeout,
      senderEmail: senderEmail ?? senderPlaceholder,
    });
    const announcer = new Announcer(this, 'Announcer', { settings, tables, timeout: quickTimeout });
    const collector = new Collector(this, 'Collector', {
      settings,
      tables,
      timeout,
      maxWriteUnits: props.collectorMaxWriteUnits ?? 1_000_000,
    });
    if (senderEmail === undefined)
      Annotations.of(this).addWarningV2(
        'audience-import:senderEmail',
        'No mail can be sent: administrators are not told of imports that fail. Verify an address or domain ' +
          'in SES and set it: -c senderEmail=audiences@example.com, or "senderEmail" in cdk.json',
      );
    const ownBucketKeyArn = props.bucket === undefined ? encryptionKey?.keyArn : undefined;
    createWriters(
      this,
      { bucket, bucketKeyArn: props.bucketKeyArn ?? ownBucketKeyArn },
      props.writers ?? {},
    );
    const screen = new Screen(this, 'Screen', { settings, bucket, tables });
    const { topic, dashboard } = new Monitoring(this, 'Monitoring', {
      scanner: scanner.function,
      scansEvery: every,
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
      alarmEmail: props.alarmEmail,
      topic: props.alarmTopic,
      encryptionKey,
    });

    this.bucket = bucket;
    this.tables = tables;
    this.functions = {
      scanner: scanner.function,
      importer: importer.function,
      deadLetter: deadLetter.function,
      mailer: mailer.function,
      announcer: announcer.function,
      collector: collector.function,
      screen: screen.view,
      screenActions: screen.actions,
    };
    this.importQueue = importQueue;
    this.deadLetterQueue = deadLetterQueue;
    this.alarmTopic = topic;
    this.dashboard = dashboard;
    this.encryptionKey = encryptionKey;
    for (const reader of props.readers ?? []) this.grantRead(reader);

    const ofCommands = { bucket, tables, scanner: scanner.function, encryptionKey };
    const operators = new CommandPolicy(this, 'Operators', {
      ...ofCommands,
      description: 'What operators of audiences may do with the command audience-import',
      rightsOn,
      keyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    });
    const viewers = new CommandPolicy(this, 'Viewers', {
      ...ofCommands,
      description:
        'Looks at projects, audiences and imports with the command audience-import, and can change nothing',
      rightsOn: viewerRightsOn,
      keyActions: ['kms:Decrypt'],
    });
    const readers = new CampaignReaders(this, 'CampaignReaders', { tables, encryptionKey });
    const policies = new ScreenPolicies(this, 'ScreenPolicies', { screen, dashboard });
    addOutput(this, 'OperatorsPolicyArn', operators.policyArn);
    addOutput(this, 'ViewersPolicyArn', viewers.policyArn);
    addOutput(this, 'CampaignReadersPolicyArn', readers.policyArn);
    addOutput(this, 'ScreenViewerPolicyArn', policies.viewerArn);
    addOutput(this, 'ScreenOperatorPolicyArn', policies.operatorArn);

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
      [stackOutputs.usersTables]: usersTables.map(({ tableName }) => tableName).join(),
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
      if (value !== '') addOutput(this, name, value);
  }

  /**
   * Lets a campaign system read the audiences with the reader, all of every project.
   *
   * @param reader a role, a function, or whatever else has rights in this account
   */
  grantRead(reader: IGrantable): Grant {
    const { audiences, memberships } = this.tables;
    for (const statement of useKeyThrough(
      this,
      ['dynamodb'],
      this.encryptionKey?.keyArn,
      'kms:Decrypt',
    ))
      reader.grantPrincipal.addToPrincipalPolicy(statement);
    return Grant.addToPrincipal({
      grantee: reader,
      actions: [...readerActions.audiences],
      resourceArns: [audiences.tableArn],
    }).combine(
      Grant.addToPrincipal({
        grantee: reader,
        actions: [...readerActions.memberships],
        resourceArns: [memberships.tableArn],
      }),
    );
  }

  private refuseSecond(): void {
    const stack = Stack.of(this);
    const other = stack.node
      .findAll()
      .find((each) => each instanceof AudienceImport && each !== this && Stack.of(each) === stack);
    if (other !== undefined)
      throw new SecondAudienceImportError(
        `stack ${stack.stackName} has an AudienceImport already, ${other.node.path}: the command finds what belongs to it by the ` +
          "stack's outputs. Put the second one into a stack of its own",
      );
  }
}
