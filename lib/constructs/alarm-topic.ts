import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/**
 * Where the alarms go.
 *
 * Without an encryption key it is not encrypted at rest: CloudWatch cannot use the AWS-managed key of SNS and would drop the alarms
 * without a word, a key of the stack's own costs a fixed price for texts that hold nothing but names of resources, and
 * SNS keeps a message only until it is delivered.
 */
export class AlarmTopic extends Topic {
  constructor(scope: Construct, id: string, encryptionKey: IKey | undefined) {
    super(scope, id, {
      displayName: `Alarms of ${Stack.of(scope).stackName}`,
      enforceSSL: true,
      ...(encryptionKey && { masterKey: encryptionKey }),
    });

    const { account } = Stack.of(this);
    // A topic with a policy of its own has lost the default one, by which its account's alarms may publish.
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
  }
}
