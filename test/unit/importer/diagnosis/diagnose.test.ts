import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  isWorthIt,
  mostLookups,
  mostMilliseconds,
} from '../../../../lambdas/shared/domain/diagnosis/budget.ts';
import { TableThrottledError } from '../../../../lambdas/shared/back-pressure/table-throttled-error.ts';
import { isUserId } from '../../../../lambdas/shared/own-user-key.ts';
import { diagnoseFile } from '../../../support/diagnose.ts';
import { examples } from '../../../support/diagnosis-examples.ts';
import { someCounts } from '../../../support/factories.ts';
import type { Pace } from '../../../../lambdas/shared/pace.ts';
import { fakeUsers } from '../../../support/fake-users.ts';
import { toLines } from '../../../support/kernels.ts';

const numbers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => String(100_000 + index));

/** Users of whom the file's own IDs are not, and what each call asked for. */
const watched = (users: readonly string[]) => {
  const calls: (readonly string[])[] = [];
  const known = fakeUsers(users);
  const openUsers = () =>
    fakeUsers(users, {
      getUsers: (ids, signal) => {
        calls.push(ids);
        return known.getUsers(ids, signal);
      },
    });
  return { calls, openUsers };
};

describe('a diagnosis', () => {
  it('is made of no file with less than a hundredth of unregistered IDs', async () => {
    const ids = numbers(300);
    const nearly = await diagnoseFile(toLines([...ids, 'id', 'NULL']), ids);
    expect(nearly.counts.unregistered).toBe(2);
    expect(nearly.diagnosis).toBeUndefined();
    expect(nearly.attempt.meter.readUnits).toBe(151);
    const { diagnosis } = await diagnoseFile(toLines([...ids, 'id', 'NULL', 'null', 'None']), ids);
    expect(diagnosis?.findings.map(({ kind }) => kind)).toEqual(['missing-value', 'header']);
  });

  it.each([3, 100, 2_000, 30_000])('of %d IDs costs a bounded number of units', async (count) => {
    const ids = numbers(count);
    const { calls, openUsers } = watched(ids);
    const file = toLines(ids.map((id) => `${id}.0`));
    const { diagnosis, attempt } = await diagnoseFile(file, [], { openUsers });
    const most = Math.max(100, Math.min(1_000, count / 20));
    const units = attempt.meter.readUnits - count / 2;
    expect(units).toBeLessThanOrEqual(most / 2);
    expect(diagnosis?.readUnits).toBe(units);
    expect(Math.max(...calls.map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(diagnosis?.sampled).toBe(Math.min(1_000, count));
    const tried = Math.min(count, most);
    expect(diagnosis).toMatchObject({ lookedUp: tried, wouldBeMembers: tried });
    expect(diagnosis?.findings[0]).toMatchObject({ kind: 'decimal', share: 1 });
  });

  it('is a twentieth of what looking the file up costs at most, or 50 units', () => {
    const countsOf = (distinct: number) => ({
      ...someCounts(),
      members: 0,
      unregistered: distinct,
    });
    for (const distinct of [1, 2_000, 10_000, 1_000_000])
      expect(mostLookups(countsOf(distinct), 1_000)).toBe(
        Math.max(100, Math.min(1_000, distinct / 20)),
      );
    // Half a unit each: what the cap gives meanwhile.
    expect(mostLookups(countsOf(20), 1_000, 10)).toBe(20);
    expect(mostLookups(countsOf(1_000_000), 10_000, 10)).toBe(200);
    expect(mostLookups(countsOf(1_000_000), 10_000, 1_000)).toBe(1_000);
    expect(isWorthIt({ ...someCounts(), members: 0, unregistered: 0 })).toBe(false);
  });

  it('says what part of a list was written otherwise', async () => {
    const ids = numbers(4_000);
    const file = toLines(ids.map((id, index) => (index % 4 === 0 ? `${id}\u00a0` : id)));
    const { diagnosis } = await diagnoseFile(file, ids);
    expect(diagnosis?.findings).toEqual([
      {
        kind: 'invisible',
        share: 1,
        example: expect.stringMatching(/^\d{6}\\u\{a0\}$/),
        sentence: expect.stringMatching(
          /^All 1,000 unregistered IDs contain .*; of 200 tried, 200 would be registered without/,
        ),
        explanation: {
          of: 'finding-of-ids',
          values: {
            cause: 'invisible',
            isShown: true,
            count: 1000,
            sampled: 1000,
            isAll: true,
            trial: { how: 'visible', tried: 200, registered: 200 },
          },
        },
      },
    ]);
  });
});

const file = toLines(numbers(40).map((id) => `${id}.0`));

describe('a diagnosis whose mended IDs cannot be looked up', () => {
  const refusing = (refuse: () => Promise<never>) => () =>
    fakeUsers([], {
      getUsers: (ids) =>
        ids.every((id) => id.endsWith('.0'))
          ? Promise.resolve({ registered: [], unprocessed: [], units: ids.length / 2 })
          : refuse(),
    });

  it.each([
    ['is refused', new TableThrottledError('no more')],
    ['fails', new Error('AccessDenied')],
  ])('goes without them when that %s', async (_, error) => {
    const untried: unknown[] = [];
    const { diagnosis, counts } = await diagnoseFile(file, [], {
      openUsers: refusing(() => Promise.reject(error)),
      onMendsUntried: (reason) => untried.push(reason),
    });
    expect(counts.unregistered).toBe(40);
    expect(untried).toEqual([error]);
    expect(diagnosis).toEqual({
      sampled: 40,
      readUnits: 0,
      findings: [
        {
          kind: 'decimal',
          share: 1,
          example: expect.any(String),
          sentence: expect.stringMatching(/^All 40 unregistered IDs end with \.0\. A program/),
          explanation: {
            of: 'finding-of-ids',
            values: { cause: 'decimal', isShown: true, count: 40, sampled: 40, isAll: true },
          },
        },
      ],
    });
  });

  it('goes without any when something is wrong with itself', async () => {
    const wrong: unknown[] = [];
    const error = new Error('a bug');
    const { diagnosis, counts } = await diagnoseFile(file, [], {
      startTimer: () => {
        throw error;
      },
      onUndiagnosed: (reason) => wrong.push(reason),
    });
    expect([diagnosis, counts.unregistered, wrong]).toEqual([undefined, 40, [error]]);
  });

  it('looks at no text that is far longer than IDs are', async () => {
    const long = `'${'x'.repeat(300)}`;
    const { diagnosis } = await diagnoseFile(`${long}\n${long}1\nuser-1\n`, ['user-1']);
    expect(diagnosis).toMatchObject({ findings: [], sampled: 2 });
  });

  it('goes without them when the table gives some back', async () => {
    const untried: unknown[] = [];
    const { diagnosis, attempt } = await diagnoseFile(file, [], {
      openUsers: () =>
        fakeUsers([], {
          getUsers: (ids) =>
            Promise.resolve({
              registered: [],
              unprocessed: ids.filter((id) => !id.endsWith('.0')).slice(1),
              units: ids.length / 2,
            }),
        }),
      onMendsUntried: (reason) => untried.push(reason),
    });
    expect(untried).toEqual([expect.any(TableThrottledError)]);
    expect(diagnosis).not.toHaveProperty('wouldBeMembers');
    // What it took counts all the same.
    expect(diagnosis?.readUnits).toBeGreaterThan(0);
    expect(attempt.meter.readUnits).toBe(20 + (diagnosis?.readUnits ?? 0));
  });

  it('books of a table with a cap what it expects, and no more than that gives in the time that it has', async () => {
    const booked: number[] = [];
    const numbers = Array.from({ length: 2_000 }, (_, index) => String(100_000 + index));
    const pace: Pace = (units, call) => {
      booked.push(units);
      return call();
    };
    const findWith = async (unitsPerSecond: number, unitsEach: number) => {
      booked.length = 0;
      await diagnoseFile(numbers.map((id) => `${id}.0\n`).join(''), [], {
        paceTable: () => Object.assign(pace, { unitsPerSecond }),
        openUsers: () =>
          fakeUsers([], {
            isOwn: false,
            maxReadUnits: unitsPerSecond,
            getUsers: (ids) =>
              Promise.resolve({
                registered: ids.filter((id) => !id.includes('.')),
                unprocessed: [],
                units: ids.length * unitsEach,
              }),
          }),
      });
      // The first ones are the import's own.
      return booked.slice(numbers.length / 100);
    };
    expect((await findWith(8, 0.5)).reduce((sum, units) => sum + units)).toBe(8);
    expect(await findWith(1_000, 0.5)).toEqual([expect.any(Number), 37.5]);
    expect(await findWith(1_000, 2)).toEqual([12.5, 75 * 2]);
  });

  it('goes without them when it takes too long', async () => {
    const limits: number[] = [];
    let isOver = (): void => undefined;
    const untried: unknown[] = [];
    const { diagnosis } = await diagnoseFile(file, [], {
      openUsers: () =>
        fakeUsers([], {
          getUsers: (ids, signal) => {
            if (ids.every((id) => id.endsWith('.0')))
              return Promise.resolve({ registered: [], unprocessed: [], units: 1 });
            return new Promise((_, reject) => {
              signal.addEventListener('abort', () => {
                reject(signal.reason as Error);
              });
              isOver();
            });
          },
        }),
      startTimer: (milliseconds, onEnd) => {
        limits.push(milliseconds);
        isOver = onEnd;
        return { restart: () => undefined, cancel: () => undefined };
      },
      onMendsUntried: (reason) => untried.push(reason),
    });
    expect(limits).toEqual([1_000]);
    expect(untried).toHaveLength(1);
    expect(diagnosis?.findings[0]?.kind).toBe('decimal');
  });
});

describe('an import whose time is up while its IDs are looked at', () => {
  it('ends with the reason of its signal', async () => {
    const ended = new AbortController();
    const untried: unknown[] = [];
    const cancelled: number[] = [];
    const diagnosed = diagnoseFile(file, [], {
      signal: ended.signal,
      openUsers: () =>
        fakeUsers([], {
          getUsers: (ids) => {
            if (ids.every((id) => id.endsWith('.0')))
              return Promise.resolve({ registered: [], unprocessed: [], units: 1 });
            ended.abort(new Error('time is up'));
            return Promise.reject(new Error('aborted'));
          },
        }),
      startTimer: (milliseconds) => ({
        restart: () => undefined,
        cancel: () => cancelled.push(milliseconds),
      }),
      onMendsUntried: (reason) => untried.push(reason),
    });
    await expect(diagnosed).rejects.toThrow('time is up');
    expect(untried).toEqual([]);
    expect(cancelled).toEqual([1_000]);
  });
});

it('never asks for a form that nobody can be registered under', async () => {
  const { calls, openUsers } = watched([]);
  await diagnoseFile(file, [], {
    openUsers: () => ({ ...openUsers(), isOwn: false, canBeUser: (id) => id.endsWith('.0') }),
  });
  expect(calls).toEqual([expect.arrayContaining([expect.stringMatching(/\.0$/)])]);
});

it("takes IDs that are too long for the stack's own table for what nobody can be registered under", async () => {
  const { calls, openUsers } = watched([]);
  const { diagnosis } = await diagnoseFile(`${'x'.repeat(1025)}\n"a\nb"\n`, [], {
    openUsers: () => ({ ...openUsers(), canBeUser: isUserId }),
  });
  expect(diagnosis?.findings).toMatchObject([{ kind: 'unmatchable', share: 1 }]);
  expect(calls).toEqual([]);
});

it('never asks for an ID without a character, which is no key', async () => {
  const { calls, openUsers } = watched([]);
  const rows = ['\u00a0', ' ', "''", '=""', ';', '"'];
  const file = rows.map((row) => `"${row.replaceAll('"', '""')}"\n`).join('');
  await diagnoseFile(file, [], { openUsers });
  expect(calls.length).toBeGreaterThan(1);
  expect(calls.flat()).not.toContain('');
});

it('pads numbers to the length that members have', async () => {
  const { diagnosis } = await diagnoseFile('12\n345\n000000000042\n', [
    ...['000000000012', '000000000345', '000000000042'],
  ]);
  expect(diagnosis?.findings[0]?.sentence).toMatch(
    /^Both unregistered IDs .* with zeros in front, 12 digits in all\./,
  );
});

it('takes a twentieth of the time at most, at least a second, and never what is left', () => {
  expect(mostMilliseconds(0, Infinity)).toBe(1_000);
  expect(mostMilliseconds(100_000, Infinity)).toBe(5_000);
  expect(mostMilliseconds(800_000, Infinity)).toBe(10_000);
  expect(mostMilliseconds(800_000, 50_000)).toBe(1_000);
  expect(mostMilliseconds(800_000, -5)).toBe(0);
});

describe('a list that was good before', () => {
  const live = { ...someCounts(), members: 99, unregistered: 1 };
  const ids = numbers(100);
  const half = (write: (id: string) => string) =>
    toLines(ids.map((id, index) => (index < 50 ? id : write(id))));

  it('is compared with how it was', async () => {
    const { diagnosis } = await diagnoseFile(
      half((id) => `="${id}"`),
      ids,
      { live },
    );
    expect(diagnosis?.findings.map(({ kind }) => kind)).toEqual(['formula', 'more-unregistered']);
    expect(diagnosis?.findings[1]?.sentence).toBe(
      '50% of the different IDs in the file are unregistered; in the list before it 1% were.',
    );
  });

  it('is compared also where there is much else to say', async () => {
    const forms = ['="ID"', 'ID.0', "'ID", 'ID '];
    const rows = ids.map((id, index) =>
      index < 40 ? id : (forms[index % 4] ?? '').replace('ID', id),
    );
    const { diagnosis } = await diagnoseFile(
      rows.map((row) => `"${row.replaceAll('"', '""')}"\n`).join(''),
      ids,
      { live },
    );
    expect(diagnosis?.findings).toHaveLength(3);
    expect(diagnosis?.findings[2]?.kind).toBe('more-unregistered');
  });

  it.each([
    ['there was none', undefined],
    ['it was no better', { ...live, members: 60, unregistered: 40 }],
    ['it had no member', { ...live, members: 0, unregistered: 0 }],
  ])('is not, where %s', async (_, before) => {
    const { diagnosis } = await diagnoseFile(
      half((id) => `="${id}"`),
      ids,
      before && { live: before },
    );
    expect(diagnosis?.findings.map(({ kind }) => kind)).toEqual(['formula']);
  });
});

it('changes neither members nor counts', async () => {
  const row = fc.oneof(
    fc.constantFrom(
      '',
      'id',
      'NULL',
      '<html>',
      '1.0',
      '1e+05',
      '0012',
      'Zoë',
      '"a;b"',
      '="1"',
      "'1",
    ),
    fc.integer({ min: 0, max: 40 }).map((index) => `user-${index}`),
    fc.constantFrom(...examples.flatMap(({ content }) => content.split('\n').slice(0, 3))),
  );
  const users = fc.subarray([
    ...['1', '100000', '12', 'Zoë', 'USER-1', 'user-2', '"user-3"', 'user-4'],
    ...examples.flatMap((example) => example.users.slice(0, 2)),
  ]);
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 60 }),
      users,
      async (rows, registered) => {
        const content = `x\n${rows.join('\n')}\n`;
        const refuse = { getUsers: fakeUsers(registered).getUsers };
        const read = (more: Parameters<typeof diagnoseFile>[2]) =>
          diagnoseFile(content, registered, more).catch((error: unknown) => String(error));
        const diagnosed = await read({});
        const undiagnosed = await read({
          openUsers: () => fakeUsers(registered, refuse),
          startTimer: (_, onEnd) => {
            onEnd();
            return { restart: () => undefined, cancel: () => undefined };
          },
        });
        if (typeof diagnosed === 'string' || typeof undiagnosed === 'string')
          expect(diagnosed).toBe(undiagnosed);
        else {
          expect(diagnosed.counts).toEqual(undiagnosed.counts);
          expect(diagnosed.members).toEqual(undiagnosed.members);
          expect(diagnosed.diagnosis?.findings.length ?? 0).toBeLessThanOrEqual(3);
        }
      },
    ),
    { numRuns: 100 },
  );
});
