import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ReadUsersPage } from '../../../bin/cli/adapters/read-users.ts';
import { createAsk } from '../../../bin/cli/terminal/ask.ts';
import { InterruptedError } from '../../../bin/cli/terminal/interrupt.ts';
import { StoredIds } from '../../../bin/cli/users/stored-ids.ts';
import {
  findUsersToSync,
  removesTooMany,
  syncUsers,
  type UsersToSync,
} from '../../../bin/cli/users/sync-users.ts';
import type { WriteUsers } from '../../../bin/cli/users/write-users.ts';
import { TableThrottledError } from '../../../lambdas/shared/back-pressure/table-throttled-error.ts';
import { userShards } from '../../../lambdas/shared/own-user-key.ts';
import { calmly, withUserList } from '../../support/user-lists.ts';

const { sleep, random, signal } = calmly;
const onProgress = (): void => undefined;

/** Pages of two users, by shards of their own. */
const readFrom =
  (registered: ReadonlySet<string>): ReadUsersPage<readonly string[]> =>
  (_, shard, after) => {
    const ofShard = [...registered].filter((id) => id.length % userShards === shard).sort();
    const rest = after === undefined ? ofShard : ofShard.filter((id) => id > after);
    const users = rest.slice(0, 2);
    return Promise.resolve({ users, next: rest.length > 2 ? users[1] : undefined, units: 0.5 });
  };

/** The users table, which refuses everything after so many calls. */
const tableOf = (registered: Set<string>, calls = Number.POSITIVE_INFINITY) => {
  let made = 0;
  /** how many were registered, at the least */
  const seen = { fewest: registered.size };
  const writeBy =
    (write: (id: string) => void): WriteUsers =>
    (ids) => {
      made += 1;
      if (made > calls) return Promise.reject(new Error('denied'));
      if (made % 5 === 0) return Promise.reject(new TableThrottledError('no'));
      for (const id of ids) write(id);
      seen.fewest = Math.min(seen.fewest, registered.size);
      return Promise.resolve([]);
    };
  return {
    seen,
    putUsers: writeBy((id) => void registered.add(id)),
    deleteUsers: writeBy((id) => void registered.delete(id)),
  };
};

const bring = (
  content: string,
  registered: Set<string>,
  header?: string,
  calls?: number,
): Promise<Omit<UsersToSync, 'removed'> & { removed: number; missingValues: readonly string[] }> =>
  withUserList(content, {}, async (users) => {
    const list = { users, header };
    const readPage = readFrom(new Set(registered));
    const found = await findUsersToSync('shop', list, {
      readPage,
      onProgress,
      sleep,
      random,
      signal,
    });
    const removed = found.removed.count;
    const table = tableOf(registered, calls);
    const done = await syncUsers(list, found, { ...table, onProgress, sleep, random, signal });
    return { ...found, removed, ...done };
  });

const ids = fc.uniqueArray(
  fc.oneof(
    fc.integer({ min: 0, max: 99 }).map((number) => `u${number}`),
    fc.constantFrom('é', 'a b', '漢字'),
  ),
  { maxLength: 60 },
);

