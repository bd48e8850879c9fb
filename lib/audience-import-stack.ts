import { Annotations, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { type ISecurityGroup, SecurityGroup, Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { AudienceImportProps } from './audience-import-props.ts';
import { AudienceImport } from './audience-import.ts';
import type { Settings } from './context.ts';

export interface AudienceImportStackProps
  extends Omit<StackProps, 'permissionsBoundary' | 'tags'>, Omit<Settings, 'stackName'> {}

/** The stack that `cdk deploy` makes of the settings in cdk.json: the construct, and nothing else. */
export class AudienceImportStack extends Stack {
  constructor(scope: Construct, id: string, props: AudienceImportStackProps) {
    const { bucketName, encryptionKeyArn, permissionsBoundary, usersTables, ...others } = props;
    super(scope, id, {
      description: 'Turns user lists dropped in S3 into audiences for push and in-app campaigns',
      ...others,
      // Of the stack itself, too: the resources have them by the construct.
      tags: { ...props.tags },
    });
    // "Default" is no part of logical IDs: they are what they were when all this stood in the stack itself.
    new AudienceImport(this, 'Default', {
      ...others,
      functionTimeout: Duration.seconds(props.functionTimeoutSeconds),
      schedule: Duration.minutes(props.scanEveryMinutes),
      logRetention: props.logRetentionDays,
      bucket:
        bucketName === undefined ? undefined : Bucket.fromBucketName(this, 'Inbox', bucketName),
      usersTables: usersTables.map((name) => this.tableNamed(name)),
      encryptionKey:
        encryptionKeyArn === undefined
          ? undefined
          : Key.fromKeyArn(this, 'EncryptionKey', encryptionKeyArn),
      permissionsBoundary:
        permissionsBoundary === undefined
          ? undefined
          : ManagedPolicy.fromManagedPolicyArn(this, 'PermissionsBoundary', permissionsBoundary),
      ...this.networkOf(props),
    });
    if (!props.protectTables)
      Annotations.of(this).addInfo(
        'The tables stay when the stack is removed, but whoever may delete tables can delete them. ' +
          'When the first deployment has gone through, set "protectTables": true in cdk.json',
      );
  }

  /** All that is needed of the VPC is told, so that nothing is looked up in the account. */
  private networkOf({
    vpcId,
    subnetIds,
    securityGroupIds,
  }: AudienceImportStackProps): Pick<AudienceImportProps, 'vpc' | 'vpcSubnets' | 'securityGroups'> {
    if (vpcId === undefined) return {};
    const subnets = subnetIds.map((subnetId) => {
      const subnet = Subnet.fromSubnetId(this, `Subnet-${subnetId}`, subnetId);
      // Nothing here changes routes.
      Annotations.of(subnet).acknowledgeWarning('@aws-cdk/aws-ec2:noSubnetRouteTableId');
      return subnet;
    });
    return {
      // Zones are those of subnets that it would choose from; these are named.
      vpc: Vpc.fromVpcAttributes(this, 'Vpc', { vpcId, availabilityZones: ['none'] }),
      vpcSubnets: { subnets },
      securityGroups:
        securityGroupIds.length === 0
          ? undefined
          : securityGroupIds.map((id): ISecurityGroup =>
              SecurityGroup.fromSecurityGroupId(this, `SecurityGroup-${id}`, id),
            ),
    };
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
