import { describe, expect, it } from '@jest/globals';
import { RootConstruct } from 'constructs';
import { defaultStackName } from '../../lambdas/shared/contract.ts';
import { refuseUnknownContext } from '../../bin/refuse-unknown-context.ts';
import {
  InvalidContextError,
  readSettings,
  settingNames,
  type Settings,
} from '../../lib/context.ts';

/** As `cdk` gives them to an app, or keeps them in cdk.json, cdk.context.json or ~/.cdk.json. */
const ofTheCdk = [
  '@aws-cdk/core:newStyleStackSynthesis',
  '@aws-cdk-containers/ecs-service-extensions:enableDefaultLogDriver',
  'aws:cdk:enable-path-metadata',
  'aws-cdk:enableDiffNoFail',
  'cli-telemetry',
  'acknowledged-issue-numbers',
  'availability-zones:account=123456789012:region=eu-west-1',
  'vpc-provider:account=123456789012:filter.vpc-id=vpc-1:region=eu-west-1',
  'hosted-zone:account=123456789012:domainName=example.com:region=eu-west-1',
  'mine:owner',
];

const read = (context: Record<string, unknown>): Settings => {
  const { node } = new RootConstruct();
  for (const [key, value] of Object.entries(context)) node.setContext(key, value);
  return readSettings(node);
};

const refuse = (key: string, allowed: string, values: unknown[]) =>
  values.map((value) => ({ key, value, allowed }));

const sentence = (key: string, value: unknown, allowed: string): string =>
  `context "${key}" is ${JSON.stringify(value)}, but has to be ${allowed}`;

