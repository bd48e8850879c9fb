import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { rightsOn, viewerRightsOn } from '../../lib/operator-rights.ts';
import { readerActions } from '../../lib/reader-rights.ts';
import { pendingIndex, stackOutputs, unannouncedIndex } from '../../lambdas/shared/contract.ts';
import {
  all,
  type FunctionName,
  functionNamed,
  functionNames,
  idOfOutput,
  one,
  valueOfOutput,
} from './resources.ts';
import {
  actionsOnOutput,
  peoplesPolicies,
  roleStatements,
  statementsOfFunction,
  statementsOfManagedPolicy,
} from './statements.ts';
import { sender, synthesize } from './synthesize.ts';

let template: Template;
beforeAll(() => {
  template = synthesize();
});

/** All that the account has in SES, and nothing of another one. */
const sesResources = ['configuration-set', 'identity'].map(
  (kind) => `arn:\${AWS::Partition}:ses:\${AWS::Region}:\${AWS::AccountId}:${kind}/*`,
);

const sendingStatements = () =>
  statementsOfFunction(template, 'mailer').filter(({ actions }) =>
    actions.some((action) => action.startsWith('ses:')),
  );

const actionsOn = (functionName: FunctionName, output: string): string[] =>
  actionsOnOutput(template, functionName, output);

