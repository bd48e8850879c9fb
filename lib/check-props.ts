import { type Duration, Token } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { z } from 'zod';
import type { AudienceImportProps } from './audience-import-props.ts';
import { settingRules } from './setting-rules.ts';
import { valueAt } from './value-at.ts';

/** Properties of the construct cannot be used; the message names the construct, each property, its value and what is allowed. */
export class InvalidPropsError extends Error {
  override readonly name = 'InvalidPropsError';
}

const { functionTimeoutSeconds, scanEveryMinutes, logRetentionDays, ...sameInBoth } = settingRules;

/** What the message calls those that are durations: their numbers say nothing without a unit. */
const timeoutName = 'functionTimeout in seconds';
const scheduleName = 'schedule in minutes';

const schema = z
  .object({
    [timeoutName]: functionTimeoutSeconds,
    [scheduleName]: scanEveryMinutes,
    logRetention: logRetentionDays,
    importerMaxConcurrency: sameInBoth.importerMaxConcurrency,
    usersWarmReadUnits: sameInBoth.usersWarmReadUnits,
    membershipsWarmWriteUnits: sameInBoth.membershipsWarmWriteUnits,
    collectorMaxWriteUnits: sameInBoth.collectorMaxWriteUnits,
    senderEmail: sameInBoth.senderEmail,
    alarmEmail: sameInBoth.alarmEmail,
    bucketKeyArn: sameInBoth.bucketKeyArn,
    trigger: sameInBoth.trigger,
    writers: sameInBoth.writers,
    tags: sameInBoth.tags,
  })
  .partial();

/** What CloudFormation knows and the CDK does not yet, a parameter for example, cannot be judged here. */
const isKnown = (value: unknown): boolean => !Token.isUnresolved(value);

const numberOf = (
  duration: Duration | undefined,
  read: (known: Duration) => number,
): number | undefined =>
  duration === undefined || duration.isUnresolved() ? undefined : read(duration);

/** @throws InvalidPropsError */
export const checkProps = (path: string, props: AudienceImportProps): void => {
  const given = {
    ...props,
    [timeoutName]: numberOf(props.functionTimeout, (it) => it.toSeconds({ integral: false })),
    [scheduleName]: numberOf(props.schedule, (it) => it.toMinutes({ integral: false })),
    logRetention: props.logRetention === RetentionDays.INFINITE ? undefined : props.logRetention,
  };
  const { error } = schema.safeParse(given);
  const issues = (error?.issues ?? [])
    .map((issue) => ({ ...issue, value: valueAt(given, issue.path) }))
    // A prefix has to be known: with a * in it, it would be a right on everything.
    .filter(({ value, path: keys }) => isKnown(value) || keys.at(-1) === 'prefix')
    .map(
      ({ value, path: keys, message }) =>
        `${keys.join('.')} is ${JSON.stringify(value)}, but has to be ${message}`,
    );
  const complaints = [...new Set([...issues, ...incomplete(props)])];
  if (complaints.length > 0) throw new InvalidPropsError(`${path}: ${complaints.join('; ')}`);
};

const incomplete = (props: AudienceImportProps): string[] => [
  ...(props.bucketKeyArn !== undefined && props.bucket === undefined
    ? [
        'bucketKeyArn is the key of bucket, which is not given; the key of its own bucket is encryptionKey',
      ]
    : []),
  ...(props.vpc === undefined && (props.vpcSubnets ?? props.securityGroups) !== undefined
    ? ['vpcSubnets and securityGroups are of vpc, which is not given']
    : []),
];
