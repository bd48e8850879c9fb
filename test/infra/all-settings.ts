/** Every setting at once, each with a value that is not its default, but for an existing bucket: with one there is no other. */
export const everySetting = {
  stackName: 'Staging',
  functionTimeoutSeconds: 600,
  scanEveryMinutes: 5,
  importerMaxConcurrency: 5,
  usersWarmReadUnits: 50_000,
  membershipsWarmWriteUnits: 20_000,
  collectorMaxWriteUnits: 500_000,
  senderEmail: 'audiences@shop.example.com',
  alarmEmail: 'on-call@shop.example.com',
  encryptionKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  protectTables: true,
  usersTables: 'Members,crm.people',
  trigger: 'events',
  writers: {
    domo: { prefix: 'crm/', readBack: true, list: true },
    'treasure-data': { prefix: 'shop/', accountId: '123456789012', externalId: 'shop-4711' },
  },
  vpcId: 'vpc-0123456789abcdef0',
  subnetIds: 'subnet-0123456789abcdef0,subnet-0123456789abcdef1',
  securityGroupIds: 'sg-0123456789abcdef0',
  logRetentionDays: 90,
  permissionsBoundary: 'arn:aws:iam::123456789012:policy/boundary',
  tags: { team: 'crm', 'cost-center': '4711' },
};

const { vpcId, subnetIds, securityGroupIds, ...others } = everySetting;
// Another stack is no setting of this one.
const single = Object.fromEntries(Object.entries(others).filter(([key]) => key !== 'stackName'));

/** One setting each, or those that need each other, with a name. */
export const eachSetting: [string, Record<string, unknown>][] = [
  ...Object.entries(single).map(([name, value]): [string, Record<string, unknown>] => [
    name,
    { [name]: value },
  ]),
  ['vpcId', { vpcId, subnetIds, securityGroupIds }],
];
