import { beforeEach, describe, expect, it } from '@jest/globals';
import { createLeaseTime } from '../../../lambdas/importer/adapters/lease-time.ts';
import { createTurnStore } from '../../../lambdas/importer/adapters/turn-store.ts';
import { findPlace, mayBegin, type Turn } from '../../../lambdas/importer/domain/turn.ts';
import {
  createInTurn,
  TurnMissedError,
  type Waiting,
} from '../../../lambdas/importer/turns/in-turn.ts';
import { createPaceTable } from '../../../lambdas/importer/turns/shared-pace.ts';
import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import { createAws } from '../../support/aws/create-aws.ts';
import { createRandom } from '../../support/aws/time/create-random.ts';
import { createVirtualTime, type VirtualTime } from '../../support/aws/time/virtual-time.ts';
import type { FaultOf } from '../../support/aws/wire/fault.ts';
import { createResources, tables } from '../../support/simulation/resources.ts';

const minute = 60_000;
const { signal } = new AbortController();

const turn = (more: Partial<Turn>): Turn => ({
  since: 0,
  seconds: 300,
  until: Infinity,
  hasBegun: false,
  ...more,
});

describe('who may begin', () => {
  it.each<[string, boolean, Turn[]]>([
    ['whoever is alone, however long it takes', true, []],
    ['those that all end in time', true, [turn({ seconds: 100, hasBegun: true })]],
    ['not who would make those late that have begun', false, [turn({ since: 9, hasBegun: true })]],
    ['not before those that have waited longer', false, [turn({ since: 1 })]],
    ['before those that wait since later', true, [turn({ since: 9 }), turn({ since: 8 })]],
  ])('%s', (_, expected, others) => {
    expect(mayBegin({ since: 5, seconds: 500 }, others)).toBe(expected);
  });
});

describe('the place of files that wait together', () => {
  const place = (turns: Record<string, Turn>, ...files: string[]) =>
    findPlace(turns, files, 100, 50);

  it('is that of the one who has waited longest, whoever comes first', () => {
    const turns = { b: turn({ since: 7 }), other: turn({ since: 9 }) };
    expect(place(turns, 'a', 'b')).toEqual({ since: 7, others: [turns.other], gone: ['b'] });
    expect(place(turns, 'b', 'a')).toEqual({ since: 7, others: [turns.other], gone: [] });
  });

  it('is kept for each of them, also where the one is gone under whose name it was', () => {
    const turns = { a: turn({ since: 7, alsoFor: ['b', 'c'] }) };
    expect(place(turns, 'c', 'd')).toEqual({ since: 7, others: [], gone: ['a'] });
    expect(place(turns, 'd')).toEqual({ since: 100, others: [turns.a], gone: [] });
  });

  it('leaves a turn alone that has begun under the name of another file', () => {
    const turns = { a: turn({ since: 7, hasBegun: true, alsoFor: ['b'] }) };
    expect(place(turns, 'b')).toEqual({ since: 100, others: [turns.a], gone: [] });
    // The answer was lost that said so.
    expect(place(turns, 'a', 'b')).toEqual({ since: 7, others: [], gone: [] });
  });

  it('is not behind those whose time is over', () => {
    const turns = { over: turn({ until: 50 }), other: turn({ until: 51 }) };
    expect(place(turns, 'a')).toEqual({ since: 100, others: [turns.other], gone: ['over'] });
  });
});

