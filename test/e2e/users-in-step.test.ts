import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { operate, type Operator } from '../support/operate.ts';
import { type RunningStack, startStack } from '../support/running-stack.ts';

jest.setTimeout(600_000);

let stack: RunningStack;
let operator: Operator;

beforeAll(async () => {
  // Slow enough for a load to be interrupted.
  stack = await startStack('--throttle', '2000,200');
  operator = operate(stack.state);
  const limits = ['--admin-email', 'a@example.com', '--audience-limit', '9'];
  await operator.run(['project', 'put', 'shop', ...limits]);
});
afterAll(() => stack.stop());

const users = Array.from({ length: 1_500 }, (_, index) => `user-${index}-${'x'.repeat(90)}`);

const fileOf = async (name: string, ids: readonly string[]): Promise<string> => {
  const file = join(stack.folder, name);
  await writeFile(file, ids.map((id) => `${id}\n`).join(''));
  return file;
};

const count = async (): Promise<number> => Number(await operator.run(['users', 'count', 'shop']));

describe('users of a project', () => {
  it('are loaded to the end when a load that was interrupted goes on where it says', async () => {
    const file = await fileOf('users.csv', users);
    const words = ['bin/cli.ts', '--state', stack.state, 'users', 'load', 'shop', file];
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'] });
    const said = text(child.stderr);
    const exited = once(child, 'exit');
    await eventually('the first 64 KB are written', async () => (await count()) > 900 || undefined);
    child.kill('SIGINT');
    expect(await exited).toEqual([130, null]);
    // It goes on where the first call was that had not ended: where that was the very first, at the beginning.
    const hint =
      /All before line (\d+) is done: .* --from-line \1 |It has broken off near its beginning/;
    const [broken, line = '1'] = hint.exec(await said) ?? [];
    expect(broken).toBeDefined();
    expect(await count()).toBeLessThan(users.length);

    const rest = await operator.runJson<{ loaded: number; skipped: number }>([
      ...['users', 'load', 'shop', file, '--from-line', line],
    ]);
    expect(rest).toMatchObject({
      skipped: Number(line) - 1,
      loaded: users.length + 1 - Number(line),
    });
    expect(await count()).toBe(users.length);
  });

  it('become exactly those of a file', async () => {
    const file = await fileOf('next.csv', [...users.slice(20), 'new']);
    expect(await operator.runJson(['users', 'sync', 'shop', file, '--yes'])).toMatchObject({
      added: 1,
      removed: 20,
      registered: users.length - 19,
    });
    expect(await operator.run(['users', 'contains', 'shop', 'new'])).toBe('yes\n');
  });
});

describe('a dry run', () => {
  it('says what the import then does', async () => {
    const file = await fileOf('vip.csv', ['new', users[0]!, users[30]!, 'nobody']);
    const foretold = await operator.runJson<Record<string, unknown>>([
      ...['import', 'validate', 'shop', file],
    ]);
    expect(foretold).toMatchObject({
      outcome: 'published',
      members: 2,
      unregistered: 2,
      live: null,
    });
    await mkdir(join(stack.inbox, 'shop'), { recursive: true });
    await copyFile(file, join(stack.inbox, 'shop', 'vip.csv'));
    expect(await operator.runJson(['import', 'validate', 'shop', '--key', 'vip.csv'])).toEqual({
      ...foretold,
      file: 'shop/vip.csv',
    });
    await operator.run(['scan', '--wait']);
    const [record] = await operator.runJson<Record<string, unknown>[]>([
      ...['import', 'history', 'shop', 'vip'],
    ]);
    const { rows, members, unregistered, added, removed } = foretold;
    expect(record).toMatchObject({
      outcome: 'published',
      counts: { rows, members, unregistered, added, removed },
      ...(foretold.import as object),
    });
    expect(
      await operator.runJson(['import', 'validate', 'shop', '--key', 'vip.csv']),
    ).toMatchObject({
      outcome: 'unchanged',
      live: { version: 1, members: 2 },
    });
  });
});
