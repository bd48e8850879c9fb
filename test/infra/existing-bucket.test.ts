import { describe, expect, it } from '@jest/globals';
import { env, stackOutputs } from '../../lambdas/shared/contract.ts';
import { functionNamed, functionNames, type GetAtt, type Ref, valueOfOutput } from './resources.ts';
import {
  roleStatements,
  type Statement,
  statementsOfFunction,
  statementsOfManagedPolicy,
  statementsOfRole,
} from './statements.ts';
import { synthesize } from './synthesize.ts';

const template = synthesize({
  bucketName: 'exports-of-the-crm',
  writers: { domo: { prefix: 'crm/' } },
});
const arn = 'arn:${AWS::Partition}:s3:::exports-of-the-crm';

describe('with a bucket that was there before', () => {
  it('no other one is made, and nothing of it is managed', () => {
    for (const type of ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy'])
      expect(template.findResources(type)).toEqual({});
  });

  it('the functions and the outside are told its name', () => {
    expect(valueOfOutput(template, stackOutputs.bucket)).toBe('exports-of-the-crm');
    for (const name of ['scanner', 'importer'] as const)
      expect(functionNamed(template, name).properties.Environment.Variables[env.bucket]).toBe(
        'exports-of-the-crm',
      );
  });

  it('the same may be done as with an own one', () => {
    const onBucket = (of: string, from: { actions: string[]; resources: string[] }[]) =>
      from
        .filter(({ resources }) => resources.some((resource) => resource.includes(':s3:')))
        .flatMap(({ actions, resources }) => ({ of, actions, resources }));

    const granted = functionNames.flatMap((name) =>
      onBucket(name, statementsOfFunction(template, name)),
    );
    expect(granted).toEqual([
      { of: 'scanner', actions: ['s3:ListBucket'], resources: [arn] },
      { of: 'importer', actions: ['s3:GetObject'], resources: [`${arn}/*`] },
      {
        of: 'importer',
        actions: ['s3:AbortMultipartUpload', 's3:PutObject'],
        resources: [`${arn}/audience-import-reports/*`],
      },
      { of: 'importer', actions: ['s3:ListBucket'], resources: [arn] },
      {
        of: 'screen-actions',
        actions: ['s3:DeleteObject', 's3:GetObject'],
        resources: [`${arn}/*`],
      },
    ]);
    expect(onBucket('anybody', roleStatements(template))).toContainEqual({
      of: 'anybody',
      actions: ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject'],
      resources: [`${arn}/crm/*`],
    });
  });
});

describe('with a bucket of another account and its key', () => {
  const key = 'arn:aws:kms:eu-west-1:210987654321:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  const withKey = synthesize({
    bucketName: 'exports-of-the-crm',
    bucketKeyArn: key,
    writers: {
      domo: { prefix: 'crm/' },
      'treasure-data': { prefix: 'shop/', accountId: '123456789012', externalId: 'shop-4711' },
    },
  });
  const onKeys = (statements: Statement[]) =>
    statements.filter(({ actions }) => actions.some((action) => action.startsWith('kms:')));
  const mayUse = (...actions: string[]) => [
    expect.objectContaining({
      effect: 'Allow',
      actions,
      resources: [key],
      condition: {
        StringEquals: { 'kms:ViaService': { 'Fn::Join': ['', expect.arrayContaining(['s3.'])] } },
      },
    }),
  ];

  it('the importer alone of the functions may decrypt with exactly that key, and encrypt reports, and only through S3', () => {
    for (const name of functionNames)
      expect(onKeys(statementsOfFunction(withKey, name))).toEqual(
        name === 'importer' ? mayUse('kms:Decrypt', 'kms:GenerateDataKey') : [],
      );
  });

  it('writers may encrypt with it', () => {
    const policy = (valueOfOutput(withKey, 'WriterDomoArn') as Ref).Ref;
    const role = (valueOfOutput(withKey, 'WriterTreasureDataArn') as GetAtt)['Fn::GetAtt'][0];
    for (const statements of [
      statementsOfManagedPolicy(withKey, policy),
      statementsOfRole(withKey, role),
    ])
      expect(onKeys(statements)).toEqual(mayUse('kms:Decrypt', 'kms:GenerateDataKey'));
  });

  it('nobody may do anything with a key that is not named', () => {
    expect(onKeys(roleStatements(template))).toEqual([]);
  });
});
