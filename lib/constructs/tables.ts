import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  Table,
  TableEncryption,
  type TableProps,
  type WarmThroughput,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import {
  expiryAttribute,
  pendingIndex,
  tableKeys,
  unannouncedIndex,
} from '../../lambdas/shared/contract.ts';
import { acknowledge } from './acknowledge.ts';

interface TableOptions {
  /** @default AttributeType.STRING, as every partition key is */
  readonly sortKeyType?: AttributeType;
  /** Restorable to any second of the last 35 days; costs by the size of the table. */
  readonly pointInTimeRecovery: boolean;
  /** @default - items do not expire */
  readonly timeToLiveAttribute?: string;
  /**
   * What it takes at once, in units a second.
   *
   * @default - what a new table takes: 12,000 read and 4,000 write units
   */
  readonly warmThroughput?: WarmThroughput;
}

export interface TablesProps {
  /** @default - what a new table takes */
  readonly usersWarmReadUnits?: number | undefined;
  /** @default - what a new table takes */
  readonly membershipsWarmWriteUnits?: number | undefined;
  /** Whether DynamoDB refuses to delete them, whoever asks. */
  readonly isProtected: boolean;
  /** undefined: a key of DynamoDB's own */
  readonly encryptionKey: IKey | undefined;
  /** @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE */
  readonly removalPolicy?: RemovalPolicy | undefined;
}

/**
 * The state of the stack.
 *
 * All tables stay when the stack is removed: campaigns go on reading the audiences, and nobody loses them by a
 * `cdk destroy` in the wrong account. A deployment that fails takes away the tables that it has made, unless they are
 * protected: DynamoDB refuses CloudFormation, too, and the stack would end as ROLLBACK_FAILED. So a first deployment makes
 * them without protection, and a later one adds it.
 */
export class Tables extends Construct {
  readonly projects: Table;
  readonly audiences: Table;
  readonly memberships: Table;
  readonly imports: Table;
  readonly users: Table;
  private readonly common: Partial<TableProps>;

  constructor(
    scope: Construct,
    id: string,
    {
      usersWarmReadUnits,
      membershipsWarmWriteUnits,
      isProtected,
      encryptionKey,
      removalPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    }: TablesProps,
  ) {
    super(scope, id);
    this.common = {
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy,
      deletionProtection: isProtected,
      ...(encryptionKey && { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey }),
    };
    // What people and their tools have entered, and what tells which version campaigns read.
    this.projects = this.table('projects', { pointInTimeRecovery: true });
    this.audiences = this.table('audiences', { pointInTimeRecovery: true });
    // Sparse: holds only the audiences that the mailer has to tell of, so looking costs next to nothing.
    this.audiences.addGlobalSecondaryIndex({
      indexName: pendingIndex.name,
      partitionKey: { name: pendingIndex.partition, type: AttributeType.STRING },
      sortKey: { name: pendingIndex.sort, type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
    // The same of the announcer.
    this.audiences.addGlobalSecondaryIndex({
      indexName: unannouncedIndex.name,
      partitionKey: { name: unannouncedIndex.partition, type: AttributeType.STRING },
      sortKey: { name: unannouncedIndex.sort, type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
    this.users = this.table('users', {
      pointInTimeRecovery: true,
      // In this direction only: DynamoDB raises the other one by itself as it is used, and refuses to lower it.
      ...(usersWarmReadUnits !== undefined && {
        warmThroughput: { readUnitsPerSecond: usersWarmReadUnits },
      }),
    });

    // By far the largest table, rewritten with every version; the files can bring it back.
    this.memberships = this.table('memberships', {
      sortKeyType: AttributeType.NUMBER,
      pointInTimeRecovery: false,
      ...(membershipsWarmWriteUnits !== undefined && {
        warmThroughput: { writeUnitsPerSecond: membershipsWarmWriteUnits },
      }),
    });
    // A log: nothing is decided by it, and it expires.
    this.imports = this.table('imports', {
      timeToLiveAttribute: expiryAttribute,
      pointInTimeRecovery: false,
    });
    const pointInTimeRecovery = 'AwsSolutions-DDB3';
    acknowledge(
      this.memberships,
      pointInTimeRecovery,
      'The files bring it back, for less than it would cost to keep 35 days of a table that is rewritten with every version.',
    );
    acknowledge(
      this.imports,
      pointInTimeRecovery,
      'A log of what was done, by which nothing is decided.',
    );
  }

  private table(name: keyof typeof tableKeys, options: TableOptions): Table {
    const keys: { readonly partition: string; readonly sort?: string } = tableKeys[name];
    const { sortKeyType = AttributeType.STRING, pointInTimeRecovery, ...others } = options;
    return new Table(this, `${name.charAt(0).toUpperCase()}${name.slice(1)}`, {
      partitionKey: { name: keys.partition, type: AttributeType.STRING },
      ...(keys.sort !== undefined && { sortKey: { name: keys.sort, type: sortKeyType } }),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: pointInTimeRecovery },
      ...this.common,
      ...others,
    });
  }
}
