import { describe, expect, it } from '@jest/globals';
import { eachSetting } from './all-settings.ts';
import { synthesize } from './synthesize.ts';

/**
 * What holds data, or is known by its name elsewhere. CloudFormation takes another logical ID for another resource: a stack that is
 * updated would go on with an empty one. Nothing here may ever change; docs/upgrading.md says what a release may do.
 */
const pinned: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': [
    'TablesAudiences1E0FCA4D',
    'TablesImports9922BEF2',
    'TablesMemberships0376FD2C',
    'TablesProjectsD51E92A2',
    'TablesUsersBA34CAA2',
  ],
  'AWS::S3::Bucket': ['InboxA8E05DC3'],
  'AWS::SQS::Queue': ['ImportsDeadLetters741CB14C', 'ImportsQueue807CB1E9'],
  'AWS::SNS::Topic': ['MonitoringTopic2EDA8B02'],
};

/** The scanner's queue of news, with `trigger=events`. */
const newsQueue = 'NewsQueue0A4DB2A1';

const idsOf = (context: Record<string, unknown>): Record<string, string[]> =>
  Object.fromEntries(
    Object.keys(pinned).map((type) => [
      type,
      Object.keys(synthesize(context).findResources(type)).sort(),
    ]),
  );

describe('logical IDs of what holds data', () => {
  it('are those of all stacks that are deployed', () => {
    expect(idsOf({})).toEqual(pinned);
  });

  it.each(eachSetting)('do not depend on %s', (name, context) => {
    const { 'AWS::SQS::Queue': queues = [], ...others } = idsOf(context);
    expect(others).toEqual({ ...pinned, 'AWS::SQS::Queue': undefined });
    expect(queues.filter((id) => id !== newsQueue)).toEqual(pinned['AWS::SQS::Queue']);
    expect(queues.includes(newsQueue)).toBe(name === 'trigger');
  });

  it('are the same with a bucket that was there before, but for the bucket', () => {
    expect(idsOf({ bucketName: 'customers-own' })).toEqual({ ...pinned, 'AWS::S3::Bucket': [] });
  });
});
