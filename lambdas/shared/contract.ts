/**
 * Names that the stack (lib/), the functions (lambdas/), the command (bin/) and the local stack (local/)
 * have to agree on. Imports neither SDK nor CDK, so that every side can read it.
 */
import { z } from 'zod';
import { isImportable } from './domain/file-name.ts';

export const projectIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, '1 to 64 of the characters A-Z a-z 0-9 _ -');

/** Environment variables, by meaning. The stack sets them, each function's env.ts reads its own. */
export const env = {
  bucket: 'BUCKET_NAME',
  importQueueUrl: 'IMPORT_QUEUE_URL',
  /** of the scanner, where S3 tells it what has changed */
  newsQueueUrl: 'NEWS_QUEUE_URL',
  projectsTable: 'PROJECTS_TABLE',
  audiencesTable: 'AUDIENCES_TABLE',
  membershipsTable: 'MEMBERSHIPS_TABLE',
  importsTable: 'IMPORTS_TABLE',
  usersTable: 'USERS_TABLE',
  senderEmail: 'SENDER_EMAIL',
  /** of the announcer: events of several stacks meet on one event bus */
  stackName: 'STACK_NAME',
  /** of the screen: ARN of the function that its buttons call */
  actionsFunctionArn: 'ACTIONS_FUNCTION_ARN',
  /** of the importer, not set by the stack: `lookup` or `scan` to have every import find its users so */
  usersPlan: 'USERS_PLAN',
  /** of the collector: write units that one run may take */
  collectorMaxWriteUnits: 'COLLECTOR_MAX_WRITE_UNITS',
} as const;

/** Key attributes of the tables. `audiences` sorts by the file name with its suffix, as S3 lists it. */
export const tableKeys = {
  projects: { partition: 'projectId' },
  audiences: { partition: 'projectId', sort: 'fileName' },
  /** partition `<audienceId>#<version>#<shard>`, sort = bucket number */
  memberships: { partition: 'chunkSet', sort: 'bucket' },
  /** partition `<projectId>/<fileName>`, sort = import ID, which sorts by time */
  imports: { partition: 'audience', sort: 'importId' },
  /** partition `<projectId>#<shard of the ID>`, sort = user ID; short, because each item that is read is paid with them */
  users: { partition: 'shard', sort: 'id' },
} as const;

/**
 * Sparse index of the audiences table: the items with notices for the mailer. Keys only; partition `pending`
 * holds the project's ID, sort key is the file name.
 */
export const pendingIndex = { name: 'pending', partition: 'pending', sort: 'fileName' } as const;

/** Sparse index of the audiences table: the items with events for the announcer. Keys only, like the mailer's. */
export const unannouncedIndex = {
  name: 'unannounced',
  partition: 'unannounced',
  sort: 'fileName',
} as const;

/** `source` of all our events in EventBridge. */
export const eventSource = 'audience-import';

/** Attribute of the imports table by which DynamoDB expires records, in seconds since 1970. */
export const expiryAttribute = 'expiresAt';

/** How often all projects are scanned, whatever S3 tells, in minutes, where the stack does not say otherwise. */
export const scanEveryMinutes = 10;

export const importRecordRetentionSeconds = 365 * 24 * 60 * 60;

/** Where in the bucket the importer writes lists of unregistered IDs. No project's path overlaps it. */
export const reportsPath = 'audience-import-reports/';

/** In a bucket of the stack's own. */
export const reportRetentionDays = 30;

/** Cause of the outcome that the dead-letter function writes. */
export const gaveUpCause = 'gave-up';

/** Partition of the imports table under which the dead-letter function records what it cannot read. */
export const malformedPartition = '#malformed';

/**
 * What the partitions of the imports table begin with under which operators' decisions are recorded: no project is called so, and
 * whoever reads an audience's imports never meets them.
 */
export const decisionsPartition = '#decisions';

/** Key in the audiences table of the item in which the collector keeps where it has stopped: no project is called so. */
export const collectorKey = { projectId: '#collector', fileName: '#position' } as const;

/**
 * Partition of the audiences table with an item for each audience that has chunks and no item of its own any more: `audience-import
 * repair` writes them, and the collector removes those chunks when their time is over. No project is called so. The sort key is the
 * audience's ID.
 */
export const straysPartition = '#strays';

/** Partition of the audiences table with the items that the mailer keeps for itself: no project is called so. */
export const mailerPartition = '#mailer';

/** Key in the audiences table of the item whose owner is the one mailer that may run. */
export const mailerLeaseKey = { projectId: mailerPartition, fileName: '#lease' } as const;

/** The same of the announcer. */
export const announcerLeaseKey = { projectId: '#announcer', fileName: '#lease' } as const;

