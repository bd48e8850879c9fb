import { Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { AudienceImport } from 'audience-import';

/** A company's own stack: its bucket and its table of members are there, and its campaign sender reads the audiences. */
export class MarketingStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const exports = new Bucket(this, 'Exports', { enforceSSL: true });
    const members = new Table(this, 'Members', {
      partitionKey: { name: 'memberId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
    });

    const audiences = new AudienceImport(this, 'Audiences', {
      bucket: exports,
      usersTables: [members],
      senderEmail: 'audiences@example.com',
      alarmTopic: new Topic(this, 'OnCall'),
      encryptionKey: new Key(this, 'Key', { enableKeyRotation: true }),
      vpc: new Vpc(this, 'Network', { maxAzs: 2 }),
      logRetention: RetentionDays.THREE_MONTHS,
      writers: { 'treasure-data': { prefix: 'shop/' } },
    });

    const sender = new Function(this, 'CampaignSender', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      // Its code reads an audience with @audience-import/reader.
      code: Code.fromInline('exports.handler = async () => undefined;'),
      environment: {
        AUDIENCES_TABLE: audiences.tables.audiences.tableName,
        MEMBERSHIPS_TABLE: audiences.tables.memberships.tableName,
      },
    });
    audiences.grantRead(sender);
  }
}
