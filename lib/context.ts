import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Node } from 'constructs';
import { z } from 'zod';
import { defaultStackName, scanEveryMinutes } from '../lambdas/shared/contract.ts';
import { bucketName, names, parsedJson, text } from './context-values.ts';
import { settingRules } from './setting-rules.ts';
import type { Trigger } from './trigger.ts';
import { valueAt } from './value-at.ts';
import type { WriterSettings } from './writer-settings.ts';

/**
 * What may be set at deploy time: `cdk deploy -c KEY=VALUE`, or under "context" in cdk.json. All that is set
 * once has to be set at every deployment, so cdk.json is the place for it.
 */
export interface Settings {
  /**
   * Name of the CloudFormation stack. Another name makes another, independent stack.
   *
   * @default 'AudienceImport'
   */
  readonly stackName: string;
  /**
   * How long one run of the scanner or the importer may take, in seconds, from 20 to 900. Less is for tests,
   * which have to see a function run out of time.
   *
   * @default 900
   */
  readonly functionTimeoutSeconds: number;
  /**
   * How often files are looked for, whatever S3 tells: every so many minutes, from 1 to 10. Each look lists the files of all projects.
   *
   * @default 10
   */
  readonly scanEveryMinutes: number;
  /**
   * How many files are imported at the same time, from 2 to 1000. They share the read and write
   * throughput of the tables and the account's Lambda concurrency.
   *
   * @default 10
   */
  readonly importerMaxConcurrency: number;
  /**
   * Read units a second that the users table takes at once, more than 12,000: imports of large files scan it. What is over
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
  readonly collectorMaxWriteUnits: number;
  /**
   * Address that mails come from. It or its domain is verified in SES.
   *
   * @default - no mail can be sent
   */
  readonly senderEmail?: string | undefined;
  /**
   * Who is mailed the alarms.
   *
   * @default - nobody; the topic is there to subscribe to
   */
  readonly alarmEmail?: string | undefined;
  /**
   * An existing bucket to take the files from.
   *
   * @default - a bucket of the stack's own
   */
  readonly bucketName?: string | undefined;
  /**
   * The KMS key that an existing bucket of another account is encrypted with.
   *
   * @default - none: a key of the same account needs only its own policy
   */
  readonly bucketKeyArn?: string | undefined;
  /**
   * Your KMS key for all that the stack stores: tables, bucket, queues, topic, logs and the functions' environment. It is symmetric and
   * in the region of the stack; docs/encryption.md says what its policy has to allow. An existing bucket keeps its own.
   *
   * @default - keys that the services own
   */
  readonly encryptionKeyArn?: string | undefined;
  /**
   * Whether DynamoDB refuses to delete the tables, whoever asks. Not before the first deployment has gone through: a
   * deployment that fails could not take away what it has made.
   *
   * @default false
   */
  readonly protectTables: boolean;
  /**
   * DynamoDB tables of this account and region that hold registered users, for projects to point at.
   * Comma-separated with `-c`.
   *
   * @default []
   */
  readonly usersTables: readonly string[];
  /**
   * When files are looked for: `schedule`, every so many minutes; `events`, also within seconds when S3 tells of one.
   *
   * @default 'schedule'
   */
  readonly trigger: Trigger;
  /**
   * Who may drop files, by a name of their own. JSON with `-c`.
   *
   * @default {}
   */
  readonly writers: Readonly<Record<string, WriterSettings>>;
  /**
   * The VPC that the functions run in; see docs/vpc.md for the ways that they need out of it.
   *
   * @default - none: Lambda's own network
   */
  readonly vpcId?: string | undefined;
  /**
   * Private subnets of the VPC for the functions. Comma-separated with `-c`.
   *
   * @default []
   */
  readonly subnetIds: readonly string[];
  /**
   * Security groups of the functions in the VPC. They have to let out HTTPS. Comma-separated with `-c`.
   *
   * @default - one of the stack's own, which lets out HTTPS and lets in nothing
   */
  readonly securityGroupIds: readonly string[];
  /**
   * How long the logs of the functions are kept, in days: one of the numbers that CloudWatch Logs takes.
   *
   * @default 30
   */
  readonly logRetentionDays: RetentionDays;
  /**
   * ARN of the managed policy that is the permissions boundary of every role.
   *
   * @default - none
   */
  readonly permissionsBoundary?: string | undefined;
  /**
   * Tags of the stack and of every resource that can have some. JSON with `-c`.
   *
   * @default {}
   */
  readonly tags: Readonly<Record<string, string>>;
}

