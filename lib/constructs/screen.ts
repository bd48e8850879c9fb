import { Duration } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { env, pendingIndex } from '../../lambdas/shared/contract.ts';
import { acknowledgeWildcard } from './acknowledge.ts';
import type { FunctionSettings } from './function-settings.ts';
import { grantOnTable } from './grant-on-table.ts';
import type { FileBucket } from './inbox-bucket.ts';
import { NodeFunction } from './node-function.ts';
import type { Tables } from './tables.ts';

export interface ScreenProps {
  readonly settings: FunctionSettings;
  readonly bucket: FileBucket;
  readonly tables: Pick<Tables, 'projects' | 'audiences' | 'imports'>;
}

/** CloudWatch gives a custom widget no longer. */
const timeout = Duration.seconds(30);

/**
 * The custom widget of the dashboard: a function that shows audiences and may change nothing, and one that carries out what its
 * buttons say. Who may invoke which is up to the policies of who looks at the dashboard.
 */
export class Screen extends Construct {
  readonly view: NodeFunction;
  readonly actions: NodeFunction;

  constructor(scope: Construct, id: string, { settings, bucket, tables }: ScreenProps) {
    super(scope, id);
    this.actions = new NodeFunction(this, 'Actions', {
      name: 'screen-actions',
      settings,
      description: 'Carries out what the buttons of the audiences widget say',
      timeout,
      memorySize: 512,
      retryAttempts: 0,
      environment: {
        [env.bucket]: bucket.bucketName,
        [env.projectsTable]: tables.projects.tableName,
        [env.audiencesTable]: tables.audiences.tableName,
        [env.importsTable]: tables.imports.tableName,
      },
    });
    this.view = new NodeFunction(this, 'View', {
      name: 'screen',
      settings,
      onlyReads: true,
      description: 'Shows audiences as a widget of the dashboard',
      timeout,
      // A full processor: somebody is waiting.
      memorySize: 1769,
      retryAttempts: 0,
      environment: {
        [env.projectsTable]: tables.projects.tableName,
        [env.audiencesTable]: tables.audiences.tableName,
        [env.importsTable]: tables.imports.tableName,
        [env.actionsFunctionArn]: this.actions.functionArn,
      },
    });

    grantOnTable(tables.projects, this.actions, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    grantOnTable(tables.audiences, this.actions, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    grantOnTable(tables.imports, this.actions, 'dynamodb:PutItem');
    const files = bucket.arnForObjects('*');
    acknowledgeWildcard(this, files, "Files' names are whatever tools call them.");
    Grant.addToPrincipal({
      grantee: this.actions,
      // S3 wants both of whoever deletes a file only if it has a certain ETag.
      actions: ['s3:DeleteObject', 's3:GetObject'],
      resourceArns: [files],
    });

    grantOnTable(tables.projects, this.view, 'dynamodb:GetItem', 'dynamodb:Scan');
    grantOnTable(tables.audiences, this.view, 'dynamodb:GetItem', 'dynamodb:Query');
    const pending = { tableArn: `${tables.audiences.tableArn}/index/${pendingIndex.name}` };
    grantOnTable(pending, this.view, 'dynamodb:Scan');
    grantOnTable(tables.imports, this.view, 'dynamodb:Query');
  }
}