/**
 * Key in the audiences table of the item in which importers keep who uses a table, and up to when its time is given away: no
 * project is called so.
 */
export const tableUseKey = (tableName: string): { projectId: string; fileName: string } => ({
  projectId: '#tables',
  fileName: tableName,
});

/** The same of the scanner. */
export const scannerKey = { projectId: '#scanner', fileName: '#position' } as const;

const scansPartition = '#scans';

/** Key in the audiences table of the item in which the scanner keeps what it has seen of a project: no project is called so. */
export const lastScanKey = (projectId: string): { projectId: string; fileName: string } => ({
  projectId: scansPartition,
  fileName: projectId,
});

/** Beside these: when the last tick began that has looked at all projects. */
export const lastTickKey = { projectId: scansPartition, fileName: '#tick' } as const;

/** CloudWatch namespace; every metric has the one dimension `service`: `<stack>-<function>`, so that two stacks in an account
 * do not mix. */
export const metricsNamespace = 'AudienceImport';

export const metrics = {
  /** scanner, counts of files in one run */
  filesSeen: 'FilesSeen',
  filesChanged: 'FilesChanged',
  filesIgnored: 'FilesIgnored',
  /** scanner: seconds since the file was written that has waited longest for its import; 0 if none waits */
  longestWait: 'LongestWait',
  /** scanner: 1 for a run that ended before it had seen every file, else 0 */
  scansStoppedEarly: 'ScansStoppedEarly',
  /** importer: 1 for each import that ended so */
  importsPublished: 'ImportsPublished',
  importsUnchanged: 'ImportsUnchanged',
  importsHeld: 'ImportsHeld',
  importsRejected: 'ImportsRejected',
  importsFailed: 'ImportsFailed',
  importsInterrupted: 'ImportsInterrupted',
  /** importer: 1 for each live version that could not be read to be compared with */
  liveUnreadable: 'LiveUnreadable',
  /** importer, of published imports; rows of held ones, too */
  rowsImported: 'RowsImported',
  membersPublished: 'MembersPublished',
  /** importer: milliseconds of an import that ended as published, held or rejected */
  importDuration: 'ImportDuration',
  /** dead-letter: messages it took from the dead-letter queue */
  deadLettered: 'DeadLettered',
  /** mailer */
  noticesPending: 'NoticesPending',
  mailsSent: 'MailsSent',
  /** announcer */
  eventsPending: 'EventsPending',
  eventsSent: 'EventsSent',
  /** collector */
  chunksCollected: 'ChunksCollected',
  versionsCollected: 'VersionsCollected',
  /** places of a project that nobody used any more */
  slotsMended: 'SlotsMended',
} as const;

/** CloudFormation outputs: how the command and the local stack find what the stack created. */
export const stackOutputs = {
  bucket: 'BucketName',
  importQueueUrl: 'ImportQueueUrl',
  deadLetterQueueUrl: 'DeadLetterQueueUrl',
  /** absent where the scanner only looks every ten minutes */
  newsQueueUrl: 'NewsQueueUrl',
  projectsTable: 'ProjectsTableName',
  audiencesTable: 'AudiencesTableName',
  membershipsTable: 'MembershipsTableName',
  importsTable: 'ImportsTableName',
  usersTable: 'UsersTableName',
  scannerFunction: 'ScannerFunctionName',
  mailerFunction: 'MailerFunctionName',
  screenFunction: 'ScreenFunctionName',
  screenActionsFunction: 'ScreenActionsFunctionName',
  /** comma-separated: the customer's own users tables that projects may point at; absent if there is none */
  usersTables: 'UsersTableNames',
  alarmTopic: 'AlarmTopicArn',
  /** release of the sources that the stack was deployed from */
  version: 'Version',
} as const;

/** Address that mails come from where none is set. Sends nothing: nobody can verify a domain that is reserved for examples. */
export const senderPlaceholder = 'sender-is-not-set@example.com';

export const defaultStackName = 'AudienceImport';

/**
 * NODE_OPTIONS of the scanner. It makes much garbage and holds little; without a bound V8 lets the former
 * pile up, and the peak grows with the number of files (measured: from 156 to 278 MB between 10,000 and
 * 100,000 files; with these options from 120 to 125 MB). The pages of the projects that are walked side by side have
 * to fit: with names of 900 bytes, 24 MB are too few and 32 MB enough.
 */
export const scannerNodeOptions = '--max-semi-space-size=1 --max-old-space-size=40';

/** 500 x 1024 x 1024 bytes: a larger file is rejected before it is read. */
export const maxFileBytes = 500 * 1024 * 1024;

