import { describe, expect, it } from '@jest/globals';
import { stackOutputs } from '../../lambdas/shared/contract.ts';
import type { FunctionName } from './resources.ts';
import { actionsOnOutput, statementsOfFunction } from './statements.ts';
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
