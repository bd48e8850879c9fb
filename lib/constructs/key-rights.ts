import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** Services that use a KMS key for whoever calls them. */
type Through = 'dynamodb' | 's3';

/** A right to use a KMS key, only for what these services do with it. None where there is no key. */
export const useKeyThrough = (
  scope: Construct,
  services: readonly Through[],
  keyArn: string | undefined,
  ...actions: string[]
): PolicyStatement[] => {
  if (keyArn === undefined) return [];
  const { region, urlSuffix } = Stack.of(scope);
  const [first = '', ...others] = services.map((service) => `${service}.${region}.${urlSuffix}`);
  return [
    new PolicyStatement({
      actions,
      resources: [keyArn],
      conditions: {
        StringEquals: { 'kms:ViaService': others.length === 0 ? first : [first, ...others] },
      },
    }),
  ];
};

/**
 * Lets AWS's own services use the key for this stack: CloudWatch Logs for the log groups, CloudWatch for alarms on the topic,
 * EventBridge for news on the queue. Nothing of a key that only its ARN is known of can be changed from here: its owner does that,
 * docs/encryption.md.
 */
export const letServicesUse = (scope: Construct, key: IKey): void => {
  const stack = Stack.of(scope);
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${stack.region}.${stack.urlSuffix}`)],
      actions: [
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey*',
        'kms:ReEncrypt*',
      ],
      resources: ['*'],
      conditions: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': stack.formatArn({
            service: 'logs',
            resource: 'log-group:*',
          }),
        },
      },
    }),
  );
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: ['cloudwatch', 'events'].map(
        (service) => new ServicePrincipal(`${service}.amazonaws.com`),
      ),
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
  );
};