describe('readSettings', () => {
  it('needs nothing: everything has a default', () => {
    expect(read({})).toEqual({
      stackName: defaultStackName,
      functionTimeoutSeconds: 900,
      scanEveryMinutes: 10,
      importerMaxConcurrency: 10,
      collectorMaxWriteUnits: 1_000_000,
      protectTables: false,
      trigger: 'schedule',
      usersTables: [],
      writers: {},
      subnetIds: [],
      securityGroupIds: [],
      logRetentionDays: 30,
      tags: {},
    });
  });

  it('takes numbers as -c gives them and as cdk.json does', () => {
    expect(read({ functionTimeoutSeconds: '20', importerMaxConcurrency: 1000 })).toMatchObject({
      functionTimeoutSeconds: 20,
      importerMaxConcurrency: 1000,
    });
  });

  it('takes another name for the stack', () => {
    expect(read({ stackName: 'Audiences-2' }).stackName).toBe('Audiences-2');
  });

  it('takes addresses, a bucket and its writers', () => {
    const settings = {
      senderEmail: 'audiences@shop.example.com',
      alarmEmail: 'on-call@shop.example.com',
      bucketName: 'exports.of-the-crm',
      writers: {
        'treasure-data': { prefix: 'shop/', accountId: '012345678901', externalId: 'shop:4711' },
        domo: { prefix: '春/app/' },
      },
    };
    expect(read(settings)).toMatchObject(settings);
    expect(read({ writers: JSON.stringify(settings.writers) }).writers).toEqual(settings.writers);
  });

  it.each([
    ['Members, crm.people', ['Members', 'crm.people']],
    [
      ['Members', 'crm.people', 'Members'],
      ['Members', 'crm.people'],
    ],
    ['', []],
    [[], []],
  ])('takes the users tables %j', (usersTables, expected) => {
    expect(read({ usersTables }).usersTables).toEqual(expected);
  });

  it('takes a key, a VPC, a boundary and tags, as cdk.json gives them and as -c does', () => {
    const settings = {
      encryptionKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/mrk-1234abcd',
      vpcId: 'vpc-0123456789abcdef0',
      subnetIds: ['subnet-01234567', 'subnet-0123456789abcdef0'],
      securityGroupIds: ['sg-0123456789abcdef0'],
      logRetentionDays: 365,
      permissionsBoundary: 'arn:aws:iam::123456789012:policy/teams/boundary',
      tags: { 'Kosten stelle': '4711/ä', team: '' },
      scanEveryMinutes: 1,
    };
    expect(read(settings)).toMatchObject(settings);
    expect(
      read({
        ...settings,
        subnetIds: 'subnet-01234567, subnet-0123456789abcdef0',
        securityGroupIds: 'sg-0123456789abcdef0',
        logRetentionDays: '365',
        tags: JSON.stringify(settings.tags),
        scanEveryMinutes: '1',
      }),
    ).toMatchObject(settings);
  });

  it('takes what the CDK itself puts into the context', () => {
    const { node } = new RootConstruct();
    for (const key of ofTheCdk) node.setContext(key, 'any');
    for (const name of settingNames) node.setContext(name, undefined);
    expect(() => {
      refuseUnknownContext(node);
    }).not.toThrow();
  });

  it.each([
    { key: 'senderEmial', meant: ' (did you mean "senderEmail"?)' },
    { key: 'sender-email', meant: ' (did you mean "senderEmail"?)' },
    { key: 'SUBNETIDS', meant: ' (did you mean "subnetIds"?)' },
    { key: 'alarmsGoTo', meant: '' },
  ])('refuses the key $key, which nobody reads', ({ key, meant }) => {
    const { node } = new RootConstruct();
    node.setContext(key, 'audiences@example.com');
    expect(() => {
      refuseUnknownContext(node);
    }).toThrow(
      new InvalidContextError(
        `context "${key}" is no setting${meant}. docs/operations.md lists the settings; a key of your own that means nothing here ` +
          'has a colon in it, like "mine:owner"',
      ),
    );
  });

  it.each([
    ...refuse('functionTimeoutSeconds', 'a whole number from 20 to 900', [
      ...['19', '901', '20.5', 'soon', '', null, ['30']],
    ]),
    ...refuse('scanEveryMinutes', 'a whole number from 1 to 10', [0, 11, '2.5', 'hourly']),
    ...refuse('importerMaxConcurrency', 'a whole number from 2 to 1000', [1, '1001']),
    ...refuse('usersWarmReadUnits', 'a whole number from 12001 to 1000000', [12_000, 'many']),
    ...refuse('membershipsWarmWriteUnits', 'a whole number from 4001 to 1000000', [4_000, '']),
    ...refuse('collectorMaxWriteUnits', 'a whole number from 10000 to 14000000', [9_999, 'all']),
    ...refuse('stackName', 'a letter, followed by at most 127 letters, digits and hyphens', [
      ...['2nd', 'under_score', '', 5],
    ]),
    ...['senderEmail', 'alarmEmail'].flatMap((key) =>
      refuse(key, 'an e-mail address, like "audiences@example.com"', [
        ...['', 'audiences', 'a@b', 'A <a@example.com>', 'a@example.com,b@example.com', 5],
      ]),
    ),
    ...refuse('bucketName', 'the name of an S3 bucket: not its ARN, and no path', [
      ...['', 'Exports', 'arn:aws:s3:::exports', 'exports/crm', 'ab', 5],
    ]),
    ...refuse(
      'bucketKeyArn',
      'given with "bucketName": the key of the stack\'s own bucket is "encryptionKeyArn"',
      ['arn:aws:kms:eu-west-1:123456789012:key/1234abcd'],
    ),
    ...refuse(
      'encryptionKeyArn',
      'the ARN of a KMS key, like "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-...": not of an alias',
      ['', '1234abcd', 'arn:aws:kms:eu-west-1:123456789012:alias/audiences'],
    ),
    ...refuse(
      'subnetIds',
      'IDs of subnets, like "subnet-0123456789abcdef0", comma-separated or as a JSON list',
      ['private', ['subnet-1'], 'sg-0123456789abcdef0', 5],
    ),
    ...refuse(
      'subnetIds',
      'given with "vpcId", and "vpcId" with "subnetIds": functions run in subnets of a VPC',
      [['subnet-0123456789abcdef0']],
    ),
    ...refuse(
      'securityGroupIds',
      'IDs of security groups, like "sg-0123456789abcdef0", comma-separated or as a JSON list',
      ['default', {}],
    ),
    ...refuse('securityGroupIds', 'given with "vpcId" and "subnetIds"', [['sg-01234567']]),
    ...refuse('logRetentionDays', 'a whole number from 1 to 3653', [0, 9999, 'forever']),
    ...refuse(
      'logRetentionDays',
      'one of the numbers that CloudWatch Logs takes: ' +
        '1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653',
      [31, '100'],
    ),
    ...refuse(
      'permissionsBoundary',
      'the ARN of a managed policy, like "arn:aws:iam::123456789012:policy/boundary"',
      ['', 'boundary', 'arn:aws:iam::123456789012:role/boundary', 5],
    ),
    ...refuse(
      'tags',
      'a JSON object like {"team": "crm"} with at most 50 tags: keys of 1 to 128 and values of at most 256 letters, digits, spaces ' +
        'and _ . : / = + - @, and no key that begins with "aws:"',
      [
        ...[
          'team=crm',
          [],
          5,
          { '': 'x' },
          { 'aws:x': 'y' },
          { 'a*': 'x' },
          { a: 'x'.repeat(257) },
        ],
        Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`t${index}`, 'x'])),
      ],
    ),
    ...refuse('protectTables', 'true or false', ['', 'yes', 1, null]),
    ...refuse('usersTables', 'names of DynamoDB tables, comma-separated or as a JSON list', [
      ...['ab', 'Members;', 'Members,', 'arn:aws:dynamodb:x:1:table/Members', ['*'], [5], {}],
    ]),
    ...refuse('writers', 'a JSON object like {"treasure-data": {"prefix": "shop/"}}', [
      ...['domo', '{', [], 5],
    ]),
    ...refuse(
      'writers',
      'a JSON object like {"treasure-data": {"prefix": "shop/"}}, with names of at most 40 ' +
        'lower-case letters, digits and single hyphens that a letter follows',
      ['Domo', 'do--mo', 'domo-', 'domo-1', 'do_mo', '', 'd'.repeat(41)].map((name) => ({
        [name]: { prefix: 'shop/' },
      })),
    ),
  ])('refuses $key = $value and says what is allowed', ({ key, value, allowed }) => {
    expect(() => read({ [key]: value })).toThrow(
      new InvalidContextError(sentence(key, value, allowed)),
    );
  });

  const role = { accountId: '123456789012', externalId: 'shop' };
  it.each([
    ...refuse(
      'prefix',
      'a path outside of "audience-import-reports/", where the importer alone writes',
      ['audience-import-reports/', 'audience-import-reports/shop/'],
    ).map((refusal) => ({ ...refusal, writer: { prefix: refusal.value } })),
    ...refuse(
      'prefix',
      'a path like "shop/": no leading slash, a trailing one, and none of * ? $',
      ['', 'shop', '/shop/', 'shop//', '*/', 'sh?p/', '${aws:username}/', undefined],
    ).map((refusal) => ({ ...refusal, writer: { prefix: refusal.value } })),
    ...refuse('accountId', "the tool's AWS account: 12 digits, in quotes", [
      ...[123456789012, '12345', ''],
    ]).map((refusal) => ({
      ...refusal,
      writer: { prefix: 'shop/', ...role, accountId: refusal.value },
    })),
    ...refuse(
      'externalId',
      'an external ID: 2 to 1224 of the characters A-Z a-z 0-9 _ + = , . @ : / -',
      ['x', 'with space', ''],
    ).map((refusal) => ({
      ...refusal,
      writer: { prefix: 'shop/', ...role, externalId: refusal.value },
    })),
    ...refuse('readBack', 'true or false', ['yes', 1]).map((refusal) => ({
      ...refusal,
      writer: { prefix: 'shop/', readBack: refusal.value },
    })),
    ...refuse('list', 'true or false', ['', null]).map((refusal) => ({
      ...refusal,
      writer: { prefix: 'shop/', list: refusal.value },
    })),
  ])('refuses a writer with $key = $value', ({ key, value, allowed, writer }) => {
    const error = new InvalidContextError(sentence(`writers.domo.${key}`, value, allowed));
    expect(() => read({ writers: { domo: writer } })).toThrow(error);
    expect(() => read({ writers: JSON.stringify({ domo: writer }) })).toThrow(error);
  });

  it.each([
    ...refuse(
      '',
      'an object of "prefix", for a role also "accountId" and "externalId", and "readBack" and "list" for a tool that ' +
        'does more than write',
      ['shop/', { prefix: 'shop/', role: 'x' }],
    ),
    ...refuse(
      '',
      'complete: "accountId" and "externalId" belong together. ' +
        'Give both for a role that the tool takes on, or neither for a policy of an IAM user',
      [
        { prefix: 'shop/', accountId: '123456789012' },
        { prefix: 'shop/', externalId: 'shop' },
      ],
    ),
  ])('refuses the writer $value', ({ value, allowed }) => {
    expect(() => read({ writers: { domo: value } })).toThrow(
      new InvalidContextError(sentence('writers.domo', value, allowed)),
    );
  });

  it.each([
    ...[
      '',
      '1234abcd',
      'arn:aws:kms:eu-west-1:123456789012:alias/exports',
      'arn:aws:kms:*:*:key/*',
    ],
  ])('refuses the key %j of an existing bucket', (bucketKeyArn) => {
    expect(() => read({ bucketName: 'exports', bucketKeyArn })).toThrow(
      new InvalidContextError(
        sentence(
          'bucketKeyArn',
          bucketKeyArn,
          'the ARN of a KMS key, like "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-...": not of an alias',
        ),
      ),
    );
  });

  it.each(['', 'main', 5])('refuses the VPC %j', (vpcId) => {
    expect(() => read({ vpcId, subnetIds: 'subnet-0123456789abcdef0' })).toThrow(
      new InvalidContextError(
        sentence('vpcId', vpcId, 'the ID of a VPC, like "vpc-0123456789abcdef0"'),
      ),
    );
  });

  it('names everything that is wrong at once', () => {
    expect(() => read({ functionTimeoutSeconds: 'x', stackName: '' })).toThrow(
      /"stackName" is "".*; context "functionTimeoutSeconds" is "x"/,
    );
  });
});
