import { describe, expect, it } from '@jest/globals';
import { env, stackOutputs } from '../../lambdas/shared/contract.ts';
import { functionNamed, functionNames, valueOfOutput } from './resources.ts';
import { roleStatements, statementsOfFunction } from './statements.ts';
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
      { of: 'importer', actions: ['s3:ListBucket'], resources: [arn] },
    ]);
    expect(onBucket('anybody', roleStatements(template))).toContainEqual({
      of: 'anybody',
      actions: ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject'],
      resources: [`${arn}/crm/*`],
    });
  });
});
