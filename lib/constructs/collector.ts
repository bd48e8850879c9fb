import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { env } from '../../lambdas/shared/contract.ts';
import type { FunctionSettings } from './function-settings.ts';
import { grantOnTable } from './grant-on-table.ts';
import { NodeFunction } from './node-function.ts';
import type { Tables } from './tables.ts';

export interface CollectorProps {
  readonly settings: FunctionSettings;
  readonly tables: Pick<Tables, 'projects' | 'audiences' | 'memberships'>;
  readonly timeout: Duration;
  /** write units that one run may take to delete chunks */
  readonly maxWriteUnits: number;
}

/** Removes every hour what nobody can read any more, and is the only function that deletes. */
export class Collector extends Construct {
  readonly function: NodeFunction;

  constructor(
    scope: Construct,
    id: string,
    { settings, tables, timeout, maxWriteUnits }: CollectorProps,
  ) {
    super(scope, id);
    this.function = new NodeFunction(this, 'Function', {
      name: 'collector',
      settings,
      description: 'Removes versions of audiences that nobody can read any more',
      timeout,
      memorySize: 512,
      // The next hour goes on where this one has stopped.
      retryAttempts: 0,
      environment: {
        [env.projectsTable]: tables.projects.tableName,
        [env.audiencesTable]: tables.audiences.tableName,
        [env.membershipsTable]: tables.memberships.tableName,
        [env.collectorMaxWriteUnits]: String(maxWriteUnits),
      },
    });
    new Rule(this, 'Schedule', {
      description: 'Looks for versions to collect',
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new LambdaFunction(this.function)],
    });

    // audience slots are given back in the project's item
    grantOnTable(
      tables.projects,
      this.function,
      'dynamodb:Scan',
      'dynamodb:GetItem',
      'dynamodb:UpdateItem',
    );
    grantOnTable(
      tables.audiences,
      this.function,
      'dynamodb:Query',
      'dynamodb:GetItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
    );
    grantOnTable(tables.memberships, this.function, 'dynamodb:Query', 'dynamodb:BatchWriteItem');
  }
}
