import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest } from '@jest/globals';
import type { Counts } from '../../lambdas/shared/domain/audience-item.ts';
import { itWithPython, runPython } from '../support/python.ts';
import { type RunningStack, startStack } from '../support/running-stack.ts';

interface Expected {
  counts: Counts;
  members: string[];
}

jest.setTimeout(600_000);

const it = itWithPython(['boto3']);

let stack: RunningStack;

beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());

const foreignClient = (...words: string[]) =>
  runPython([
    'test/e2e/foreign-client.py',
    stack.endpoints.s3,
    stack.bucket,
    stack.folder,
    ...words,
  ]);

describe('files that another client uploads, whole and in parts', () => {
  it('become the audiences that another program computes', async () => {
    await foreignClient();
    await stack.command(
      ...['project', 'put', 'shop', '--admin-email', 'admin@example.com'],
      ...['--audience-limit', '10'],
    );
    await stack.command('users', 'load', 'shop', join(stack.folder, 'users.txt'));
    await foreignClient('upload');

    const { outcomes } = await stack.commandJson<{ outcomes: unknown[] }>('scan', '--wait');
    expect(outcomes).toEqual([
      { project: 'shop', name: 'multi part', result: 'published', cause: null },
      { project: 'shop', name: '単一', result: 'published', cause: null },
    ]);

    const expected = JSON.parse(
      await readFile(join(stack.folder, 'expected.json'), 'utf8'),
    ) as Expected;
    expect(expected.counts.rows + expected.counts.blank).toBe(200_000);
    const audiences = await stack.commandJson<Counts[]>('audience', 'list', 'shop');
    expect(audiences).toMatchObject([expected.counts, expected.counts]);
    for (const name of ['multi part', '単一']) {
      const members = await stack.command('audience', 'members', 'shop', name);
      expect(members.split('\n').slice(0, -1).sort()).toEqual([...expected.members].sort());
    }
  });
});
