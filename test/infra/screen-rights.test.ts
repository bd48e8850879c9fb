import { describe, expect, it } from '@jest/globals';
import { stackOutputs } from '../../lambdas/shared/contract.ts';
import { type FunctionName, functionNamed, idOfOutput } from './resources.ts';
import {
  actionsOnOutput,
  roleStatements,
  statementsOfFunction,
  statementsOfManagedPolicy,
} from './statements.ts';
import { synthesize } from './synthesize.ts';

const template = synthesize();

const actionsOn = (functionName: FunctionName, output: string): string[] =>
  actionsOnOutput(template, functionName, output);

describe('the screen', () => {
  const reading = [
    ...['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan'],
    ...['logs:CreateLogStream', 'logs:PutLogEvents'],
  ];

  it('can do nothing but read', () => {
    const actions = statementsOfFunction(template, 'screen').flatMap((each) => each.actions);
    expect(actions.filter((action) => !reading.includes(action))).toEqual([]);
  });

  it('sees neither files nor users nor members', () => {
    for (const output of [
      stackOutputs.bucket,
      stackOutputs.usersTable,
      stackOutputs.membershipsTable,
    ])
      expect(actionsOn('screen', output)).toEqual([]);
  });
});

describe('what carries out its buttons', () => {
  it('reads and updates one item at a time, records it, and deletes files', () => {
    const onOne = ['dynamodb:GetItem', 'dynamodb:UpdateItem'];
    expect(actionsOn('screen-actions', stackOutputs.projectsTable)).toEqual(onOne);
    expect(actionsOn('screen-actions', stackOutputs.audiencesTable)).toEqual(onOne);
    expect(actionsOn('screen-actions', stackOutputs.importsTable)).toEqual(['dynamodb:PutItem']);
  });

  it('sees neither users nor members, and sends nothing', () => {
    for (const output of [
      ...[stackOutputs.usersTable, stackOutputs.membershipsTable],
      stackOutputs.importQueueUrl,
    ])
      expect(actionsOn('screen-actions', output)).toEqual([]);
  });
});

describe('the policies of who looks at the dashboard', () => {
  const arnOf = (name: FunctionName) => `${functionNamed(template, name).id}.Arn`;
  const looking = [
    ...['cloudwatch:DescribeAlarms', 'cloudwatch:GetDashboard'],
    ...['cloudwatch:GetMetricData', 'cloudwatch:ListDashboards'],
  ];
  const policy = (output: string) =>
    statementsOfManagedPolicy(template, idOfOutput(template, output));
  const invoked = (output: string) =>
    policy(output)
      .filter(({ actions }) => actions.includes('lambda:InvokeFunction'))
      .flatMap(({ resources }) => resources);

  it('let somebody look, and do nothing else', () => {
    const actions = policy('ScreenViewerPolicyArn').flatMap((each) => each.actions);
    expect(actions.sort()).toEqual([...looking, 'lambda:InvokeFunction']);
    expect(invoked('ScreenViewerPolicyArn')).toEqual([arnOf('screen')]);
  });

  it('let operators press the buttons, and do nothing else', () => {
    const actions = policy('ScreenOperatorPolicyArn').flatMap((each) => each.actions);
    expect(actions.sort()).toEqual([...looking, 'lambda:InvokeFunction']);
    expect(invoked('ScreenOperatorPolicyArn')).toEqual([arnOf('screen-actions'), arnOf('screen')]);
  });

  it('show this dashboard and no other', () => {
    for (const output of ['ScreenViewerPolicyArn', 'ScreenOperatorPolicyArn'])
      expect(
        policy(output).find(({ actions }) => actions.includes('cloudwatch:GetDashboard'))!
          .resources,
      ).toEqual([
        `arn:\${AWS::Partition}:cloudwatch::\${AWS::AccountId}:dashboard/AudienceImport-\${AWS::Region}`,
      ]);
  });

  it('are all that lets anybody invoke what changes something', () => {
    const inStack = roleStatements(template).filter(({ actions }) =>
      actions.some((action) => action.startsWith('lambda:Invoke')),
    );
    expect(inStack.flatMap(({ resources }) => resources)).not.toContain(arnOf('screen-actions'));
    expect(policy('OperatorsPolicyArn').flatMap(({ resources }) => resources)).not.toContain(
      arnOf('screen-actions'),
    );
    const permitted = Object.values(template.findResources('AWS::Lambda::Permission')).map(
      ({ Properties }) => JSON.stringify(Properties),
    );
    for (const each of permitted)
      expect(each).not.toContain(functionNamed(template, 'screen-actions').id);
    expect(template.findResources('AWS::Lambda::Url')).toEqual({});
  });
});
