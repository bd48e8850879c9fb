import { Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { env, pendingIndex } from '../../lambdas/shared/contract.ts';
import { grantOnTable } from './grant-on-table.ts';
import { NodeFunction } from './node-function.ts';
import { sendingIdentities } from './sending-identities.ts';
import type { Tables } from './tables.ts';

export interface MailerProps {
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
 * It runs one at a time: two would read the same notices and send them twice. For that Lambda takes 1 of the
 * account's concurrent executions away from all others, and refuses the deployment unless enough are left
 * (100, so the account's limit has to be 101 or more; a new account may have 10: raise it in Service Quotas).
 */
export class Mailer extends Construct {
  readonly function: NodeFunction;

  constructor(scope: Construct, id: string, { tables, timeout, senderEmail }: MailerProps) {
    super(scope, id);
    this.function = new NodeFunction(this, 'Function', {
      name: 'mailer',
      description: "Mails the projects' administrators what they have to know",
      timeout,
      memorySize: 512,
      reservedConcurrentExecutions: 1,
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
    grantOnTable(index, this.function, 'dynamodb:Scan');
    grantOnTable(tables.audiences, this.function, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    grantOnTable(tables.projects, this.function, 'dynamodb:GetItem');
    this.function.addToRolePolicy(
      new PolicyStatement({
        actions: ['ses:SendEmail'],
        resources: sendingIdentities(senderEmail).map((identity) =>
          Stack.of(this).formatArn({
            service: 'ses',
            resource: 'identity',
            resourceName: identity,
          }),
        ),
        conditions: { StringEquals: { 'ses:FromAddress': senderEmail } },
      }),
    );
  }
}
