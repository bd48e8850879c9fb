import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** The VPC that all functions run in. */
export interface FunctionNetwork {
  readonly vpc: IVpc;
  readonly vpcSubnets?: SubnetSelection;
  readonly securityGroups: ISecurityGroup[];
}

/** What all functions have in common. */
export interface FunctionSettings {
  /** of their environment and their logs, and of the tables, queues and files that they use */
  readonly encryptionKey: IKey | undefined;
  readonly logRetention: RetentionDays;
  /** undefined: they run outside of any VPC of the account */
  readonly network: FunctionNetwork | undefined;
}
