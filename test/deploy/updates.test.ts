/**
 * What is deployed already is changed: by this release, by each setting, and by going back. One stack takes all changes, and keeps
 * its data. Takes half a minute: a template for each setting.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { stackOutputs } from '../../lambdas/shared/contract.ts';
import { AudienceReader } from '../../reader/index.ts';
import { eachSetting } from '../infra/all-settings.ts';
import { synthesize } from '../infra/synthesize.ts';
import { collect } from '../support/streams.ts';
import {
  type ChangingStack,
  createStack,
  identitiesOf,
  type StackTemplate,
} from './change-sets.ts';
import { builtCode, readFunctions } from './deployed-functions.ts';
import { describeDeployment } from './deployment.ts';
import { createCommand } from './operator-command.ts';
import {
  loadPreviousReader,
  type PreviousReader,
  putItems,
  readPreviousItems,
  readPreviousTemplate,
  scanItems,
} from './previous-release.ts';
import { nextEventOf } from './queue-event.ts';
import { runDeployed } from './run-deployed.ts';
import { type Aws, startAws } from './start-aws.ts';

const stackName = 'AudienceImport';

const thisRelease = (context: Record<string, unknown> = {}): StackTemplate =>
  synthesize({ senderEmail: 'audiences@example.com', ...context }).toJSON() as StackTemplate;

const lines = (first: number, last: number): string =>
  Array.from({ length: last - first + 1 }, (_, index) => `user-${first + index}\n`).join('');

/** The members of `refreshed.csv` as the last import of the previous release left them; see make.ts. */
const refreshed = Array.from({ length: 2580 }, (_, index) => `user-${index + 21}`).sort();

let aws: Aws;
let stack: ChangingStack;
let dynamodb: DynamoDBClient;
let previous: PreviousReader;
let tables: Record<'projects' | 'audiences' | 'memberships' | 'imports' | 'users', string>;
let bucket: string;
let folder: string;
let current: StackTemplate;
let command: ReturnType<typeof createCommand>;

describeDeployment('a stack of the release before, with its data,', () => {
  beforeAll(async () => {
    aws = await startAws();
    folder = await mkdtemp(join(tmpdir(), 'audience-import-updates-'));
    command = createCommand(aws);
    stack = await createStack(aws, stackName);
    dynamodb = new DynamoDBClient(aws.settings);
    previous = await loadPreviousReader();
    current = await readPreviousTemplate();
    await stack.change(current);
    const outputs = await stack.outputs();
    bucket = outputs[stackOutputs.bucket]!;
    tables = {
      projects: outputs[stackOutputs.projectsTable]!,
      audiences: outputs[stackOutputs.audiencesTable]!,
      memberships: outputs[stackOutputs.membershipsTable]!,
      imports: outputs[stackOutputs.importsTable]!,
      users: outputs[stackOutputs.usersTable]!,
    };
    for (const [name, items] of Object.entries(await readPreviousItems()))
      await putItems(dynamodb, tables[name as keyof typeof tables], items);
  });
  afterAll(async () => {
    stack.close();
    dynamodb.destroy();
    await previous.remove();
    await aws.stop();
    await rm(folder, { recursive: true });
  });

  const everyItem = async () => {
    const found = [];
    for (const table of Object.values(tables)) found.push(await scanItems(dynamodb, table));
    return found;
  };

  const put = async (name: string, Body: string): Promise<void> => {
    const s3 = new S3Client(aws.settings);
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: `shop/${name}`, Body }));
    s3.destroy();
  };

  const read = async (Reader: typeof AudienceReader, name = 'refreshed'): Promise<string[]> => {
    const reader = new Reader({ dynamodb, tables });
    return (await collect((await reader.snapshot('shop', name)).ids())).sort();
  };

  /** What holds data is the same before and after, but for what the template adds or lets go. */
  const changeTo = async (to: StackTemplate): Promise<void> => {
    const [physicalBefore, itemsBefore] = [await stack.stateful(), await everyItem()];
    const [before, after] = [identitiesOf(current), identitiesOf(to)];
    const changes = await stack.change(to);
    current = to;
    const physicalAfter = await stack.stateful();

    for (const [id, identity] of before)
      if (after.has(id)) {
        expect([id, after.get(id)]).toEqual([id, identity]);
        expect([id, physicalAfter.get(id)]).toEqual([id, physicalBefore.get(id)]);
      }
    for (const { ResourceChange } of changes)
      if (ResourceChange?.Action === 'Remove' && /Table|Bucket$/.test(ResourceChange.ResourceType!))
        throw new Error(`${ResourceChange.LogicalResourceId} leaves the stack`);
    expect(await everyItem()).toEqual(itemsBefore);
  };

  it('is updated to this one: nothing is replaced or lost, and readers of both go on', async () => {
    await changeTo(thisRelease());
    expect(await read(previous.AudienceReader)).toEqual(refreshed);
    expect(await read(AudienceReader)).toEqual(refreshed);
  });

  it.each(eachSetting)('gets the setting %s, and loses the one before', async (_, context) => {
    await changeTo(thisRelease(context));
  });

  it('is used by command and functions of this one, and readers of the release before read what they write', async () => {
    const users = join(folder, 'users.txt');
    await writeFile(users, lines(1, 3000));
    await command('users', 'load', 'shop', users);
    await put('refreshed.csv', lines(31, 2620));
    await put('fresh.csv', lines(1, 20));
    const functions = await readFunctions(aws, stackName, builtCode);
    const { [stackOutputs.importQueueUrl]: queueUrl = '' } = await stack.outputs();

    const run = (name: string, event: unknown) =>
      runDeployed(functions.get(name)!, event, aws.environment);
    expect(await run('scanner', {})).toMatchObject({ error: undefined });
    for (let event = await nextEventOf(aws, queueUrl); event.Records.length > 0;) {
      expect(await run('importer', event)).toMatchObject({ result: { batchItemFailures: [] } });
      event = await nextEventOf(aws, queueUrl);
    }

    const list = JSON.parse(await command('--json', 'audience', 'list', 'shop')) as unknown[];
    expect(list).toMatchObject([
      { name: 'broken', version: null },
      { name: 'fresh', version: 1, members: 20 },
      { name: 'held', version: 1 },
      { name: 'refreshed', version: 3, members: 2590 },
    ]);
    for (const Reader of [previous.AudienceReader, AudienceReader]) {
      expect(await read(Reader)).toEqual(lines(31, 2620).trimEnd().split('\n').sort());
      expect(await read(Reader, 'fresh')).toEqual(lines(1, 20).trimEnd().split('\n').sort());
    }
  });

  it('is taken back to the release before', async () => {
    await changeTo(await readPreviousTemplate());
    expect(await read(previous.AudienceReader)).toHaveLength(2590);
  });
});
