import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { z } from 'zod';
import {
  address,
  keyArn,
  names,
  oneOf,
  policyArn,
  tagsOf,
  text,
  wholeNumber,
  yesNo,
} from './context-values.ts';
import { triggers } from './trigger.ts';
import { writersSchema } from './writers-schema.ts';

/** Numbers of days that CloudWatch Logs takes. */
const retentions = Object.values(RetentionDays)
  .filter((days) => typeof days === 'number')
  .filter((days) => days !== RetentionDays.INFINITE);

const ids = (prefix: string, what: string) =>
  names(new RegExp(`^${prefix}-[0-9a-f]{8,17}$`), `${what}, like "${prefix}-0123456789abcdef0"`);

/** What the values of settings have to be, whether they come from the context or are properties of the construct. */
export const settingRules = {
  // Functions stop taking on work some seconds before their end; below 20 s little would be left.
  functionTimeoutSeconds: wholeNumber(20, 900),
  // From EventBridge's shortest period to what mails, the page and alarms take for the longest.
  scanEveryMinutes: wholeNumber(1, 10),
  // The bounds of Lambda's event source mapping.
  importerMaxConcurrency: wholeNumber(2, 1000),
  // From more than every new table takes, which would be a request to lower what is used already, to more than any
  // account's quota.
  usersWarmReadUnits: wholeNumber(12_001, 1_000_000),
  membershipsWarmWriteUnits: wholeNumber(4_001, 1_000_000),
  // Sixteen partition keys at once, with 1,000 units a second each, for a quarter of an hour.
  collectorMaxWriteUnits: wholeNumber(10_000, 14_000_000),
  senderEmail: address,
  alarmEmail: address,
  bucketKeyArn: keyArn,
  encryptionKeyArn: keyArn,
  protectTables: yesNo,
  trigger: oneOf(triggers),
  writers: writersSchema,
  vpcId: text(/^vpc-[0-9a-f]{8,17}$/, 'the ID of a VPC, like "vpc-0123456789abcdef0"'),
  subnetIds: ids('subnet', 'IDs of subnets'),
  securityGroupIds: ids('sg', 'IDs of security groups'),
  logRetentionDays: wholeNumber(1, 3653).pipe(
    z.enum(RetentionDays, {
      error: `one of the numbers that CloudWatch Logs takes: ${retentions.join(', ')}`,
    }),
  ),
  permissionsBoundary: policyArn,
  tags: tagsOf(50),
};
