import { Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type OperatedOn, operatedOn, rightsOn } from '../operator-rights.ts';
import { acknowledgeWildcard } from './acknowledge.ts';
import type { FileBucket } from './inbox-bucket.ts';
import { useKeyThrough } from './key-rights.ts';
import type { NodeFunction } from './node-function.ts';
import type { Tables } from './tables.ts';

export interface OperatorsProps {
  readonly bucket: FileBucket;
  readonly tables: Tables;
  readonly scanner: NodeFunction;
  readonly encryptionKey: IKey | undefined;
}

/**
 * What whoever uses the command needs, and nothing else. It is attached to nobody: the owner of the account gives it to the
 * roles of the operators.
 */
export class Operators extends Construct {
  readonly policyArn: string;

  constructor(
    scope: Construct,
    id: string,
    { bucket, tables, scanner, encryptionKey }: OperatorsProps,
  ) {
    super(scope, id);
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
      'Operators delete and check files whose keys are for tools to choose.',
    );
    this.policyArn = new ManagedPolicy(this, 'Policy', {
      description: 'What operators of audiences may do with the command audience-import',
      statements: [
        ...operatedOn.map(
          (on) => new PolicyStatement({ actions: rightsOn(on), resources: [arns[on]] }),
        ),
        ...useKeyThrough(
          this,
          ['dynamodb', 's3'],
          encryptionKey?.keyArn,
          ...['kms:Decrypt', 'kms:GenerateDataKey'],
        ),
      ],
    }).managedPolicyArn;
  }
}