describe('imports that share a table', () => {
  let time: VirtualTime;
  let dynamodb: ReturnType<typeof toDocumentClient>;
  let calls: number;
  let faultOf: FaultOf;
  const random = createRandom(5);

  beforeEach(async () => {
    time = createVirtualTime();
    calls = 0;
    faultOf = () => undefined;
    const aws = createAws({
      virtual: { time, random },
      faultOf: (call) => {
        calls += 1;
        return { requestDelay: random() * 20, answerDelay: random() * 20, ...faultOf(call) };
      },
    });
    dynamodb = toDocumentClient(aws.dynamodb);
    await time.run(() => createResources(aws));
    calls = 0;
  });

  const inTurnOf = (audienceId: string, more: Partial<Waiting> = {}) =>
    createInTurn(
      {
        audienceId,
        signal,
        deadline: time.now() + 15 * minute,
        waited: { milliseconds: 0 },
        ...more,
      },
      {
        turnStore: createTurnStore(dynamodb, tables.audiences),
        onTurnKept: (error) => {
          throw error;
        },
        backoff: { sleep: time.sleep, random },
        now: time.now,
      },
    );

  it('use it one after the other when they take long, the first that asked first', async () => {
    const ended: string[] = [];
    let underway = 0;
    await time.run(async () => {
      /** As the queue and the scans bring it back. */
      const comeBack = async (audienceId: string): Promise<void> => {
        for (;;)
          try {
            await inTurnOf(audienceId)({ tableName: 'users', seconds: 400 }, async () => {
              underway += 1;
              expect(underway).toBe(1);
              await time.sleep(400_000);
              underway -= 1;
            });
            ended.push(audienceId);
            return;
          } catch (error) {
            if (!(error instanceof TurnMissedError)) throw error;
            await time.sleep(9 * minute);
          }
      };
      const names = ['a', 'b', 'c', 'd'];
      await Promise.all(
        names.map(async (name, index) => {
          await time.sleep(index * 1000);
          await comeBack(name);
        }),
      );
    });
    expect(ended).toEqual(['a', 'b', 'c', 'd']);
  });

  it('use it side by side when all of them can be done in time', async () => {
    let most = 0;
    let underway = 0;
    await time.run(() =>
      Promise.all(
        [...Array(10).keys()].map((name) =>
          inTurnOf(String(name))({ tableName: 'users', seconds: 60 }, async () => {
            underway += 1;
            most = Math.max(most, underway);
            await time.sleep(5 * minute);
            underway -= 1;
          }),
        ),
      ),
    );
    expect(most).toBe(10);
  });

  it('ask nobody when it takes a few seconds', async () => {
    const work = { tableName: 'users', seconds: 4 };
    expect(await time.run(() => inTurnOf('a')(work, () => Promise.resolve('done')))).toBe('done');
    expect(calls).toBe(0);
  });

  it('do not wait for one whose process has died longer than that may run', async () => {
    await time.run(async () => {
      const work = { tableName: 'users', seconds: 500 };
      const hangs = new Promise<never>(() => undefined);
      void inTurnOf('dead')(work, () => hangs);
      await time.sleep(minute);
      const other = () => inTurnOf('other')(work, () => Promise.resolve('done'));
      await expect(other()).rejects.toThrow(TurnMissedError);
      await time.sleep(14 * minute);
      expect(await other()).toBe('done');
    });
  });

  it('begin once, also when the answer is lost that says so', async () => {
    await time.run(async () => {
      let updates = 0;
      faultOf = ({ operation }) =>
        operation === 'UpdateItem' && (updates += 1) === 1 ? { lost: 'answer' } : undefined;
      const work = { tableName: 'users', seconds: 500 };
      expect(await inTurnOf('a')(work, () => Promise.resolve('done'))).toBe('done');
      expect(await inTurnOf('b')(work, () => Promise.resolve('done'))).toBe('done');
    });
  });

  it('do not get behind others because another file is the first of their pass by then', async () => {
    await time.run(async () => {
      const work = { tableName: 'users', seconds: 400 };
      const atOnce = () => Promise.resolve('done');
      const running = inTurnOf('x')(work, () => time.sleep(5 * minute));
      await time.sleep(1000);
      await expect(inTurnOf('a')({ ...work, alsoFor: ['b', 'c'] }, atOnce)).rejects.toThrow();
      await expect(inTurnOf('y')(work, atOnce)).rejects.toThrow(TurnMissedError);
      await running;
      // `a` was deleted: nobody waits for it, least of all those who have waited with it.
      expect(await inTurnOf('c')({ ...work, alsoFor: ['b'] }, atOnce)).toBe('done');
      expect(await inTurnOf('y')(work, atOnce)).toBe('done');
    });
  });

  it('of one message wait two minutes between them, and then ask once and keep a place', async () => {
    await time.run(async () => {
      const work = { tableName: 'users', seconds: 400 };
      const waited = { milliseconds: 0 };
      const running = inTurnOf('x')(work, () => time.sleep(5 * minute));
      await time.sleep(1000);
      const begun = time.now();
      const missTurn = async (name: string): Promise<number> => {
        const asked = time.now();
        const missed = inTurnOf(name, { waited })(work, () => Promise.resolve());
        await expect(missed).rejects.toThrow(TurnMissedError);
        return time.now() - asked;
      };
      expect(await missTurn('a')).toBeGreaterThanOrEqual(2 * minute);
      for (const name of ['b', 'c', 'd']) expect(await missTurn(name)).toBeLessThan(1000);
      expect(waited.milliseconds).toBe(time.now() - begun);
      await running;
      const store = createTurnStore(dynamodb, tables.audiences);
      expect(Object.keys((await store.read('users')).turns).toSorted()).toEqual([
        'a',
        'b',
        'c',
        'd',
      ]);
    });
  });

  it('count what they have waited before they had their turn, too', async () => {
    await time.run(async () => {
      const work = { tableName: 'users', seconds: 400 };
      const waited = { milliseconds: 0 };
      const first = inTurnOf('x')(work, () => time.sleep(minute));
      await time.sleep(1000);
      await inTurnOf('a', { waited })(work, () => Promise.resolve());
      expect(waited.milliseconds).toBeGreaterThan(minute - 2000);
      expect(waited.milliseconds).toBeLessThan(2 * minute);
      const before = waited.milliseconds;
      // What is done in the turn is no waiting.
      await inTurnOf('a', { waited })(work, () => time.sleep(minute));
      expect(waited.milliseconds - before).toBeLessThan(1000);
      await first;
    });
  });

  it('stop waiting with the signal', async () => {
    const stop = new AbortController();
    await time.run(async () => {
      const work = { tableName: 'users', seconds: 400 };
      const first = inTurnOf('a')(work, () => time.sleep(minute));
      await time.sleep(1000);
      const second = inTurnOf('b', { signal: stop.signal })(work, () => Promise.resolve());
      time.startTimer(1000, () => {
        stop.abort(new Error('late'));
      });
      await expect(second).rejects.toThrow('late');
      await first;
    });
  });

  it('keep within its cap together, and use it up', async () => {
    const cap = 500;
    const used: { at: number; units: number }[] = [];
    await time.run(async () => {
      const leaseTime = createLeaseTime(dynamodb, tables.audiences, time.now);
      const begun = time.now();
      const importer = async (): Promise<void> => {
        const pace = createPaceTable({ leaseTime, now: time.now, sleep: time.sleep })('crm', cap);
        const reader = async (): Promise<void> => {
          while (time.now() < begun + minute)
            await pace(50, async () => {
              used.push({ at: time.now(), units: 60 });
              await time.sleep(30);
              return { units: 60 };
            });
        };
        await Promise.all(Array.from({ length: 8 }, reader));
      };
      await Promise.all(Array.from({ length: 5 }, importer));
      const inSecond = (second: number): number =>
        used
          .filter(({ at }) => Math.floor((at - begun) / 1000) === second)
          .reduce((sum, { units }) => sum + units, 0);
      const seconds = [...Array(58).keys()].map((second) => inSecond(second + 1));
      const total = seconds.reduce((sum, units) => sum + units, 0);
      expect(total / seconds.length).toBeLessThanOrEqual(cap * 1.03);
      expect(total / seconds.length).toBeGreaterThan(cap * 0.9);
      expect(Math.max(...seconds)).toBeLessThan(cap * 1.8);
    });
  });
});