/** A context value cannot be used; the message names the key, the value and what is allowed. */
export class InvalidContextError extends Error {
  override readonly name = 'InvalidContextError';
}

const rules = settingRules;

const settingsShape = z.object({
  stackName: text(
    /^[A-Za-z][A-Za-z0-9-]{0,127}$/,
    'a letter, followed by at most 127 letters, digits and hyphens',
  ).default(defaultStackName),
  functionTimeoutSeconds: rules.functionTimeoutSeconds.default(900),
  scanEveryMinutes: rules.scanEveryMinutes.default(scanEveryMinutes),
  importerMaxConcurrency: rules.importerMaxConcurrency.default(10),
  usersWarmReadUnits: rules.usersWarmReadUnits.optional(),
  membershipsWarmWriteUnits: rules.membershipsWarmWriteUnits.optional(),
  collectorMaxWriteUnits: rules.collectorMaxWriteUnits.default(1_000_000),
  senderEmail: rules.senderEmail.optional(),
  alarmEmail: rules.alarmEmail.optional(),
  bucketName: bucketName.optional(),
  bucketKeyArn: rules.bucketKeyArn.optional(),
  encryptionKeyArn: rules.encryptionKeyArn.optional(),
  protectTables: rules.protectTables.default(false),
  usersTables: names(/^[A-Za-z0-9_.-]{3,255}$/, 'names of DynamoDB tables').default([]),
  trigger: rules.trigger.default('schedule'),
  writers: rules.writers.default({}),
  vpcId: rules.vpcId.optional(),
  subnetIds: rules.subnetIds.default([]),
  securityGroupIds: rules.securityGroupIds.default([]),
  logRetentionDays: rules.logRetentionDays.default(RetentionDays.ONE_MONTH),
  permissionsBoundary: rules.permissionsBoundary.optional(),
  tags: rules.tags.default({}),
});

const settingsSchema = settingsShape
  .refine((settings) => settings.bucketKeyArn === undefined || settings.bucketName !== undefined, {
    path: ['bucketKeyArn'],
    error: 'given with "bucketName": the key of the stack\'s own bucket is "encryptionKeyArn"',
  })
  .refine(({ vpcId, subnetIds }) => (vpcId === undefined) === (subnetIds.length === 0), {
    path: ['subnetIds'],
    error: 'given with "vpcId", and "vpcId" with "subnetIds": functions run in subnets of a VPC',
  })
  .refine(({ vpcId, securityGroupIds }) => vpcId !== undefined || securityGroupIds.length === 0, {
    path: ['securityGroupIds'],
    error: 'given with "vpcId" and "subnetIds"',
  });

/** Keys of the context that are settings. */
export const settingNames: readonly string[] = Object.keys(settingsShape.shape);

/** @throws InvalidContextError naming every value that is not allowed */
export const readSettings = (node: Node): Settings => {
  const given: Record<string, unknown> = Object.fromEntries(
    settingNames.map((key) => [key, node.tryGetContext(key)]),
  );
  // `-c` can only give texts.
  given.writers = parsedJson(given.writers);
  given.tags = parsedJson(given.tags);
  const { data, error } = settingsSchema.safeParse(given);
  if (error === undefined) return data;

  // The first of a key: what it has to go with is no matter before it is one itself.
  const firsts = new Map(error.issues.toReversed().map((issue) => [issue.path.join('.'), issue]));
  const complaints = [...firsts.values()].toReversed().map(({ path, message }) => {
    const value = JSON.stringify(valueAt(given, path));
    return `context "${path.join('.')}" is ${value}, but has to be ${message}`;
  });
  throw new InvalidContextError(complaints.join('; '));
};