describe('users in step with a file', () => {
  it('are exactly those of the file, however often it breaks off, and counted before', () =>
    fc.assert(
      fc.asyncProperty(
        ids,
        ids,
        fc.boolean(),
        fc.array(fc.nat({ max: 4 }), { maxLength: 3 }),
        async (before, listed, hasHeader, breaks) => {
          const registered = new Set(before);
          // A column's name that was registered as a user by mistake is nobody's, either.
          const header = hasHeader ? 'user_id' : undefined;
          if (hasHeader && before.length % 2 === 0) registered.add('user_id');
          const expected = {
            registered: registered.size,
            added: listed.filter((id) => !registered.has(id)).length,
            removed: [...registered].filter((id) => !listed.includes(id)).length,
          };
          const content = [...(header === undefined ? [] : [header]), ...listed].join('\n');
          for (const calls of breaks)
            await bring(content, registered, header, calls).catch((error: unknown) => {
              expect(error).toEqual(new Error('denied'));
            });
          const last = await bring(content, registered, header);
          expect(registered).toEqual(new Set(listed));
          if (breaks.length === 0) expect(last).toMatchObject(expected);
        },
      ),
      { numRuns: 200 },
    ));

  it('are added first, so that nobody of both is ever missing', async () => {
    const registered = new Set(Array.from({ length: 60 }, (_, index) => `old-${index}`));
    const content = Array.from({ length: 60 }, (_, index) => `new-${index}`).join('\n');
    await expect(bring(content, registered, undefined, 3)).rejects.toThrow('denied');
    expect(registered.size).toBe(120);
  });

  it('cost nothing but reading where nothing has changed', async () => {
    const registered = new Set(['a', 'b']);
    expect(await bring('a\nb\n', registered, undefined, 0)).toEqual({
      registered: 2,
      added: 0,
      removed: 0,
      readUnits: userShards / 2,
      missingValues: [],
    });
  });

  it('tell which words for a missing value were added', async () => {
    const { missingValues } = await bring('NULL\nNA\nb\n', new Set(['NA']));
    expect(missingValues).toEqual(['NULL']);
  });

  it('are let be when the command is interrupted', async () => {
    const interruption = new AbortController();
    interruption.abort(new InterruptedError());
    await withUserList('a\n', {}, async (users) => {
      const list = { users, header: undefined };
      const read = { readPage: readFrom(new Set(['b'])), onProgress, sleep, random };
      await expect(
        findUsersToSync('shop', list, { ...read, signal: interruption.signal }),
      ).rejects.toThrow('It was interrupted.');
    });
  });
});

describe('a removal', () => {
  it.each([
    [100, 10, 10, false],
    [100, 11, 10, true],
    [9, 1, 10, true],
    [1000, 1, 0, true],
    [1000, 0, 0, false],
    [0, 0, 10, false],
    [5, 5, 100, false],
  ])('of %i users: %i, where %i %% are allowed, is too many: %s', (registered, count, max, is) => {
    expect(removesTooMany({ registered, removed: { count } }, max)).toBe(is);
  });
});

describe('IDs that are held as bytes', () => {
  it('come out as they were, whatever is in them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }))),
        fc.integer({ min: 1, max: 9 }),
        (pages, size) => {
          const stored = new StoredIds();
          for (const page of pages) stored.add(page);
          const groups = [...stored.groups(size)];
          expect(groups.flat()).toEqual(pages.flat());
          expect(stored.count).toBe(pages.flat().length);
          expect(groups.every(({ length }) => length > 0 && length <= size)).toBe(true);
        },
      ),
    );
  });
});

describe('a question', () => {
  const terminal = () => Object.assign(new PassThrough(), { isTTY: true });
  const { signal: never } = new AbortController();

  it.each([
    ['y\n', true],
    ['Yes\r\n', true],
    ['n\n', false],
    ['\n', false],
    ['yesterday\n', false],
    ['', false],
  ])('that is answered with %j', async (answer, is) => {
    const [stdin, stderr] = [terminal(), terminal()];
    stdin.end(answer);
    expect(await createAsk({ stdin, stderr })('Go on?', never)).toBe(is);
    expect(String(stderr.read())).toBe('Go on? [y/N] ');
  });

  it('is not put to a script', async () => {
    const stderr = new PassThrough();
    expect(await createAsk({ stdin: terminal(), stderr })('Go on?', never)).toBeUndefined();
    expect(stderr.read()).toBeNull();
  });

  it('ends with the command', async () => {
    const interruption = new AbortController();
    const answer = createAsk({ stdin: terminal(), stderr: terminal() })(
      'Go on?',
      interruption.signal,
    );
    interruption.abort(new InterruptedError());
    await expect(answer).rejects.toThrow('It was interrupted.');
  });
});
