import { Annotations, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { AudienceImport } from './audience-import.ts';
import type { Settings } from './context.ts';

export interface AudienceImportStackProps extends StackProps, Omit<Settings, 'stackName'> {}

/** The stack that `cdk deploy` makes of the settings in cdk.json: the construct, and nothing else. */
export class AudienceImportStack extends Stack {
  constructor(scope: Construct, id: string, props: AudienceImportStackProps) {
    const { functionTimeoutSeconds, bucketName, usersTables, ...others } = props;
    super(scope, id, {
      description: 'Turns user lists dropped in S3 into audiences for push and in-app campaigns',
      ...others,
    });
    // "Default" is no part of logical IDs: they are what they were when all this stood in the stack itself.
    new AudienceImport(this, 'Default', {
      ...others,
      functionTimeout: Duration.seconds(functionTimeoutSeconds),
      bucket:
        bucketName === undefined ? undefined : Bucket.fromBucketName(this, 'Inbox', bucketName),
      usersTables: usersTables.map((name) => this.tableNamed(name)),
    });
    if (!props.protectTables)
      Annotations.of(this).addInfo(
        'The tables stay when the stack is removed, but whoever may delete tables can delete them. ' +
          'When the first deployment has gone through, set "protectTables": true in cdk.json',
      );
  }

  private tableNamed(tableName: string): Pick<ITable, 'tableName' | 'tableArn'> {
    const tableArn = this.formatArn({
      service: 'dynamodb',
      resource: 'table',
      resourceName: tableName,
    });
    return { tableName, tableArn };
  }
}
