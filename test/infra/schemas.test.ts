import { expect, it } from '@jest/globals';
import { validate } from './synthesize.ts';

const writers = {
  domo: { prefix: 'crm/', readBack: true, list: true },
  'treasure-data': { prefix: 'shop/', accountId: '123456789012', externalId: 'shop-4711' },
};
const bucketKeyArn = 'arn:aws:kms:eu-west-1:210987654321:key/1234abcd-12ab-34cd-56ef-1234567890ab';

it.each([
  { name: 'where nothing is set', context: {} },
  {
    name: 'with a bucket of its own and all that can be set',
    context: {
      stackName: 'Staging',
      trigger: 'events',
      alarmEmail: 'on-call@shop.example.com',
      protectTables: true,
      usersWarmReadUnits: 50_000,
      membershipsWarmWriteUnits: 20_000,
      usersTables: 'Members,crm.people',
      writers,
    },
  },
  {
    name: 'with a bucket of another account and its key',
    context: { bucketName: 'exports-of-the-crm', bucketKeyArn, writers },
  },
])('a template $name is one by the schemas of CloudFormation', ({ context }) => {
  expect(() => validate(context)).not.toThrow();
});
