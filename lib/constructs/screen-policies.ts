import { type Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from './acknowledge.ts';
import type { Screen } from './screen.ts';

export interface ScreenPoliciesProps {
  readonly screen: Pick<Screen, 'view' | 'actions'>;
  readonly dashboard: Pick<Dashboard, 'dashboardArn'>;
}

/**
 * Who may look at the screen, and who may press its buttons: CloudWatch calls both functions with the rights of whoever looks at the
 * dashboard. Neither policy is attached to anybody: the owner of the account gives them to roles.
 */
export class ScreenPolicies extends Construct {
  readonly viewerArn: string;
  readonly operatorArn: string;

  constructor(scope: Construct, id: string, { screen, dashboard }: ScreenPoliciesProps) {
    super(scope, id);
    const invoke = (...functionArns: string[]): PolicyStatement =>
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: functionArns });
    const look = (): PolicyStatement[] => [
      new PolicyStatement({
        actions: ['cloudwatch:GetDashboard'],
        resources: [dashboard.dashboardArn],
      }),
      // They are on no resource, or the console asks for all of them.
      new PolicyStatement({
        actions: [
          'cloudwatch:DescribeAlarms',
          'cloudwatch:GetMetricData',
          'cloudwatch:ListDashboards',
        ],
        resources: ['*'],
      }),
    ];
    acknowledgeWildcard(
      this,
      '*',
      'The console asks for alarms, metrics and dashboards as a whole: IAM knows no resources for them, or none that it would accept.',
    );
    this.viewerArn = new ManagedPolicy(this, 'Viewer', {
      description: 'Looks at audiences, alarms and graphs on the dashboard, and can change nothing',
      statements: [invoke(screen.view.functionArn), ...look()],
    }).managedPolicyArn;
    this.operatorArn = new ManagedPolicy(this, 'Operator', {
      description: 'Looks at audiences on the dashboard, and presses the buttons there',
      statements: [invoke(screen.view.functionArn, screen.actions.functionArn), ...look()],
    }).managedPolicyArn;
  }
}
