import type { UsersSource } from '../../../lambdas/shared/domain/project.ts';
import type { GlobalOptions } from '../arguments/global-options.ts';
import type { Resources } from '../stack/stack.ts';

/** What is to be deployed, as cdk.json and the options say; once it is deployed, the stack says it. */
export interface PlannedSettings {
  senderEmail?: string | undefined;
  alarmEmail?: string | undefined;
  bucketName?: string | undefined;
  usersTables: readonly string[];
  trigger?: string | undefined;
}

/** What SES says of an address in this region. */
export interface Identity {
  /** of the address or its domain, the one that is verified, if one is */
  verified: string | undefined;
}

export interface SendingQuota {
  isPaused: boolean;
  mailsPerDay: number;
}

export interface Subscription {
  endpoint: string;
  isConfirmed: boolean;
}

export interface BucketEncryption {
  /** `AES256`, `aws:kms` or `aws:kms:dsse` */
  algorithm: string;
  /** absent: the AWS-managed key */
  keyId?: string | undefined;
}

/** Whether it sends its events to EventBridge, and if so, whether to that of the stack's account. */
export type BucketEvents = 'sent' | 'sent-elsewhere' | 'not-sent';

/** A table, as far as it matters here. */
export interface TableFacts {
  isActive: boolean;
  partition: string | undefined;
  /** `S`, `N` or `B` */
  partitionType: string | undefined;
  sort: string | undefined;
  /** units a second that it takes at once; absent where the engine knows nothing of it */
  warm: { read: number; write: number; isChanging: boolean } | undefined;
}

export interface ProjectSource {
  projectId: string;
  source: UsersSource;
}

/** What a check may look at: an account in one region, and a stack if there is one. */
export interface Patient {
  isLocal: boolean;
  region: string;
  /** undefined: not deployed yet */
  stack: Resources | undefined;
  settings: PlannedSettings;
  /** of this command */
  version: string;
  look: Look;
  close: () => void;
}

/** @throws RefusedError when a local stack is asked for and none is running */
export type Examine = (options: GlobalOptions) => Promise<Patient>;

/** Each is one call or a few, which the operator may not be allowed. */
export interface Look {
  /** of CDK's bootstrap stack; undefined: there is none */
  bootstrapVersion: () => Promise<number | undefined>;
  /** executions at once: of the account, and what of it no function has reserved */
  concurrency: () => Promise<{ limit: number; unreserved: number }>;
  /** address that the mailer sends from */
  sender: (mailerFunction: string) => Promise<string | undefined>;
  identity: (address: string) => Promise<Identity>;
  sendingQuota: () => Promise<SendingQuota>;
  subscriptions: (topicArn: string) => Promise<Subscription[]>;
  /** undefined: there is none of this name, or not in this region */
  bucketRegion: (bucket: string) => Promise<string | undefined>;
  encryption: (bucket: string) => Promise<BucketEncryption>;
  /** @param account of the stack; undefined: not known yet */
  bucketEvents: (bucket: string, account: string | undefined) => Promise<BucketEvents>;
  /** undefined: there is none */
  table: (name: string) => Promise<TableFacts | undefined>;
  /** of the projects that have a users table of the customer's */
  usersSources: () => Promise<ProjectSource[]>;
  /** milliseconds that DynamoDB's clock is ahead of this machine's */
  clockAhead: () => Promise<number>;
}
