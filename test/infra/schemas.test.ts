import { expect, it } from '@jest/globals';
import { everySetting } from './all-settings.ts';
import { validate } from './synthesize.ts';

const bucketKeyArn = 'arn:aws:kms:eu-west-1:210987654321:key/1234abcd-12ab-34cd-56ef-1234567890ab';

it.each([
  { name: 'where nothing is set', context: {} },
  { name: 'with all that can be set', context: everySetting },
  {
    name: 'with a bucket of another account and its key',
    context: { bucketName: 'exports-of-the-crm', bucketKeyArn, writers: everySetting.writers },
  },
])('a template $name is one by the schemas of CloudFormation', ({ context }) => {
  expect(() => validate(context)).not.toThrow();
});