describe('roles', () => {
  it('belong to one function each', () => {
    const functions = all(template, 'AWS::Lambda::Function');
    const roles = functions.map(({ properties }) => properties.Role['Fn::GetAtt'][0]);

    expect(new Set(roles).size).toBe(functions.length);
    expect(
      all(template, 'AWS::IAM::Role')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(roles.sort());
  });

  it('have no managed policy, whose wildcards nobody sees here', () => {
    for (const { properties } of all(template, 'AWS::IAM::Role'))
      expect(properties.ManagedPolicyArns ?? []).toEqual([]);
    expect(
      all(template, 'AWS::IAM::ManagedPolicy')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(peoplesPolicies.map((output) => idOfOutput(template, output)).sort());
  });

  it('have no policy that the tests here do not walk', () => {
    for (const { properties } of all(template, 'AWS::IAM::Role'))
      expect(properties.Policies).toBeUndefined();
  });

  it('name every action', () => {
    for (const { actions } of roleStatements(template))
      for (const action of actions) expect(action).toMatch(/^[a-z0-9]+:[A-Za-z]+$/);
  });

  it('have no wildcard resource where one can be named', () => {
    /** The keys of files are the customer's choice, and those of reports are drawn. */
    const allowed = [
      `s3:GetObject on ${idOfOutput(template, stackOutputs.bucket)}.Arn/*`,
      `s3:AbortMultipartUpload,s3:PutObject on ${idOfOutput(template, stackOutputs.bucket)}.Arn/audience-import-reports/*`,
      // SES asks about identities of recipients, too. What bounds it is the condition on the sender.
      ...sesResources.map((resource) => `ses:SendEmail on ${resource}`),
      `s3:DeleteObject,s3:GetObject on ${idOfOutput(template, stackOutputs.bucket)}.Arn/*`,
    ];
    const wild = roleStatements(template).flatMap(({ actions, resources }) =>
      resources
        .filter((resource) => /[*?]/.test(resource))
        .map((resource) => `${actions.join()} on ${resource}`),
    );
    expect(wild).toEqual(allowed);
  });

  it('reach nothing but resources of this stack, SES to send from, and the event bus', () => {
    const ids = Object.keys(template.toJSON().Resources as object);
    for (const { actions, resources } of roleStatements(template)) {
      if (actions.every((action) => /^(ses|events):/.test(action))) continue;
      for (const resource of resources) expect(ids).toContain(resource.split('.')[0]);
    }
  });

  it('delete nothing but the items of deleted audiences, and files that operators delete', () => {
    const deleting = roleStatements(template).flatMap(({ actions, resources }) =>
      actions
        .filter((action) => /^(s3|dynamodb):.*Delete/.test(action))
        .map((action) => `${action} on ${resources.join()}`),
    );
    const audiences = idOfOutput(template, stackOutputs.audiencesTable);
    const bucket = idOfOutput(template, stackOutputs.bucket);
    expect(deleting).toEqual([
      `dynamodb:DeleteItem on ${audiences}.Arn`,
      `s3:DeleteObject on ${bucket}.Arn/*`,
    ]);
    expect(actionsOn('screen-actions', stackOutputs.bucket)).toEqual([
      's3:DeleteObject',
      's3:GetObject',
    ]);
    expect(actionsOn('collector', stackOutputs.audiencesTable)).toContain('dynamodb:DeleteItem');
  });

  it('write to the log group of their own function only', () => {
    for (const name of functionNames) {
      const { properties } = functionNamed(template, name);
      const logs = statementsOfFunction(template, name).filter(({ actions }) =>
        actions.some((action) => action.startsWith('logs:')),
      );
      expect(logs).toMatchObject([
        {
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [`${properties.LoggingConfig?.LogGroup?.Ref}.Arn`],
        },
      ]);
    }
  });
});

describe('the policies of people', () => {
  const ofPolicy = (output: (typeof peoplesPolicies)[number]) =>
    statementsOfManagedPolicy(template, idOfOutput(template, output)).map(
      ({ effect, actions, resources }) => [effect, resources, actions],
    );
  const arnOf = (output: string) => `${idOfOutput(template, output)}.Arn`;

  it.each(peoplesPolicies)('is for whom the owner of the account gives it to: %s', (output) => {
    const id = idOfOutput(template, output);
    const { Roles, Users, Groups } = one(template, 'AWS::IAM::ManagedPolicy', id);
    expect([Roles, Users, Groups]).toEqual([undefined, undefined, undefined]);
  });

  it('allow operators what the commands need, on this stack and nothing else', () => {
    expect(ofPolicy('OperatorsPolicyArn')).toEqual([
      ['Allow', ['${AWS::StackId}'], rightsOn('stack')],
      ['Allow', [arnOf(stackOutputs.projectsTable)], rightsOn('projects')],
      ['Allow', [arnOf(stackOutputs.audiencesTable)], rightsOn('audiences')],
      ['Allow', [arnOf(stackOutputs.membershipsTable)], rightsOn('memberships')],
      ['Allow', [arnOf(stackOutputs.importsTable)], rightsOn('imports')],
      ['Allow', [arnOf(stackOutputs.usersTable)], rightsOn('users')],
      ['Allow', [arnOf(stackOutputs.scannerFunction)], rightsOn('scanner')],
      ['Allow', [arnOf(stackOutputs.bucket)], rightsOn('bucket')],
      ['Allow', [`${arnOf(stackOutputs.bucket)}/*`], rightsOn('files')],
    ]);
  });

  it('allow viewers what commands need that change nothing', () => {
    const byResource = ofPolicy('ViewersPolicyArn').flatMap(([, resources, actions]) =>
      [resources].flat().map((resource) => [resource, actions]),
    );
    expect(Object.fromEntries(byResource)).toEqual({
      '${AWS::StackId}': viewerRightsOn('stack'),
      [arnOf(stackOutputs.projectsTable)]: viewerRightsOn('projects'),
      [arnOf(stackOutputs.audiencesTable)]: viewerRightsOn('audiences'),
      [arnOf(stackOutputs.membershipsTable)]: viewerRightsOn('memberships'),
      [arnOf(stackOutputs.importsTable)]: viewerRightsOn('imports'),
      [arnOf(stackOutputs.usersTable)]: viewerRightsOn('users'),
      [`${arnOf(stackOutputs.bucket)}/*`]: ['s3:GetObject'],
    });
    expect(JSON.stringify(byResource)).not.toMatch(/Put|Update|Delete|Write|Invoke/);
  });

  it('allow campaign systems what the reader needs', () => {
    expect(ofPolicy('CampaignReadersPolicyArn')).toEqual([
      ['Allow', [arnOf(stackOutputs.audiencesTable)], [...readerActions.audiences].sort()],
      ['Allow', [arnOf(stackOutputs.membershipsTable)], [...readerActions.memberships].sort()],
    ]);
  });
});

describe('the scanner', () => {
  it('cannot read files, only list them', () => {
    expect(actionsOn('scanner', stackOutputs.bucket)).toEqual(['s3:ListBucket']);
  });

  it('cannot touch members, users and import records', () => {
    for (const output of [
      stackOutputs.membershipsTable,
      stackOutputs.usersTable,
      stackOutputs.importsTable,
    ])
      expect(actionsOn('scanner', output)).toEqual([]);
  });

  it('cannot change projects', () => {
    expect(actionsOn('scanner', stackOutputs.projectsTable)).toEqual([
      'dynamodb:GetItem',
      'dynamodb:Scan',
    ]);
  });

  it('can only send to the import queue', () => {
    expect(actionsOn('scanner', stackOutputs.importQueueUrl)).toEqual(['sqs:SendMessage']);
  });
});

describe('the importer', () => {
  it('cannot write users, and reads those of one project at a time', () => {
    expect(actionsOn('importer', stackOutputs.usersTable)).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:DescribeTable',
      'dynamodb:Query',
    ]);
  });

  it('cannot change files, and may list the bucket without a condition: a missing key is 404', () => {
    const id = idOfOutput(template, stackOutputs.bucket);
    const statements = statementsOfFunction(template, 'importer').filter(({ actions }) =>
      actions.some((action) => action.startsWith('s3:')),
    );
    expect(statements.map(({ actions, resources }) => ({ actions, resources }))).toEqual([
      { actions: ['s3:GetObject'], resources: [`${id}.Arn/*`] },
      // Reports, and nothing else.
      {
        actions: ['s3:AbortMultipartUpload', 's3:PutObject'],
        resources: [`${id}.Arn/audience-import-reports/*`],
      },
      { actions: ['s3:ListBucket'], resources: [`${id}.Arn`] },
    ]);
    expect(statementsOfFunction(template, 'importer')).toContainEqual(
      expect.objectContaining({
        effect: 'Allow',
        actions: ['s3:ListBucket'],
        resources: [`${id}.Arn`],
        condition: undefined,
      }),
    );
  });

  it('cannot send to its own queue', () => {
    expect(actionsOn('importer', stackOutputs.importQueueUrl)).toEqual([
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
    ]);
  });

  it('can write members in batches, read them, and add import records, which it cannot read', () => {
    expect(actionsOn('importer', stackOutputs.membershipsTable)).toEqual([
      'dynamodb:BatchWriteItem',
      'dynamodb:DescribeTable',
      'dynamodb:GetItem',
      'dynamodb:Query',
    ]);
    expect(actionsOn('importer', stackOutputs.importsTable)).toEqual(['dynamodb:PutItem']);
  });
});

