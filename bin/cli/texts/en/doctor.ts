import { countOf } from '../../../../lambdas/shared/domain/count-of.ts';

const verify = 'SES console -> Identities -> Create identity';
const moreExecutions = 'Service Quotas -> AWS Lambda -> Concurrent executions, in this region';

/** What `doctor` finds, and what to do about it: of each check what is so, and `do...`. */
export const doctor = {
  ofLocal: 'The local stack:',
  ofStack: (region: string): string => `The stack in ${region}:`,
  notDeployed: (region: string): string => `Nothing is deployed in ${region} yet:`,
  allWell: 'All is well.',
  missing: (count: number): string => `${count} missing`,
  warnings: (count: number): string => countOf(count, 'warning'),
  unseen: (count: number): string => `${count} could not be seen`,
  found: (each: readonly string[]): string => `${each.join(', ')}.`,

  notPermitted: (rights: readonly string[]): string =>
    `you may not look: ${rights.join(' or ')} is missing`,
  doPermit: 'Have this permission granted, or use another --profile',
  /** @param problem as a developer reads it */
  malformed: (problem: string): string => problem,
  doRepair: '"audience-import project put" repairs a project',
  contextUnfit: (file: string, problem: string): string =>
    `${file} is not as it should be: ${problem}`,

  bootstrap: {
    isLocal: 'the local stack is deployed nowhere',
    version: (version: number): string => `version ${version}`,
    none: (region: string): string => `there is no bootstrap stack CDKToolkit in ${region}`,
    tooOld: (version: number, least: number): string =>
      `the bootstrap stack has version ${version}, and ${least} is needed`,
    forNext: (what: string): string => `${what}; the next deployment needs it`,
    doBootstrap: 'npx cdk bootstrap (once per account and region)',
  },
  concurrency: {
    isLocal: 'functions of the local stack run in processes of this machine',
    free: (unreserved: number, limit: number): string =>
      `${unreserved} of ${limit} executions at once are free for functions that reserve none`,
    tooFew: (free: string): string =>
      `${free}: functions wait for each other, and imports are not started`,
    few: (free: string, imports: number): string =>
      `${free}. Everything works, and about ${countOf(imports, 'import')} ${imports === 1 ? 'runs' : 'run side by side'}; ` +
      'others wait in the queue, and other functions of the account with them',
    doAsk: moreExecutions,
    doAskInTime: `Before many files come at once: ${moreExecutions}`,
  },
  sender: {
    isLocal: 'the local stack keeps its mails: "mail list" shows them',
    none: 'no sender is set: administrators are not told of imports that fail',
    doSet: `Verify an address or domain (${verify}), put "senderEmail" into cdk.json under "context", and deploy`,
    unverified: (address: string, region: string): string =>
      `neither ${address} nor its domain is verified in ${region}; SES verifies for one region only`,
    doVerify: (region: string): string => `${verify}, in ${region}`,
    verified: (address: string, identity: string, region: string): string =>
      `${address}: ${identity} is verified in ${region}`,
  },
  sandbox: {
    isLocal: 'the local stack sends nothing',
    paused: (region: string): string => `SES has paused sending for this account in ${region}`,
    doLook: 'SES console -> Account dashboard says why, and what to do',
    inSandbox: (region: string, mailsPerDay: number): string =>
      `the account is in the SES sandbox in ${region}: only verified recipients get mail, ${mailsPerDay} a day`,
    doLeave:
      'Verify each administrator, or SES console -> Account dashboard -> Request production access',
    anyNumber: 'any number of mails a day',
    outside: (mailsPerDay: number): string => `out of the sandbox, ${mailsPerDay} mails a day`,
  },
  alarms: {
    isLocal: 'the local stack has no alarms',
    noTopic: 'the stack does not name its alarm topic',
    doDeploy: 'Deploy it again: npx cdk deploy',
    nobody:
      'nobody gets the alarms: none has subscribed, or it was not confirmed within 48 hours, or unsubscribed by the link in a mail',
    doSubscribe: (topicArn: string): string =>
      `aws sns subscribe --topic-arn ${topicArn} --protocol email --notification-endpoint ADDRESS, then confirm it within 48 hours`,
    noneConfirmed: (waiting: string): string =>
      `nobody gets the alarms: not confirmed by ${waiting}`,
    doConfirm:
      'Open the link in the mail of SNS; after 48 hours the subscription is deleted, and has to be made again',
    someConfirmed: (confirmed: string, waiting: string): string =>
      `they go to ${confirmed}; not confirmed by ${waiting}`,
    doConfirmOthers: 'Open the link in the mail of SNS within 48 hours',
    confirmed: (confirmed: string): string => `they go to ${confirmed}`,
    noEmail: 'nobody will be mailed the alarms',
    doSetEmail:
      'Put "alarmEmail" into cdk.json under "context", or subscribe a tool to the topic AlarmTopicArn after deploying',
    willBeMailed: (email: string): string =>
      `SNS will mail ${email} a link to confirm, within 48 hours`,
  },
  bucket: {
    own: 'the stack will create its own bucket',
    none: (bucket: string): string =>
      `there is no bucket ${bucket}: no file can be dropped or found`,
    doCreate: 'Create it in this region, or deploy with another "bucketName"',
    elsewhere: (bucket: string, found: string, region: string): string =>
      `bucket ${bucket} is in ${found}, and the stack in ${region}`,
    doMove: (found: string, region: string): string =>
      `Use a bucket in ${region}, or deploy the stack in ${found}`,
    isThere: (bucket: string): string => `${bucket} is there`,
  },
  encryption: {
    isLocal: 'the bucket is a folder of this machine',
    ownKeys: 'SSE-S3: nobody needs rights on a key',
    withKey: (algorithm: string, keyId: string): string =>
      `${algorithm} with ${keyId}: whether importer and writers may use it cannot be seen from here`,
    withAwsKey: (algorithm: string): string =>
      `${algorithm} with the AWS-managed key of S3: whether importer and writers may use it cannot be seen from here`,
    doAllow:
      "In the key's policy, allow kms:Decrypt to the importer's role, and kms:GenerateDataKey and kms:Decrypt to each writer " +
      '(docs/buckets.md); for a key of another account, deploy with "bucketKeyArn"',
    doUseOther:
      'Another account cannot be given rights on this key: writers of other accounts need a bucket with SSE-S3 or a key of yours',
  },
  bucketEvents: {
    isLocal: 'the folder is watched',
    localUntold:
      'the local stack is not told of files: they are found at the next tick, or by "scan"',
    untold: 'files are looked for every ten minutes: "trigger" is "schedule"',
    sent: (bucket: string): string =>
      `${bucket} sends its events to EventBridge: files are looked for within seconds`,
    notSent: (bucket: string): string =>
      `${bucket} sends no events to EventBridge: files are only looked for every ten minutes`,
    doSend:
      'Switch it on: S3 console -> the bucket -> Properties -> Amazon EventBridge, or as docs/sooner.md says',
    sentElsewhere: (bucket: string): string =>
      `${bucket} is in another account, to whose event bus its events go: files are only looked for every ten minutes`,
    doWithout: 'Deploy without "trigger", or use a bucket of this account',
  },
  usersTables: {
    own: "no table of yours: users are in the stack's own",
    isThere: (tableName: string): string => `table ${tableName} is there`,
    none: (tableName: string): string =>
      `there is no table ${tableName} in this account and region`,
    doCreate: 'Create it, or take it out of "usersTables" and point the projects elsewhere',
    inactive: (tableName: string): string => `table ${tableName} is not active`,
    doWait: 'Wait until it is, and look again',
    forbidden: (projectId: string, tableName: string): string =>
      `project ${projectId}: table ${tableName} may not be read by the functions: no import of the project can run`,
    doAllow: (tables: string): string => `Deploy with -c usersTables=${tables}`,
    otherKey: (projectId: string, tableName: string, key: string, wanted: string): string =>
      `project ${projectId}: table ${tableName} has the key ${key}, and the project says ${wanted}`,
    otherType: (projectId: string, tableName: string, type: string, wanted: string): string =>
      `project ${projectId}: table ${tableName} has a key of type ${type}, and the project says ${wanted}`,
    /** @param key, @param wanted null: none */
    otherSortKey: (
      projectId: string,
      tableName: string,
      key: string | null,
      wanted: string | null,
    ): string =>
      `project ${projectId}: table ${tableName} has the sort key ${key ?? '(none)'}, and the project says ${wanted ?? '(none)'}`,
    doPut: (projectId: string): string =>
      `audience-import project put ${projectId} --users-key ...`,
    fits: (projectId: string, tableName: string, key: string): string =>
      `project ${projectId}: table ${tableName} is there, with the key ${key}`,
  },
  warmThroughput: {
    notYet: 'the tables are not there yet',
    gone: (tableName: string): string => `the stack's table ${tableName} is gone`,
    doRestore: 'Restore it from a backup under the same name; npx cdk deploy does not make it anew',
    unknown: (tableName: string): string =>
      `this DynamoDB does not say what table ${tableName} takes at once`,
    takes: (tableName: string, read: number, write: number): string =>
      `table ${tableName} takes ${read} read and ${write} write units a second at once`,
    isChanging: (takes: string): string => `${takes}, and is being changed`,
    doWait: 'Wait for it before large files are imported',
  },
  clock: {
    isRight: (seconds: number): string => `this machine's is within ${seconds} s of DynamoDB's`,
    isBehind: (seconds: number): string =>
      `this machine's is ${seconds} s behind DynamoDB's: what the command prints of times is off by as much`,
    isAhead: (seconds: number): string =>
      `this machine's is ${seconds} s ahead of DynamoDB's: what the command prints of times is off by as much`,
    doSet: 'Set the clock; let NTP keep it',
  },
  version: {
    same: (version: string): string => `command and stack are ${version}`,
    ofCommand: (version: string): string => `the command is ${version}`,
    other: (command: string, deployed: string): string =>
      `the command is ${command}, and the stack ${deployed}`,
    earlier: (command: string): string =>
      `the command is ${command}, and the stack of an earlier release`,
    doDeploy:
      'Use the command of the sources that were deployed, or deploy: git pull && npm ci && npx cdk deploy',
  },
};
export type DoctorTexts = typeof doctor;
