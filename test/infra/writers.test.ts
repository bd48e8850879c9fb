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

const mayDrop = (of: Template, prefix: string) => [
  expect.objectContaining({
    effect: 'Allow',
    actions: ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject'],
    resources: [`${idOfOutput(of, stackOutputs.bucket)}.Arn/${prefix}*`],
    condition: undefined,
  }),
];

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
    ]);
  });

  it('may drop files under its path, and nothing else', () => {
    expect(statementsOfRole(template, role)).toEqual(mayDrop(template, 'shop/'));
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
    expect(statementsOfManagedPolicy(template, policy)).toEqual(mayDrop(template, 'crm/app/'));
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