/** No project may be given a higher audience limit. */
export const maxAudienceLimit = 2000;

/**
 * How long a message may wait in the import queue, in seconds. The scanner takes a file that was sent
 * longer ago for lost and sends it again, so it has to be the queue's retention.
 */
export const importQueueRetentionSeconds = 24 * 60 * 60;

/**
 * How long a message waits, in seconds, after its first, second, … import was interrupted. When there is no wait left, it is
 * a dead letter.
 */
export const repeatDelaysSeconds: readonly number[] = [60, 5 * 60, 15 * 60];

/** How long a superseded version stays readable for those who opened it before, in seconds. */
export const supersededGraceSeconds = 24 * 60 * 60;

/**
 * How long chunks stay of which no audience knows, in seconds, from when they were found: so long a table can still be restored that
 * does.
 */
export const strayGraceSeconds = 24 * 60 * 60;

/** How long a version waits for an operator to approve it before it is dropped, in seconds. */
export const heldSeconds = 30 * 24 * 60 * 60;

/**
 * How long after the end of its claim a worker may be taken for dead, in seconds, so that no chunk of its version is still
 * on its way: the longest time that a function may run, and five minutes.
 */
export const deadWorkerSeconds = 15 * 60 + 5 * 60;

/** Directly under a project's path, as the scanner lists it, and no longer than a key of S3's and of DynamoDB's. */
const fileNameSchema = z
  .string()
  .refine(isImportable, {
    message: 'a file name has no slash, ends with ".csv", and is more than that',
  })
  .refine((name) => new TextEncoder().encode(name).length <= 1024, {
    message: 'a file name has at most 1,024 bytes',
  });

/** S3's have at most 38; longer ones would fill the item in which it is noted that a message was dropped. */
const mostEtagCharacters = 128;

/** So many files share one reading of the users at most: a bit for each, in the kernel. */
export const mostFilesTogether = 32;

/** A file that is due. */
const dueFileSchema = z.object({
  /** with suffix */
  fileName: fileNameSchema,
  /** of the file when the message was sent; what is imported is the version that a scan saw last */
  etag: z.string().min(1).max(mostEtagCharacters),
  /** bytes of that version */
  size: z.number().int().nonnegative(),
  /** milliseconds since 1970: when the scanner sent it; tells apart the messages for a file */
  at: z.number().int().nonnegative(),
});

const whereSchema = z.object({
  projectId: projectIdSchema,
  /** the project's path when the file was found; the importer lets go if the project has moved since */
  path: z.string(),
});

/** An order to import one file. */
export type ImportMessage = z.infer<typeof whereSchema> & z.infer<typeof dueFileSchema>;

/** What the scanner sends: files of a project that are to be imported in this order. `MessageGroupId` is the project ID. */
export const importOrderSchema = whereSchema.extend({
  files: z.array(dueFileSchema).min(1).max(mostFilesTogether),
});
export type ImportOrder = z.infer<typeof importOrderSchema>;

/** The same as the last release sent it: one file. */
export const singleOrderSchema = whereSchema.extend(dueFileSchema.shape);

/** What the scanner returns to whoever invokes it (the command's `scan`). Counts of files. */
export const scanSummarySchema = z.object({
  projects: z.array(
    z.object({
      projectId: z.string(),
      /** `<name>.csv` directly under the project's path */
      seen: z.number(),
      /** new, or listed with another ETag than before */
      changed: z.number(),
      /** sent to the importer by this run */
      sent: z.number(),
      /** already on their way, or being imported right now */
      underway: z.number(),
      /** other objects under the path: another suffix, deeper, or only a suffix */
      ignored: z.number(),
      /** the same by reason: see `IgnoredReason` */
      ignoredBy: z.record(z.string(), z.number()).default({}),
      /** known files that are no longer listed */
      missing: z.number(),
      /**
       * whose last import is held: an operator has to approve or discard it. What has stayed held beside a later file that was
       * rejected, or has failed, is not among them: `project show` and `audience list` have it
       */
      held: z.number().default(0),
      /** left as they are for the next run: what is known of them was listed later than by this one */
      overtaken: z.number().default(0),
      /** of zero bytes, and not 30 minutes old: their content is still to come, mostly */
      beingWritten: z.number().default(0),
      /** calls that failed, most of them for one file each; the next run tries again */
      failed: z.number().default(0),
      /** due, and not imported yet */
      waiting: z.number().default(0),
      /** of the file that has waited longest for its import; 0 if none waits */
      longestWaitSeconds: z.number(),
    }),
  ),
  /** true when the function's time ran out; the next run goes on */
  stoppedEarly: z.boolean(),
});
export type ScanSummary = z.infer<typeof scanSummarySchema>;
