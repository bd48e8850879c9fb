import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { readerActions } from '../reader-rights.ts';
import { useKeyThrough } from './key-rights.ts';
import type { Tables } from './tables.ts';

export interface CampaignReadersProps {
  readonly tables: Pick<Tables, 'audiences' | 'memberships'>;
  readonly encryptionKey: IKey | undefined;
}

/**
 * What the reader needs, as a policy that is attached to nobody: for campaign systems that are not made in this app, where
 * `grantRead` does not reach.
 */
export class CampaignReaders extends Construct {
  readonly policyArn: string;

  constructor(scope: Construct, id: string, { tables, encryptionKey }: CampaignReadersProps) {
    super(scope, id);
    const onTable = (table: 'audiences' | 'memberships'): PolicyStatement =>
      new PolicyStatement({
        actions: [...readerActions[table]],
        resources: [tables[table].tableArn],
      });
    this.policyArn = new ManagedPolicy(this, 'Policy', {
      description: 'Reads who is in the audiences, with the reader of audience-import',
      statements: [
        onTable('audiences'),
        onTable('memberships'),
        ...useKeyThrough(this, ['dynamodb'], encryptionKey?.keyArn, 'kms:Decrypt'),
      ],
    }).managedPolicyArn;
  }
}
