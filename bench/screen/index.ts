/**
 * What it takes to draw the screen of 2,000 audiences in 50 projects: time of the warm function with its answers from a local
 * DynamoDB, size of its answer, and read units, against reading every audience's item whole.
 *
 *     npm run bench -- screen [--small]
 */
import { DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { createDeps } from '../../lambdas/screen/deps.ts';
import { createHandler } from '../../lambdas/screen/handler.ts';
import { lastScanKey } from '../../lambdas/shared/contract.ts';
import { createHost } from '../../lambdas/shared/host.ts';
import type { ViewLink } from '../../lambdas/shared/screen/view-params.ts';
import { assertSame } from '../support/assert-same.ts';
import { median } from '../support/median.ts';
import { isSmall, runs } from '../support/options.ts';
import { anAudience, aProject, aScan, now, projectIdOf } from './stored.ts';
import { startTables } from './start-tables.ts';

const size = isSmall
  ? { projects: 3, each: 5, large: 60 }
  : { projects: 50, each: 40, large: 2000 };
/** A project of its own, which the list of projects does not count. */
const large = size.projects;

const tables = await startTables();
const context = {
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:screen',
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'screen',
  functionVersion: '1',
  memoryLimitInMB: '1769',
  awsRequestId: '1',
  logGroupName: 'screen',
  logStreamName: 'screen',
  getRemainingTimeInMillis: () => 30_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

const store = async (project: number, audiences: number): Promise<void> => {
  await tables.put('projects', [aProject(project, audiences)]);
  await tables.put('audiences', [
    { ...lastScanKey(projectIdOf(project)), ...aScan(audiences) },
    ...Array.from({ length: audiences }, (_, index) => anAudience(project, index)),
  ]);
};

try {
  for (let project = 0; project < size.projects; project += 1) await store(project, size.each);

  const env = { region: 'eu-west-1', projectsTable: 'projects', audiencesTable: 'audiences' };
  const host = createHost();
  const handler = createHandler(
    createDeps(
      { ...env, importsTable: 'imports', actionsFunction: context.invokedFunctionArn },
      tables.client,
      { ...host, now: () => now, logger: { ...host.logger, addContext: () => undefined } },
    ),
  );
  const draw = async (link: ViewLink): Promise<{ ms: number; bytes: number; units: number }> => {
    tables.takeUnits();
    const begunAt = performance.now();
    const answer = await handler(link, context);
    const ms = performance.now() - begunAt;
    return { ms, bytes: Buffer.byteLength(JSON.stringify(answer)), units: tables.takeUnits() };
  };
  const measure = async (link: ViewLink): Promise<{ ms: number; bytes: number; units: number }> => {
    await draw(link);
    const all: Awaited<ReturnType<typeof draw>>[] = [];
    for (let run = 0; run < 4 * runs; run += 1) all.push(await draw(link));
    const [first] = all;
    if (!first) throw new Error('nothing was drawn');
    for (const { bytes } of all) assertSame('answers', { bytes, first: first.bytes });
    return { ...first, ms: Math.round(median(all.map(({ ms }) => ms))) };
  };

  /** Of every item whole, as whoever acts upon them reads them. */
  const readWhole = async (): Promise<number> => {
    tables.takeUnits();
    const client = DynamoDBDocumentClient.from(tables.client);
    for (let project = 0; project < size.projects; project += 1)
      for await (const page of paginateQuery(
        { client },
        {
          TableName: 'audiences',
          ConsistentRead: true,
          KeyConditionExpression: 'projectId = :projectId',
          ExpressionAttributeValues: { ':projectId': projectIdOf(project) },
        },
      ))
        assertSame('audiences', { count: page.Count, each: size.each });
    return tables.takeUnits();
  };

  const project = projectIdOf(0);
  const drawn = {
    projects: await measure({ view: 'projects' }),
    project: await measure({ view: 'project', project }),
    audience: await measure({ view: 'audience', project, file: 'segment-0000.csv' }),
  };
  const wholeUnits = await readWhole();
  await store(large, size.large);
  const largeProject = { view: 'project', project: projectIdOf(large), sort: 'members' } as const;
  const all = { ...drawn, largeProject: await measure(largeProject) };
  console.table(all);
  console.log(
    JSON.stringify({
      bench: 'screen',
      audiences: size.projects * size.each,
      wholeUnits,
      ...all,
    }),
  );
} finally {
  await tables.stop();
}
