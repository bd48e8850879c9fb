import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AudienceView } from '../../lambdas/shared/domain/audience-view.ts';
import { operate, type Operator } from '../support/operate.ts';
import { type RunningStack, startStack } from '../support/running-stack.ts';

jest.setTimeout(900_000);

/**
 * The same in both projects, whose own users they are in the first one only. To look up those of one file takes ten seconds of
 * what the table gives: longer than the SDK would repeat a call.
 */
const ids = Array.from({ length: 2000 }, (_, id) => String(100_000 + id)).sort();
const filesOf = { first: 2, second: 1 };
type Project = keyof typeof filesOf;
const projects: Project[] = ['first', 'second'];

let stack: RunningStack;
let operator: Operator;

beforeAll(async () => {
  stack = await startStack('--throttle', '100,300');
  operator = operate(stack.state);
});
afterAll(() => stack.stop());

describe('tables that take 100 read and 300 write units a second', () => {
  it('make three imports at once slower, and none of them wrong', async () => {
    for (const project of projects)
      await operator.run([
        ...['project', 'put', project, '--admin-email', `${project}@example.com`],
        ...['--audience-limit', '10'],
      ]);
    await operator.run(['users', 'load', 'first', '-'], `${ids.join('\n')}\n`);
    await operator.run(['users', 'load', 'second', '-'], 'nobody-else\n');
    for (const project of projects) {
      await mkdir(join(stack.inbox, project), { recursive: true });
      for (let file = 0; file < filesOf[project]; file += 1)
        await writeFile(
          join(stack.inbox, project, `list-${file}.csv`),
          `nobody-else\n${ids.join('\n')}\n`,
        );
    }

    await operator.run(['scan', '--wait']);

    const membersOf = { first: ids, second: ['nobody-else'] };
    for (const project of projects) {
      const audiences = await operator.runJson<AudienceView[]>(['audience', 'list', project]);
      expect(audiences.map(({ name, status, version }) => ({ name, status, version }))).toEqual(
        Array.from({ length: filesOf[project] }, (_, file) => ({
          name: `list-${file}`,
          status: 'ready',
          version: 1,
        })),
      );
      for (const { name } of audiences) {
        const printed = await operator.run(['audience', 'members', project, name]);
        expect(printed.split('\n').slice(0, -1).sort()).toEqual(membersOf[project]);
      }
    }
    for (const project of projects) {
      const records = await operator.runJson<{ outcome: string }[]>(['import', 'history', project]);
      // Not one that was interrupted, and came back when the table was free again.
      expect(records.map(({ outcome }) => outcome)).toEqual(
        Array.from({ length: filesOf[project] }, () => 'published'),
      );
    }
    expect(await operator.runJson(['mail', 'list'])).toEqual([]);
    const { functions } = await statusOf(stack);
    for (const { failed } of Object.values(functions)) expect(failed).toBe(0);
  });
});

const statusOf = async ({ endpoints }: RunningStack) => {
  const response = await fetch(`${endpoints.lambda}/status`);
  return (await response.json()) as { functions: Record<string, { failed: number }> };
};
