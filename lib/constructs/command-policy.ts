import { Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type OperatedOn, operatedOn } from '../operator-rights.ts';
import { acknowledgeWildcard } from './acknowledge.ts';
import type { FileBucket } from './inbox-bucket.ts';
import { useKeyThrough } from './key-rights.ts';
import type { NodeFunction } from './node-function.ts';
import type { Tables } from './tables.ts';

export interface CommandPolicyProps {
  /** It can never be changed. With another one, CloudFormation would make a new policy, and whoever has the old one would keep it. */
  readonly description: string;
  /** IAM actions on each thing; none where there are none */
  readonly rightsOn: (on: OperatedOn) => string[];
  /** of the encryption key, through DynamoDB and S3 */
  readonly keyActions: readonly string[];
  readonly bucket: FileBucket;
  readonly tables: Tables;
  readonly scanner: NodeFunction;
  readonly encryptionKey: IKey | undefined;
}

/**
 * What whoever uses some commands needs, and nothing else. It is attached to nobody: the owner of the account gives it to roles.
 */
export class CommandPolicy extends Construct {
  readonly policyArn: string;

  constructor(scope: Construct, id: string, props: CommandPolicyProps) {
    super(scope, id);
    const { description, rightsOn, keyActions, bucket, tables, scanner, encryptionKey } = props;
    const arns: Readonly<Record<OperatedOn, string>> = {
      stack: Stack.of(this).stackId,
      projects: tables.projects.tableArn,
      audiences: tables.audiences.tableArn,
      memberships: tables.memberships.tableArn,
      imports: tables.imports.tableArn,
      users: tables.users.tableArn,
      scanner: scanner.functionArn,
      bucket: bucket.bucketArn,
      files: bucket.arnForObjects('*'),
    };
    acknowledgeWildcard(
      this,
      arns.files,
      'The command reads or deletes files whose keys are for tools to choose.',
    );
    const statements = operatedOn
      .map((on) => ({ actions: rightsOn(on), resources: [arns[on]] }))
      .filter(({ actions }) => actions.length > 0)
      .map((statement) => new PolicyStatement(statement));
    this.policyArn = new ManagedPolicy(this, 'Policy', {
      description,
      statements: [
        ...statements,
        ...useKeyThrough(this, ['dynamodb', 's3'], encryptionKey?.keyArn, ...keyActions),
      ],
    }).managedPolicyArn;
  }
}
