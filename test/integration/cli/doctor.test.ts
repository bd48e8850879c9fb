import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { createExamine } from '../../../bin/cli/doctor/examine.ts';
import type { ToldFinding } from '../../../bin/cli/doctor/finding.ts';
import { stackOutputs } from '../../../lambdas/shared/contract.ts';
import { readOwnVersion } from '../../../lib/own-version.ts';
import { startS3 } from '../../../local/s3/index.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aProject } from '../../support/factories.ts';
import { serve, type TestServer } from '../../support/http-server.ts';
import { connectTo, runCommand } from './run-command.ts';

const host = { now: Date.now, sleep: () => Promise.resolve(), random: () => 0 };

let dynalite: Dynalite;
let s3: Awaited<ReturnType<typeof startS3>>;
let aws: TestServer | undefined;
let folder: string;

beforeAll(async () => {
  dynalite = await startDynalite();
  folder = await mkdtemp(join(tmpdir(), 'doctor-'));
  s3 = await startS3({ directory: join(folder, 'inbox'), bucket: 'inbox', port: 0 });
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'eu-west-1',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  });
  await dynalite.client.send(
    new CreateTableCommand({
      TableName: 'crm',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
  const usersSource = { tableName: 'crm', keyName: 'id', keyType: 'string', keyPrefix: '' };
  const Item = { ...aProject(), usersSource };
  await dynalite.document.send(new PutCommand({ TableName: dynalite.tables.projects, Item }));
});
afterEach(async () => {
  await aws?.stop();
  aws = undefined;
});
afterAll(async () => {
  await dynalite.stop();
  await s3.close();
  await rm(folder, { recursive: true });
});

const outputs = (): Record<string, string> => ({
  [stackOutputs.bucket]: 'inbox',
  [stackOutputs.projectsTable]: dynalite.tables.projects,
  [stackOutputs.audiencesTable]: dynalite.tables.audiences,
  [stackOutputs.membershipsTable]: dynalite.tables.memberships,
  [stackOutputs.importsTable]: dynalite.tables.imports,
  [stackOutputs.usersTable]: dynalite.tables.users,
  [stackOutputs.usersTables]: 'crm',
  [stackOutputs.scannerFunction]: 'scanner',
  [stackOutputs.mailerFunction]: 'mailer',
  [stackOutputs.alarmTopic]: 'arn:aws:sns:eu-west-1:123456789012:alarms',
  [stackOutputs.version]: readOwnVersion(),
});

/** Answers of one account, by operation: XML or JSON as AWS sends it, or a refusal. */
type Answers = Record<string, string | { status: number; body: string }>;

const member = (fields: Record<string, string>): string =>
  `<member>${Object.entries(fields)
    .map(([key, value]) => `<${key}>${value}</${key}>`)
    .join('')}</member>`;

const stackAnswer = (all: Record<string, string>): string =>
  `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><Outputs>${Object.entries(all)
    .map(([OutputKey, OutputValue]) => member({ OutputKey, OutputValue }))
    .join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;

const noSuchStack = {
  status: 400,
  body: '<ErrorResponse><Error><Code>ValidationError</Code><Message>Stack does not exist</Message></Error></ErrorResponse>',
};

const denied = (action: string) => ({
  status: 403,
  body: `<ErrorResponse><Error><Code>AccessDenied</Code><Message>User: x is not authorized to perform: ${action} on resource: y</Message></Error></ErrorResponse>`,
});

/** An account in which all is as it should be. */
const healthy = (): Answers => ({
  'DescribeStacks AudienceImport': stackAnswer(outputs()),
  'DescribeStacks CDKToolkit': stackAnswer({ BootstrapVersion: '21' }),
  GetAccountSettings: JSON.stringify({
    AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 900 },
  }),
  GetFunctionConfiguration: JSON.stringify({
    Environment: { Variables: { SENDER_EMAIL: 'audiences@mail.example.org' } },
  }),
  GetIdentityVerificationAttributes:
    '<R><GetIdentityVerificationAttributesResult><VerificationAttributes><entry><key>example.org</key><value><VerificationStatus>Success</VerificationStatus></value></entry></VerificationAttributes></GetIdentityVerificationAttributesResult></R>',
  GetAccountSendingEnabled:
    '<R><GetAccountSendingEnabledResult><Enabled>true</Enabled></GetAccountSendingEnabledResult></R>',
  GetSendQuota:
    '<R><GetSendQuotaResult><Max24HourSend>50000.0</Max24HourSend></GetSendQuotaResult></R>',
  ListSubscriptionsByTopic: `<R><ListSubscriptionsByTopicResult><Subscriptions>${member({
    SubscriptionArn: 'arn:aws:sns:eu-west-1:1:alarms:2',
    Endpoint: 'on-call@example.org',
  })}</Subscriptions></ListSubscriptionsByTopicResult></R>`,
  HeadBucket: '',
  GetBucketEncryption:
    '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>',
});

/** All services of an account at one address; DynamoDB is dynalite. */
const startAws = async (answers: Answers): Promise<void> => {
  aws = await serve((request, response) => {
    void text(request).then((body) => {
      const form = new URLSearchParams(body);
      const path = request.url ?? '';
      const operation =
        [form.get('Action'), form.get('StackName')].filter(Boolean).join(' ') ||
        (path.includes('/account-settings') && 'GetAccountSettings') ||
        (path.includes('/functions/mailer') && 'GetFunctionConfiguration') ||
        (path.includes('?notification') &&
          ['GetBucketNotification', request.headers['x-amz-expected-bucket-owner']]
            .filter(Boolean)
            .join(' ')) ||
        (request.method === 'HEAD' ? 'HeadBucket' : 'GetBucketEncryption');
      const answer = answers[operation] ?? { status: 500, body: `no answer to ${operation}` };
      const { status, body: sent } =
        typeof answer === 'string' ? { status: 200, body: answer } : answer;
      response.writeHead(status, { 'x-amz-bucket-region': 'eu-west-1' }).end(sent);
    });
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_ENDPOINT_URL_DYNAMODB: dynalite.endpoint,
  });
};

const consult = async (args: string[] = [], cwd = folder, now = Date.now) => {
  const examine = createExamine(cwd, { ...host, now });
  const run = (more: string[]) =>
    runCommand(connectTo(dynalite), ['doctor', ...args, ...more], '', () => undefined, examine);
  const { exitCode, stdout, stderr } = await run(['--json']);
  expect(stderr).toBe('');
  const { findings } = JSON.parse(stdout) as { findings: ToldFinding[] };
  const plain = await run([]);
  expect(plain.exitCode).toBe(exitCode);
  const of = (status: string) =>
    findings.filter((finding) => finding.status === status).map(({ check }) => check);
  return { exitCode, findings, of, text: plain.stdout };
};

describe('the doctor, of a stack that is deployed', () => {
  it('finds all well', async () => {
    await startAws(healthy());
    const { exitCode, of, text } = await consult();
    expect({ exitCode, missing: of('missing'), warning: of('warning') }).toEqual({
      exitCode: 0,
      missing: [],
      warning: [],
    });
    expect(of('ok')).toEqual([
      ...['bootstrap', 'concurrency', 'sender', 'sandbox', 'alarms', 'bucket', 'encryption'],
      ...['users-tables', 'clock', 'version'],
    ]);
    expect(text).toMatch(/^The stack in eu-west-1:\nok {7}bootstrap/);
    expect(text).toContain('audiences@mail.example.org: example.org is verified in eu-west-1');
    expect(text).toContain('All is well.');
  });

  it('looks whether the bucket tells what has changed, where the stack is to be told', async () => {
    const told = { ...outputs(), [stackOutputs.newsQueueUrl]: 'https://sqs/123456789012/news' };
    const withEvents = (configuration: string) => {
      const answer = `<NotificationConfiguration>${configuration}</NotificationConfiguration>`;
      return {
        ...healthy(),
        'DescribeStacks AudienceImport': stackAnswer(told),
        GetBucketNotification: answer,
        'GetBucketNotification 123456789012': answer,
      };
    };
    const events = '<EventBridgeConfiguration></EventBridgeConfiguration>';
    await startAws(withEvents(events));
    expect((await consult()).of('ok')).toContain('bucket-events');
    await aws?.stop();
    // Of a bucket of another account, S3 says no more than that.
    await startAws({
      ...withEvents(events),
      'GetBucketNotification 123456789012': denied('s3:GetBucketNotification'),
    });
    const elsewhere = await consult();
    expect(elsewhere.of('missing')).toEqual(['bucket-events']);
    expect(elsewhere.text).toContain('inbox is in another account');
    await aws?.stop();
    await startAws(withEvents(''));
    const { exitCode, of } = await consult();
    expect({ exitCode, warning: of('warning') }).toEqual({
      exitCode: 0,
      warning: ['bucket-events'],
    });
    await aws?.stop();
    await startAws({
      ...withEvents(''),
      GetBucketNotification: denied('s3:GetBucketNotification'),
    });
    expect((await consult()).text).toContain('s3:GetBucketNotification is missing');
  });

  it('says what is missing, and ends with 1', async () => {
    await startAws({
      ...healthy(),
      GetSendQuota:
        '<R><GetSendQuotaResult><Max24HourSend>200.0</Max24HourSend></GetSendQuotaResult></R>',
      ListSubscriptionsByTopic: `<R><ListSubscriptionsByTopicResult><Subscriptions>${member({
        SubscriptionArn: 'PendingConfirmation',
        Endpoint: 'on-call@example.org',
      })}</Subscriptions></ListSubscriptionsByTopicResult></R>`,
      HeadBucket: { status: 404, body: '' },
    });
    const { exitCode, of, text } = await consult();
    expect({ exitCode, missing: of('missing'), warning: of('warning') }).toEqual({
      exitCode: 1,
      missing: ['alarms', 'bucket'],
      warning: ['sandbox'],
    });
    expect(text).toContain('2 missing, 1 warning.');
  });

  it('says in Japanese what it finds, and the same as ever in JSON', async () => {
    await startAws({ ...healthy(), HeadBucket: { status: 404, body: '' } });
    const english = await consult();
    const japanese = await consult(['--lang', 'ja']);
    expect(japanese.findings).toEqual(english.findings);
    expect(japanese.text).toMatch(/^eu-west-1 のスタック:/);
    expect(japanese.text).toContain('バケット inbox がないため');
    expect(japanese.text).toContain('-> このリージョンに作成するか');
    expect(japanese.text).toContain('不足 1件があります。');
    for (const { what } of english.findings) expect(japanese.text).not.toContain(what);
  });

  it('shows what a screen would obey', async () => {
    await startAws({
      ...healthy(),
      ListSubscriptionsByTopic: `<R><ListSubscriptionsByTopicResult><Subscriptions>${member({
        SubscriptionArn: 'arn:aws:sns:eu-west-1:1:alarms:2',
        Endpoint: 'on-call\u202e',
      })}</Subscriptions></ListSubscriptionsByTopicResult></R>`,
    });
    expect((await consult()).text).toContain('they go to on-call\\u{202e}');
  });

  it('warns where the stack does not name its alarm topic', async () => {
    const others = Object.entries(outputs()).filter(([name]) => name !== stackOutputs.alarmTopic);
    const answer = stackAnswer(Object.fromEntries(others));
    await startAws({ ...healthy(), 'DescribeStacks AudienceImport': answer });
    const { of, text } = await consult();
    expect(of('warning')).toEqual(['alarms']);
    expect(text).toContain('the stack does not name its alarm topic');
  });

  it('names a project that cannot be read, and what repairs it', async () => {
    const { document, tables } = dynalite;
    const Item = { ...aProject({ projectId: 'broken' }), usersSource: { tableName: 7 } };
    await document.send(new PutCommand({ TableName: tables.projects, Item }));
    await startAws(healthy());
    const { of, text } = await consult();
    const Key = { projectId: 'broken' };
    await document.send(new DeleteCommand({ TableName: tables.projects, Key }));
    expect(of('missing')).toEqual(['users-tables']);
    expect(text).toContain('-> "audience-import project put" repairs a project');
  });

  it('takes the time of DynamoDB for the right one', async () => {
    await startAws(healthy());
    const { of, text } = await consult([], folder, () => Date.now() - 3_600_000);
    expect(of('warning')).toEqual(['clock']);
    expect(text).toMatch(/this machine's is 3(599|600|601) s behind DynamoDB's/);
  });

  it('goes on where it may not look, and says which right it lacks', async () => {
    const message = 'User: x is not authorized to perform: lambda:GetAccountSettings';
    await startAws({
      ...healthy(),
      GetAccountSettings: {
        status: 403,
        body: JSON.stringify({ __type: 'AccessDeniedException', message }),
      },
      GetSendQuota: denied('ses:GetSendQuota'),
      HeadBucket: { status: 403, body: '' },
    });
    const { exitCode, findings, of } = await consult();
    expect(exitCode).toBe(0);
    expect(
      findings.filter(({ status }) => status === 'unknown').map(({ check, what }) => [check, what]),
    ).toEqual([
      ['concurrency', 'you may not look: lambda:GetAccountSettings is missing'],
      ['sandbox', 'you may not look: ses:GetSendQuota is missing'],
      ['bucket', 'you may not look: s3:ListBucket is missing'],
    ]);
    expect(of('ok')).toContain('version');
  });
});

describe('the doctor, before anything is deployed', () => {
  const none = { 'DescribeStacks AudienceImport': noSuchStack };

  it('judges the account by what cdk.json and cdk.context.json say, and by the latter first', async () => {
    const project = join(folder, 'project');
    await mkdir(project, { recursive: true });
    const context = { senderEmail: 'nobody@example.com', usersTables: 'crm' };
    await writeFile(join(project, 'cdk.json'), JSON.stringify({ app: 'x', context }));
    const own = { senderEmail: 'audiences@mail.example.org', bucketName: 'inbox' };
    await writeFile(join(project, 'cdk.context.json'), JSON.stringify(own));
    await startAws({ ...healthy(), ...none });
    const { exitCode, of, text } = await consult([], project);
    expect({ exitCode, warning: of('warning'), missing: of('missing') }).toEqual({
      exitCode: 0,
      warning: ['alarms'],
      missing: [],
    });
    expect(of('not-applicable')).toEqual(['bucket-events', 'warm-throughput', 'version']);
    expect(text).toContain('Nothing is deployed in eu-west-1 yet:');
  });

  it('misses a bootstrap stack and a sender, who may be named', async () => {
    await startAws({ ...healthy(), ...none, 'DescribeStacks CDKToolkit': noSuchStack });
    const unnamed = await consult();
    expect(unnamed).toMatchObject({ exitCode: 1 });
    expect(unnamed.of('missing')).toEqual(['bootstrap', 'sender']);
    const named = await consult(['--sender-email', 'a@example.org']);
    expect(named.of('missing')).toEqual(['bootstrap']);
    const other = await consult(['--sender-email', 'a@example.com']);
    expect(other.of('missing')).toEqual(['bootstrap', 'sender']);
  });
});

describe('the doctor, of the local stack', () => {
  it('checks what is there, and says what does not apply', async () => {
    const state = join(folder, '.local');
    await mkdir(state, { recursive: true });
    const endpoints = { dynamodb: dynalite.endpoint, lambda: s3.url, s3: s3.url, ses: s3.url };
    const startWith = (more: Record<string, string>) =>
      writeFile(
        join(state, 'stack.json'),
        JSON.stringify({ endpoints, pid: process.pid, outputs: { ...outputs(), ...more } }),
      );
    await startWith({ [stackOutputs.newsQueueUrl]: `${s3.url}/000000000000/News` });
    expect((await consult(['--state', state])).text).toContain('the folder is watched');
    await startWith({});
    const { exitCode, of, text } = await consult(['--state', state]);
    expect(text).toContain('is not told of files');
    expect(exitCode).toBe(0);
    expect(of('ok')).toEqual(['bucket', 'users-tables', 'clock', 'version']);
    expect(of('not-applicable')).toEqual([
      ...['bootstrap', 'concurrency', 'sender', 'sandbox', 'alarms', 'encryption'],
      ...['bucket-events', 'warm-throughput', 'warm-throughput'],
    ]);
    expect(text).toContain('All is well.');
  });
});
