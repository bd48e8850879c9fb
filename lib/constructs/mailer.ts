import { Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { env, pendingIndex } from '../../lambdas/shared/contract.ts';
import { acknowledgeWildcard } from './acknowledge.ts';
import type { FunctionSettings } from './function-settings.ts';
import { grantOnTable } from './grant-on-table.ts';
import { NodeFunction } from './node-function.ts';
import type { Tables } from './tables.ts';

export interface MailerProps {
  readonly settings: FunctionSettings;
  readonly tables: Pick<Tables, 'projects' | 'audiences'>;
  /** shorter than a minute, so that a run has ended when the next one begins */
  readonly timeout: Duration;
  /** address of every mail; it or its domain is verified in SES, in this account and region */
  readonly senderEmail: string;
}

/**
 * Mails a project's administrators what they have to be told, every minute, and is the only function that
 * may send mail.
 *
 * Nothing here keeps it from running twice at a time: a lease in the audiences table does. Lambda would do so only for
 * concurrency that is reserved, which it refuses to accounts that have not many more than 100, and new ones have 10.
 */
export class Mailer extends Construct {
  readonly function: NodeFunction;

  constructor(
    scope: Construct,
    id: string,
    { settings, tables, timeout, senderEmail }: MailerProps,
  ) {
    super(scope, id);
    this.function = new NodeFunction(this, 'Function', {
      name: 'mailer',
      settings,
      description: "Mails the projects' administrators what they have to know",
      timeout,
      memorySize: 512,
      // The next minute looks again anyway; a tick that had to wait so long has been overtaken.
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
      environment: {
        [env.projectsTable]: tables.projects.tableName,
        [env.audiencesTable]: tables.audiences.tableName,
        [env.senderEmail]: senderEmail,
      },
    });
    new Rule(this, 'Schedule', {
      description: 'Looks for notices to mail',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(this.function)],
    });

    const index = { tableArn: `${tables.audiences.tableArn}/index/${pendingIndex.name}` };
    grantOnTable(index, this.function, 'dynamodb:Scan', 'dynamodb:Query');
    grantOnTable(
      tables.audiences,
      this.function,
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    );
    grantOnTable(tables.projects, this.function, 'dynamodb:GetItem', 'dynamodb:Scan');
    const sending = ['identity', 'configuration-set'].map((resource) =>
      Stack.of(this).formatArn({ service: 'ses', resource, resourceName: '*' }),
    );
    for (const resource of sending)
      acknowledgeWildcard(this, resource, 'A condition bounds it to mails from the one sender.');
    this.function.addToRolePolicy(
      new PolicyStatement({
        actions: ['ses:SendEmail'],
        // SES asks also about the recipient, where that is an identity of the account (in the sandbox it has to be), and
        // about the configuration set that the sender's identity has by default. The condition is what bounds it.
        resources: sending,
        conditions: { StringEquals: { 'ses:FromAddress': senderEmail } },
      }),
    );
  }
}
