import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * What a role needs of the KMS key of a bucket in another account: there the key's policy is not enough, the role's own has to
 * allow it, too. Only for what S3 does with it.
 */
export const useBucketKey = (
  scope: Construct,
  keyArn: string | undefined,
  ...actions: string[]
): PolicyStatement[] => {
  if (keyArn === undefined) return [];
  const { region, urlSuffix } = Stack.of(scope);
  return [
    new PolicyStatement({
      actions,
      resources: [keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `s3.${region}.${urlSuffix}` } },
    }),
  ];
};