describe('the announcer', () => {
  it('alone may put events, on the default event bus, and none but its own', () => {
    const putting = roleStatements(template).filter(({ actions }) =>
      actions.some((action) => action.startsWith('events:')),
    );
    expect(putting).toEqual(
      statementsOfFunction(template, 'announcer').filter(({ actions }) =>
        actions.includes('events:PutEvents'),
      ),
    );
    expect(putting).toMatchObject([
      {
        effect: 'Allow',
        actions: ['events:PutEvents'],
        resources: [
          'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/default',
        ],
        condition: {
          'ForAllValues:StringEquals': { 'events:source': 'audience-import' },
          Null: { 'events:source': 'false' },
        },
      },
    ]);
  });

  it('finds events by the index, reads records, and sees neither files nor users nor members', () => {
    const table = idOfOutput(template, stackOutputs.audiencesTable);
    const onAudiences = statementsOfFunction(template, 'announcer').filter(({ resources }) =>
      resources.some((resource) => resource.startsWith(`${table}.`)),
    );
    expect(onAudiences).toMatchObject([
      {
        actions: ['dynamodb:Scan'],
        resources: [`${table}.Arn/index/${unannouncedIndex.name}`],
      },
      { actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'], resources: [`${table}.Arn`] },
    ]);
    expect(actionsOn('announcer', stackOutputs.importsTable)).toEqual(['dynamodb:GetItem']);
    for (const output of [
      stackOutputs.bucket,
      stackOutputs.projectsTable,
      stackOutputs.usersTable,
      stackOutputs.membershipsTable,
    ])
      expect(actionsOn('announcer', output)).toEqual([]);
  });
});

describe('the mailer', () => {
  it('alone may send mail, and only from the sender', () => {
    const sending = roleStatements(template).filter(({ actions }) =>
      actions.some((action) => /^(ses|sesv2|sns|pinpoint|mobiletargeting):/.test(action)),
    );

    expect(sending).toEqual(sendingStatements());
    expect(sending).toMatchObject([
      {
        effect: 'Allow',
        actions: ['ses:SendEmail'],
        condition: { StringEquals: { 'ses:FromAddress': sender } },
      },
    ]);
  });

  it('may do so to whomever and by whatever configuration set the account has', () => {
    const [{ resources } = { resources: [] }] = sendingStatements();
    expect(resources).toEqual(sesResources);
  });

  it('finds notices by the index, and reads and changes audiences one by one', () => {
    const table = idOfOutput(template, stackOutputs.audiencesTable);
    const onAudiences = statementsOfFunction(template, 'mailer').filter(({ resources }) =>
      resources.some((resource) => resource.startsWith(`${table}.`)),
    );
    expect(onAudiences).toMatchObject([
      {
        actions: ['dynamodb:Query', 'dynamodb:Scan'],
        resources: [`${table}.Arn/index/${pendingIndex.name}`],
      },
      {
        actions: ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
        resources: [`${table}.Arn`],
      },
    ]);
  });

  it('reads whom to write to, and sees neither files nor users nor members', () => {
    expect(actionsOn('mailer', stackOutputs.projectsTable)).toEqual([
      'dynamodb:GetItem',
      'dynamodb:Scan',
    ]);
    for (const output of [
      stackOutputs.bucket,
      stackOutputs.usersTable,
      stackOutputs.membershipsTable,
      stackOutputs.importsTable,
    ])
      expect(actionsOn('mailer', output)).toEqual([]);
  });
});

describe('the collector', () => {
  it('finds chunks, and deletes them in batches', () => {
    expect(actionsOn('collector', stackOutputs.membershipsTable)).toEqual([
      'dynamodb:BatchWriteItem',
      'dynamodb:Query',
    ]);
  });

  it('walks audiences, and removes of them what nobody needs', () => {
    expect(actionsOn('collector', stackOutputs.audiencesTable)).toEqual([
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ]);
  });

  it('gives places of projects back, and sees neither files nor users nor records', () => {
    expect(actionsOn('collector', stackOutputs.projectsTable)).toEqual([
      'dynamodb:GetItem',
      'dynamodb:Scan',
      'dynamodb:UpdateItem',
    ]);
    for (const output of [
      stackOutputs.bucket,
      stackOutputs.usersTable,
      stackOutputs.importsTable,
      stackOutputs.importQueueUrl,
    ])
      expect(actionsOn('collector', output)).toEqual([]);
  });
});

describe('the dead-letter function', () => {
  it('takes dead letters, and cannot send them anywhere', () => {
    expect(actionsOn('dead-letter', stackOutputs.deadLetterQueueUrl)).toEqual([
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
    ]);
    expect(actionsOn('dead-letter', stackOutputs.importQueueUrl)).toEqual([]);
  });

  it('records what failed, and sees neither files nor users nor members', () => {
    expect(actionsOn('dead-letter', stackOutputs.importsTable)).toEqual(['dynamodb:PutItem']);
    expect(actionsOn('dead-letter', stackOutputs.projectsTable)).toEqual(['dynamodb:GetItem']);
    for (const output of [
      stackOutputs.bucket,
      stackOutputs.usersTable,
      stackOutputs.membershipsTable,
    ])
      expect(actionsOn('dead-letter', output)).toEqual([]);
  });
});

describe("the customer's users tables", () => {
  const arnOf = (name: string) =>
    `arn:\${AWS::Partition}:dynamodb:\${AWS::Region}:\${AWS::AccountId}:table/${name}`;

  const isArn = (resource: string): boolean => resource.includes(':dynamodb:');

  it('are what the importer may read, these and no other', () => {
    const withTables = synthesize({ usersTables: 'Members,crm.people' });
    for (const name of functionNames) {
      const foreign = statementsOfFunction(withTables, name).filter(({ resources }) =>
        resources.some(isArn),
      );
      const expected = name === 'importer' ? ['Members', 'crm.people'].map(arnOf) : [];
      // The statement names the stack's own users table, too, by reference.
      const named = foreign.flatMap(({ resources }) => resources).filter(isArn);
      expect(named.sort()).toEqual(expected.sort());
      for (const { actions } of foreign)
        expect([...actions].sort()).toEqual([
          'dynamodb:BatchGetItem',
          'dynamodb:DescribeTable',
          'dynamodb:Scan',
        ]);
    }
  });

  it('are told to the command', () => {
    const withTables = synthesize({ usersTables: 'Members,crm.people' });
    expect(valueOfOutput(withTables, stackOutputs.usersTables)).toBe('Members,crm.people');
    expect(Object.keys(template.toJSON().Outputs as object)).not.toContain(
      stackOutputs.usersTables,
    );
  });
});

describe.each(functionNames)('the %s', (name) => {
  it('changes audiences by updates alone, which leave the paths of others as they are', () => {
    expect(
      actionsOn(name, stackOutputs.audiencesTable).filter((a) => /Put|Write|Update/.test(a)),
    ).toEqual(name === 'screen' ? [] : ['dynamodb:UpdateItem']);
  });
});
