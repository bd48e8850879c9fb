import { describe, expect, it } from '@jest/globals';
import { App, Aws, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { AudienceImportProps } from '../../lib/audience-import-props.ts';
import { checkProps, InvalidPropsError } from '../../lib/check-props.ts';

const check = (props: AudienceImportProps) => () => {
  checkProps('Shop/Audiences', props);
};

describe('the properties of the construct', () => {
  it('may all be left out', () => {
    expect(check({})).not.toThrow();
  });

  it.each<[string, AudienceImportProps]>([
    [
      'functionTimeout in seconds is 10, but has to be a whole number from 20 to 900',
      { functionTimeout: Duration.seconds(10) },
    ],
    [
      'schedule in minutes is 1.5, but has to be a whole number from 1 to 10',
      { schedule: Duration.seconds(90) },
    ],
    [
      'schedule in minutes is 120, but has to be a whole number from 1 to 10',
      { schedule: Duration.hours(2) },
    ],
    [
      'importerMaxConcurrency is 1, but has to be a whole number from 2 to 1000',
      { importerMaxConcurrency: 1 },
    ],
    [
      'senderEmail is "audiences", but has to be an e-mail address, like "audiences@example.com"',
      { senderEmail: 'audiences' },
    ],
    [
      'writers.domo.prefix is "*/", but has to be a path like "shop/": no leading slash, a trailing one, and none of * ? $',
      { writers: { domo: { prefix: '*/' } } },
    ],
    [
      'bucketKeyArn is the key of bucket, which is not given; the key of its own bucket is encryptionKey',
      { bucketKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd' },
    ],
    [
      'vpcSubnets and securityGroups are of vpc, which is not given',
      { securityGroups: [SecurityGroup.fromSecurityGroupId(new Stack(), 'Group', 'sg-01234567')] },
    ],
  ])('are refused: %s', (message, props) => {
    expect(check(props)).toThrow(new InvalidPropsError(`Shop/Audiences: ${message}`));
  });

  it('are all named that are wrong', () => {
    expect(check({ importerMaxConcurrency: 1, alarmEmail: '' })).toThrow(
      /: importerMaxConcurrency is 1.*; alarmEmail is ""/,
    );
  });

  it('may be known to CloudFormation alone, but for a prefix, which could be a wildcard', () => {
    const parameter = new CfnParameter(new Stack(new App()), 'Parameter').valueAsString;
    const role = { accountId: Aws.ACCOUNT_ID, externalId: parameter };
    const known = { senderEmail: parameter, writers: { domo: { prefix: 'crm/', ...role } } };
    expect(check(known)).not.toThrow();
    expect(check({ writers: { domo: { prefix: parameter } } })).toThrow(InvalidPropsError);
  });

  it('may keep logs for ever', () => {
    expect(check({ logRetention: RetentionDays.INFINITE })).not.toThrow();
  });
});
