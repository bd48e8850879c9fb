/**
 * One life of a stack, as docs/operations.md has it, by the programs that a person uses. Takes half a minute: the CDK's command
 * starts four times, ours eight times, and each function once.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  GetObjectCommand,
  HeadBucketCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { SESClient, VerifyEmailIdentityCommand } from '@aws-sdk/client-ses';
import { defaultStackName, stackOutputs, tableKeys } from '../../lambdas/shared/contract.ts';
import { synthesize } from '../../local/synthesize.ts';
import { AudienceReader } from '../../reader/index.ts';
import { collect } from '../support/streams.ts';
import { accountEnvironment, type Cdk, createCdk } from './cdk.ts';
import type { StackTemplate } from './change-sets.ts';
import { publishedCode, readFunctions } from './deployed-functions.ts';
import { describeDeployment } from './deployment.ts';
import { createCommand } from './operator-command.ts';
import { nextEventOf } from './queue-event.ts';
import { type DeployedFunction, type Outcome, runDeployed } from './run-deployed.ts';
import { type Aws, startAws } from './start-aws.ts';

// A machine that does other things, too, takes minutes for a deployment that takes seconds alone.
jest.setTimeout(900_000);

const sender = 'audiences@shop.example.com';

let folder: string;
let aws: Aws;
let cdk: Cdk;
let command: ReturnType<typeof createCommand>;
let cloudformation: CloudFormationClient;
let dynamodb: DynamoDBClient;
let s3: S3Client;
let outputs: Record<string, string>;
let functions: Map<string, DeployedFunction>;

describeDeployment('a stack', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audience-import-deploy-'));
    aws = await startAws();
    cdk = createCdk(aws);
    command = createCommand(aws);
    cloudformation = new CloudFormationClient(aws.settings);
    dynamodb = new DynamoDBClient(aws.settings);
    s3 = new S3Client(aws.settings);
  });
  afterAll(async () => {
    for (const client of [cloudformation, dynamodb, s3]) client.destroy();
    await aws.stop();
    await rm(folder, { recursive: true });
  });

  /** @returns folder of what was deployed */
  const deploy = async (name: string, settings: Record<string, unknown>): Promise<string> => {
    const assembly = join(folder, name);
    await synthesize(assembly, { senderEmail: sender, ...settings });
    await cdk('deploy', '--require-approval', 'never', '--app', assembly);
    const { Stacks } = await cloudformation.send(
      new DescribeStacksCommand({ StackName: defaultStackName }),
    );
    outputs = Object.fromEntries(
      (Stacks?.[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
    ) as Record<string, string>;
    return assembly;
  };

  const resources = async (): Promise<Map<string | undefined, string | undefined>> => {
    const { StackResources = [] } = await cloudformation.send(
      new DescribeStackResourcesCommand({ StackName: defaultStackName }),
    );
    return new Map(StackResources.map((each) => [each.LogicalResourceId, each.PhysicalResourceId]));
  };

  const put = (key: string, body: string) =>
    s3.send(new PutObjectCommand({ Bucket: outputs[stackOutputs.bucket], Key: key, Body: body }));

  const run = async (name: string, event: unknown): Promise<Outcome> => {
    const deployed = functions.get(name);
    if (deployed === undefined) throw new Error(`no function ${name} is deployed`);
    return runDeployed(deployed, event, aws.environment);
  };

  it('is missed by doctor, and so is the bootstrap stack', async () => {
    await expect(command('doctor')).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^MISSING +bootstrap /m),
    });
  });

  it('is deployed, after cdk bootstrap, with the outputs that the command looks for', async () => {
    await cdk('bootstrap', accountEnvironment);
    const assembly = await deploy('first', {});

    expect(Object.keys(outputs)).toEqual(
      expect.arrayContaining(
        Object.values(stackOutputs).filter(
          (name) => name !== stackOutputs.usersTables && name !== stackOutputs.newsQueueUrl,
        ),
      ),
    );
    const template = JSON.parse(
      await readFile(join(assembly, `${defaultStackName}.template.json`), 'utf8'),
    ) as StackTemplate;
    functions = await readFunctions(aws, defaultStackName, publishedCode(aws, template, folder));
    expect([...functions.keys()].sort()).toEqual([
      ...['announcer', 'collector', 'dead-letter', 'importer'],
      ...['mailer', 'scanner', 'screen', 'screen-actions'],
    ]);
  });

  it('is looked over by doctor, which misses only what nobody has confirmed', async () => {
    const ses = new SESClient(aws.settings);
    await ses.send(new VerifyEmailIdentityCommand({ EmailAddress: sender }));
    ses.destroy();
    await expect(command('--json', 'doctor')).rejects.toMatchObject({ code: 1 });
    const printed = await command('--json', 'doctor').catch(
      (error: unknown) => (error as { stdout: string }).stdout,
    );
    const { findings } = JSON.parse(printed) as { findings: { check: string; status: string }[] };
    expect(Object.fromEntries(findings.map(({ check, status }) => [check, status]))).toMatchObject({
      bootstrap: 'ok',
      sender: 'ok',
      alarms: 'missing',
      bucket: 'ok',
      version: 'ok',
    });
  });

  it('imports a file, by the command and the functions as they are deployed', async () => {
    await command(
      'project',
      'put',
      'shop',
      '--admin-email',
      'a@example.com',
      '--audience-limit',
      '5',
    );
    const users = join(import.meta.dirname, '../fixtures/deploy/users.txt');
    await command('users', 'load', 'shop', users);
    await put('shop/vip.csv', 'alice\nbob\nnobody\n');
    await put('shop/broken.csv', 'alice\n"bob\n');

    const scan = await run('scanner', {});
    expect(scan.error).toBeUndefined();
    expect(scan.result).toMatchObject({ projects: [{ projectId: 'shop', seen: 2, sent: 2 }] });

    const queueUrl = outputs[stackOutputs.importQueueUrl]!;
    for (;;) {
      const event = await nextEventOf(aws, queueUrl);
      if (event.Records.length === 0) break;
      const imported = await run('importer', event);
      expect(imported).toMatchObject({ error: undefined, result: { batchItemFailures: [] } });
    }

    const list = JSON.parse(await command('--json', 'audience', 'list', 'shop')) as unknown[];
    expect(list).toMatchObject([
      { name: 'broken', status: 'rejected', version: null },
      { name: 'vip', status: 'ready', version: 1, members: 2, unregistered: 1 },
    ]);
    expect(await command('audience', 'members', 'shop', 'vip')).toBe('alice\nbob\n');
  });

  it.each<[string, unknown, unknown]>([
    ['mailer', {}, { mailsSent: 1, noticesPending: 0 }],
    ['announcer', {}, { eventsSent: 2, eventsPending: 0 }],
    ['collector', {}, expect.objectContaining({ chunks: 0, versions: 0 })],
    ['screen', {}, expect.stringContaining('shop')],
    ['screen-actions', { action: 'nothing' }, expect.stringContaining('<')],
    [
      'dead-letter',
      { Records: [{ messageId: 'm', body: 'no order', attributes: {} }] },
      { batchItemFailures: [] },
    ],
  ])('has a %s that answers', async (name, event, result) => {
    expect(await run(name, event)).toMatchObject({ error: undefined, result });
  });

  it('is read by campaigns', async () => {
    const reader = new AudienceReader({
      dynamodb,
      tables: {
        audiences: outputs[stackOutputs.audiencesTable]!,
        memberships: outputs[stackOutputs.membershipsTable]!,
      },
    });
    const snapshot = await reader.snapshot('shop', 'vip');
    expect((await collect(snapshot.ids())).sort()).toEqual(['alice', 'bob']);
  });

  it('keeps what it has when it is updated', async () => {
    const before = await resources();
    await deploy('second', {
      trigger: 'events',
      protectTables: true,
      usersTables: ['Members'],
      writers: { domo: { prefix: 'shop/' } },
    });
    const after = await resources();
    for (const [id, physical] of before)
      if (/Table|Inbox|Queue|Topic/.test(id!)) expect([id, after.get(id)]).toEqual([id, physical]);
    expect(outputs[stackOutputs.usersTables]).toBe('Members');
    expect(outputs[stackOutputs.newsQueueUrl]).toBeDefined();
    expect(await command('audience', 'members', 'shop', 'vip')).toBe('alice\nbob\n');
  });

  it('leaves tables and bucket with all that is in them when it is destroyed', async () => {
    await cdk('destroy', '--force', '--app', join(folder, 'second'));

    await expect(
      cloudformation.send(new DescribeStacksCommand({ StackName: defaultStackName })),
    ).rejects.toThrow('does not exist');
    for (const table of Object.keys(tableKeys)) {
      const TableName = outputs[`${table.charAt(0).toUpperCase()}${table.slice(1)}TableName`];
      const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
      expect(Table).toMatchObject({ TableStatus: 'ACTIVE', DeletionProtectionEnabled: true });
    }
    const Bucket = outputs[stackOutputs.bucket];
    await s3.send(new HeadBucketCommand({ Bucket }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'shop/vip.csv' }));
    expect(await Body!.transformToString()).toBe('alice\nbob\nnobody\n');
  });
});
