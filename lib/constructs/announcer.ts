import { Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { env, eventSource, unannouncedIndex } from '../../lambdas/shared/contract.ts';
import type { FunctionSettings } from './function-settings.ts';
import { grantOnTable } from './grant-on-table.ts';
import { NodeFunction } from './node-function.ts';
import type { Tables } from './tables.ts';

export interface AnnouncerProps {
  readonly settings: FunctionSettings;
  readonly tables: Pick<Tables, 'audiences' | 'imports'>;
  /** shorter than a minute, so that a run has ended when the next one begins */
  readonly timeout: Duration;
}

/**
 * Tells EventBridge what has become of audiences, every minute, and is the only function that may put events. Like the
 * mailer it runs once at a time by a lease.
 */
export class Announcer extends Construct {
  readonly function: NodeFunction;

  constructor(scope: Construct, id: string, { settings, tables, timeout }: AnnouncerProps) {
    super(scope, id);
    this.function = new NodeFunction(this, 'Function', {
      name: 'announcer',
      settings,
      description: 'Tells EventBridge what has become of audiences',
      timeout,
      memorySize: 512,
      // The next minute looks again anyway; a tick that had to wait so long has been overtaken.
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
      environment: {
        [env.audiencesTable]: tables.audiences.tableName,
        [env.importsTable]: tables.imports.tableName,
        [env.stackName]: Stack.of(this).stackName,
      },
    });
    new Rule(this, 'Schedule', {
      description: 'Looks for events to send',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(this.function)],
    });

    const index = { tableArn: `${tables.audiences.tableArn}/index/${unannouncedIndex.name}` };
    grantOnTable(index, this.function, 'dynamodb:Scan');
    grantOnTable(tables.audiences, this.function, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    grantOnTable(tables.imports, this.function, 'dynamodb:GetItem');
    this.function.addToRolePolicy(
      new PolicyStatement({
        actions: ['events:PutEvents'],
        resources: [
          Stack.of(this).formatArn({
            service: 'events',
            resource: 'event-bus',
            resourceName: 'default',
          }),
        ],
        // A call has a source for each of its events.
        conditions: {
          'ForAllValues:StringEquals': { 'events:source': eventSource },
          Null: { 'events:source': 'false' },
        },
      }),
    );
  }
}
