import type { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IGrantable, IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { FileBucket } from './constructs/inbox-bucket.ts';
import type { Trigger } from './trigger.ts';
import type { WriterSettings } from './writer-settings.ts';

/** What may be set of {@link AudienceImport}. Nothing has to be: without `senderEmail`, no mail can be sent. */
export interface AudienceImportProps {
  /**
   * Where the files are dropped: any `IBucket`.
   *
   * @default - a bucket of its own, which stays when the stack is removed
   */
  readonly bucket?: FileBucket | undefined;
  /**
   * ARN of the KMS key that `bucket` is encrypted with, if both are in another account. Only with `bucket`: of the construct's own
   * bucket, `encryptionKey` is the key.
   *
   * @default - none: a key of the same account needs only its own policy
   */
  readonly bucketKeyArn?: string | undefined;
  /**
   * Tables of this account and region that hold registered users, for projects to point at. The importer may read them.
   *
   * @default - only the construct's own table of users
   */
  readonly usersTables?: readonly Pick<ITable, 'tableName' | 'tableArn'>[] | undefined;
  /**
   * Address that mails come from. It or its domain is verified in SES.
   *
   * @default - no mail can be sent
   */
  readonly senderEmail?: string | undefined;
  /**
   * Who is mailed the alarms.
   *
   * @default - nobody; `alarmTopic` is there to subscribe to
   */
  readonly alarmEmail?: string | undefined;
  /**
   * Where the alarms go. CloudWatch has to be allowed to publish there.
   *
   * @default - a topic of its own
   */
  readonly alarmTopic?: ITopic | undefined;
  /**
   * When files are looked for: `schedule`, as often as `schedule` says; `events`, also within seconds when S3 tells of one. A bucket
   * that was there before has to send its events to EventBridge.
   *
   * @default 'schedule'
   */
  readonly trigger?: Trigger | undefined;
  /**
   * How often files are looked for, whatever S3 tells: whole minutes, from 1 to 10. Each look lists the files of all projects.
   *
   * @default Duration.minutes(10)
   */
  readonly schedule?: Duration | undefined;
  /**
   * Your KMS key for all that is stored: tables, bucket, queues, topic, logs and the functions' environment. It is symmetric and in the
   * region of the stack. A key of the same app gets what its policy has to say; of one that is imported,
   * docs/encryption.md says what that is. `bucket` and `alarmTopic` keep the keys that they have.
   *
   * @default - keys that the services own
   */
  readonly encryptionKey?: IKey | undefined;
  /**
   * The VPC that the functions run in. They need a way to DynamoDB, S3, SQS, EventBridge and SES: docs/vpc.md.
   *
   * @default - none: Lambda's own network
   */
  readonly vpc?: IVpc | undefined;
  /**
   * Which subnets of `vpc`. Public ones lead nowhere, because functions have no public address.
   *
   * @default - the private ones
   */
  readonly vpcSubnets?: SubnetSelection | undefined;
  /**
   * Security groups of the functions in `vpc`. They have to let out HTTPS, and nothing has to come in.
   *
   * @default - one of its own, which lets out HTTPS and lets in nothing
   */
  readonly securityGroups?: readonly ISecurityGroup[] | undefined;
  /**
   * How long the logs of the functions are kept.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays | undefined;
  /**
   * Permissions boundary of every role. It has to allow what the functions need, see docs/rights.md.
   *
   * @default - none
   */
  readonly permissionsBoundary?: IManagedPolicy | undefined;
  /**
   * Tags of every resource that can have some: at most 50, none of which begins with `aws:`.
   *
   * @default {}
   */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /**
   * Who may drop files, by a name of their own: lower-case letters, digits and hyphens.
   *
   * @default {}
   */
  readonly writers?: Readonly<Record<string, WriterSettings>> | undefined;
  /**
   * Campaign systems of this account that may read audiences, as by `grantRead`.
   *
   * @default []
   */
  readonly readers?: readonly IGrantable[] | undefined;
  /**
   * What happens to the tables and the bucket when they are removed from the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy | undefined;
  /**
   * Whether DynamoDB refuses to delete the tables, whoever asks. Not before the first deployment has gone through: a
   * deployment that fails could not take away what it has made.
   *
   * @default false
   */
  readonly protectTables?: boolean | undefined;
  /**
   * How long one run of the scanner or the importer may take, from 20 seconds to 15 minutes. Less is for tests, which have
   * to see a function run out of time.
   *
   * @default Duration.minutes(15)
   */
  readonly functionTimeout?: Duration | undefined;
  /**
   * How many files are imported at the same time, from 2 to 1000. They share the read and write throughput of the tables and
   * the account's Lambda concurrency.
   *
   * @default 10
   */
  readonly importerMaxConcurrency?: number | undefined;
  /**
   * Read units a second that the users table takes at once, more than 12,000: imports of large files read all of it. What is over
   * the default costs once. It can be raised, but never be lowered.
   *
   * @default - what a new table takes: 12,000
   */
  readonly usersWarmReadUnits?: number | undefined;
  /**
   * Write units a second that the memberships table takes at once, more than 4,000. What is over the default costs once. It
   * can be raised, but never be lowered.
   *
   * @default - what a new table takes: 4,000
   */
  readonly membershipsWarmWriteUnits?: number | undefined;
  /**
   * Write units that one hourly run of the collector may take to delete what was replaced, from 10,000. It spreads them
   * over the time that it may run, so that imports find the table free.
   *
   * @default 1000000
   */
  readonly collectorMaxWriteUnits?: number | undefined;
}
