import type { Node } from 'constructs';
import { z } from 'zod';
import { defaultStackName } from '../lambdas/shared/contract.ts';
import {
  address,
  bucketName,
  keyArn,
  names,
  oneOf,
  parsedJson,
  text,
  wholeNumber,
  yesNo,
} from './context-values.ts';
import { type Trigger, triggers } from './trigger.ts';
import { type WriterSettings, writersSchema } from './writer-settings.ts';

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
   * When files are looked for: `schedule`, every ten minutes; `events`, also within seconds when S3 tells of one.
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
}

/** A context value cannot be used; the message names the key, the value and what is allowed. */
export class InvalidContextError extends Error {
  override readonly name = 'InvalidContextError';
}

const settingsShape = z.object({
  stackName: text(
    /^[A-Za-z][A-Za-z0-9-]{0,127}$/,
    'a letter, followed by at most 127 letters, digits and hyphens',
  ).default(defaultStackName),
  // Functions stop taking on work some seconds before their end; below 20 s little would be left.
  functionTimeoutSeconds: wholeNumber(20, 900).default(900),
  // The bounds of Lambda's event source mapping.
  importerMaxConcurrency: wholeNumber(2, 1000).default(10),
  // From more than every new table takes, which would be a request to lower what is used already, to more than any
  // account's quota.
  usersWarmReadUnits: wholeNumber(12_001, 1_000_000).optional(),
  membershipsWarmWriteUnits: wholeNumber(4_001, 1_000_000).optional(),
  // Sixteen partition keys at once, with 1,000 units a second each, for a quarter of an hour.
  collectorMaxWriteUnits: wholeNumber(10_000, 14_000_000).default(1_000_000),
  senderEmail: address.optional(),
  alarmEmail: address.optional(),
  bucketName: bucketName.optional(),
  bucketKeyArn: keyArn.optional(),
  protectTables: yesNo.default(false),
  usersTables: names(/^[A-Za-z0-9_.-]{3,255}$/, 'names of DynamoDB tables').default([]),
  trigger: oneOf(triggers).default('schedule'),
  writers: writersSchema.default({}),
});

const settingsSchema = settingsShape.refine(
  (settings) => settings.bucketKeyArn === undefined || settings.bucketName !== undefined,
  {
    path: ['bucketKeyArn'],
    error: 'given with "bucketName": a bucket of the stack\'s own has no key of yours',
  },
);

/** @throws InvalidContextError naming every value that is not allowed */
export const readSettings = (node: Node): Settings => {
  const given: Record<string, unknown> = Object.fromEntries(
    Object.keys(settingsShape.shape).map((key) => [key, node.tryGetContext(key)]),
  );
  // `-c` can only give texts.
  given.writers = parsedJson(given.writers);
  const { data, error } = settingsSchema.safeParse(given);
  if (error === undefined) return data;

  const complaints = error.issues.map(({ path, message }) => {
    const value = path.reduce(valueAt, given);
    return `context "${path.join('.')}" is ${JSON.stringify(value)}, but has to be ${message}`;
  });
  throw new InvalidContextError([...new Set(complaints)].join('; '));
};

const valueAt = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : value;
