import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Outcome } from '../../../lambdas/shared/domain/audience-item.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { anAudienceItem, aProject } from '../../support/factories.ts';
import { connectTo, runCommand } from './run-command.ts';

let dynalite: Dynalite;
const gaveUp: Outcome = {
  etag: 'e1',
  result: 'failed',
  cause: 'gave-up',
  importId: 'i',
  at: 1,
  retryAt: 1e15,
};

/** Of three projects and three audiences the middle one cannot be read. */
beforeAll(async () => {
  dynalite = await startDynalite();
  const { projects, audiences } = dynalite.tables;
  const store = (TableName: string, Item: object) =>
    dynalite.document.send(new PutCommand({ TableName, Item: { ...Item } }));
  for (const projectId of ['a', 'bad', 'c'])
    await store(projects, {
      ...aProject({ projectId, path: `${projectId}/` }),
      ...(projectId === 'bad' && { audienceLimit: 5000 }),
    });
  for (const name of ['1', 'bad', '2'])
    await store(audiences, {
      ...anAudienceItem({ projectId: 'a', fileName: `${name}.csv`, outcome: gaveUp }),
      ...(name === 'bad' && { versions: 'none' }),
    });
});
afterAll(() => dynalite.stop());

it.each<[string[], string, string]>([
  [['project', 'list'], '["a","c"]', 'bad: MalformedItemError'],
  [['audience', 'list', 'a'], '["1","2"]', 'a/bad.csv: MalformedItemError'],
  [['dead-letter', 'redrive'], '["1","2"]', 'bad: MalformedItemError'],
])('%j deals with what it can read, and names the rest', async (args, expected, named) => {
  const { exitCode, stderr, stdout } = await runCommand(connectTo(dynalite), ['--json', ...args]);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(named)]);
  const printed = JSON.parse(stdout) as { redriven?: Named[] } | Named[];
  const list = Array.isArray(printed) ? printed : printed.redriven!;
  const names = list.map(({ name, project }) => name ?? project).sort();
  expect(JSON.stringify(names)).toBe(expected);
});

interface Named {
  project: string;
  name?: string;
}

it('a project can be put beside one that cannot be read, but not over its files', async () => {
  const put = (id: string, path: string) =>
    runCommand(connectTo(dynalite), [
      ...['project', 'put', id, '--path', path],
      ...['--admin-email', 'a@example.com', '--audience-limit', '5'],
    ]);
  expect(await put('d', 'd/')).toMatchObject({ exitCode: 0 });
  expect(await put('e', 'bad/e/')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('overlaps "bad/"'),
  });
});
