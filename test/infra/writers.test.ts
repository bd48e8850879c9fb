import { describe, expect, it } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { stackOutputs } from '../../lambdas/shared/contract.ts';
import {
  all,
  functionNames,
  type GetAtt,
  idOfOutput,
  one,
  type Ref,
  valueOfOutput,
} from './resources.ts';
import { roleStatements, statementsOfManagedPolicy, statementsOfRole } from './statements.ts';
import { synthesize } from './synthesize.ts';

const writers = {
  'treasure-data': { prefix: 'shop/', accountId: '123456789012', externalId: 'shop-4711' },
  domo: { prefix: 'crm/app/' },
};
const template = synthesize({ writers });

const mayDrop = (of: Template, prefix: string, ...more: string[]) =>
  expect.objectContaining({
    effect: 'Allow',
    actions: [
      ...['s3:AbortMultipartUpload', ...more, 's3:ListMultipartUploadParts', 's3:PutObject'],
    ],
    resources: [`${idOfOutput(of, stackOutputs.bucket)}.Arn/${prefix}*`],
    condition: undefined,
  }) as object;

describe('a writer with an account', () => {
  const role = (valueOfOutput(template, 'WriterTreasureDataArn') as GetAtt)['Fn::GetAtt'][0];

  it('is a role that this account takes on, and nobody without the external ID', () => {
    expect(one(template, 'AWS::IAM::Role', role).AssumeRolePolicyDocument.Statement).toEqual([
      {
        Action: 'sts:AssumeRole',
        Effect: 'Allow',
        Principal: {
          AWS: {
            'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::123456789012:root']],
          },
        },
        Condition: { StringEquals: { 'sts:ExternalId': 'shop-4711' } },
      },
      // Without it, nobody could take the role on with session tags. By itself it lets nobody in.
      expect.objectContaining({ Action: 'sts:TagSession', Effect: 'Allow' }),
    ]);
  });

  it('tags sessions only for the account that may take it on', () => {
    const [takingOn, tagging, ...others] = one(template, 'AWS::IAM::Role', role)
      .AssumeRolePolicyDocument.Statement as { Principal: unknown }[];
    expect(tagging?.Principal).toEqual(takingOn?.Principal);
    expect(others).toEqual([]);
  });

  it('may drop files under its path, and nothing else', () => {
    expect(statementsOfRole(template, role)).toEqual([mayDrop(template, 'shop/')]);
  });
});

describe('a writer without one', () => {
  const policy = (valueOfOutput(template, 'WriterDomoArn') as Ref).Ref;

  it('is a policy that nobody has yet', () => {
    const { Roles, Users, Groups } = one(template, 'AWS::IAM::ManagedPolicy', policy);
    expect([Roles, Users, Groups]).toEqual([undefined, undefined, undefined]);
  });

  it('keeps its policy when its path is changed: a new one would leave the old rights with whoever has them', () => {
    const moved = synthesize({ writers: { domo: { prefix: 'crm/other/' } } });
    const { PolicyDocument, ...before } = one(template, 'AWS::IAM::ManagedPolicy', policy);
    const { PolicyDocument: changed, ...after } = one(moved, 'AWS::IAM::ManagedPolicy', policy);
    expect(after).toEqual(before);
    expect(changed).not.toEqual(PolicyDocument);
  });

  it('may drop files under its path, and nothing else', () => {
    expect(statementsOfManagedPolicy(template, policy)).toEqual([mayDrop(template, 'crm/app/')]);
  });
});

describe('a writer that does more than write', () => {
  const of = synthesize({
    writers: {
      reading: { prefix: 'shop/', readBack: true },
      listing: { prefix: 'shop/', list: true },
      'reading-and-listing': { prefix: 'shop/', readBack: 'true', list: 'true' },
    },
  });
  const bucket = `${idOfOutput(of, stackOutputs.bucket)}.Arn`;
  const drop = mayDrop(of, 'shop/');
  const readBack = mayDrop(of, 'shop/', 's3:GetObject');
  const list = expect.objectContaining({
    effect: 'Allow',
    actions: ['s3:ListBucket'],
    resources: [bucket],
    condition: { StringLike: { 's3:prefix': 'shop/*' } },
  });

  it.each([
    ['Reading', [readBack]],
    ['Listing', [drop, list]],
    ['ReadingAndListing', [readBack, list]],
  ])('%s gets what its settings say, for its path alone', (name, rights) => {
    const policy = (valueOfOutput(of, `Writer${name}Arn`) as Ref).Ref;
    expect(statementsOfManagedPolicy(of, policy)).toEqual(rights);
  });
});

describe('writers', () => {
  it('are all that is added to roles, policies and outputs', () => {
    expect(all(template, 'AWS::IAM::Role')).toHaveLength(functionNames.length + 1);
    const without = synthesize();
    expect(all(template, 'AWS::IAM::ManagedPolicy')).toHaveLength(
      all(without, 'AWS::IAM::ManagedPolicy').length + 1,
    );
    expect(roleStatements(template)).toHaveLength(roleStatements(without).length + 2);
    expect(
      Object.keys(template.findOutputs('*')).filter((name) => !(name in without.findOutputs('*'))),
    ).toEqual(['WriterTreasureDataArn', 'WriterDomoArn']);
  });

  it('get no secret: neither a user nor a key is made', () => {
    for (const type of ['AWS::IAM::User', 'AWS::IAM::AccessKey'])
      expect(template.findResources(type)).toEqual({});
  });
});
