import { describe, expect, it } from '@jest/globals';
import type { Lease } from '../../../lambdas/shared/lease/ports.ts';
import { takeTurn, type TurnPorts } from '../../../lambdas/shared/lease/take-turn.ts';

const arrange = (more: Partial<Lease> = {}) => {
  const calls: unknown[] = [];
  const kept: unknown[] = [];
  const ports: TurnPorts = {
    lease: {
      take: (...args) => {
        calls.push(['take', ...args]);
        return Promise.resolve({ number: 7, after: 'shop' });
      },
      giveBack: (...args) => {
        calls.push(['giveBack', ...args]);
        return Promise.resolve();
      },
      ...more,
    },
    newOwner: () => 'run-1',
    now: () => 1_000,
    onLeaseKept: (error) => kept.push(error),
  };
  return { calls, kept, ports };
};

describe('a turn', () => {
  it('lasts 30 s longer than the function may run, and ends with the work', async () => {
    const { calls, ports } = arrange();
    const result = await takeTurn(
      50_000,
      (turn) => Promise.resolve({ result: turn, last: 'game' }),
      ports,
    );
    expect(result).toEqual({ number: 7, after: 'shop' });
    expect(calls).toEqual([
      ['take', 'run-1', 1_000, 81_000],
      ['giveBack', 'run-1', 'game'],
    ]);
  });

  it('is not given back by whoever has not got it', async () => {
    const { calls, ports } = arrange({ take: () => Promise.resolve(undefined) });
    const work = (): Promise<never> => Promise.reject(new Error('not to be called'));
    expect(await takeTurn(50_000, work, ports)).toBe('underway');
    expect(calls).toEqual([]);
  });

  it('ends with work that fails, where it had begun', async () => {
    const { calls, ports } = arrange();
    const work = (): Promise<never> => Promise.reject(new Error('broken'));
    await expect(takeTurn(50_000, work, ports)).rejects.toThrow('broken');
    expect(calls.at(-1)).toEqual(['giveBack', 'run-1', 'shop']);
  });

  it('that cannot be given back undoes nothing of the work, and is told', async () => {
    const error = new Error('throttled');
    const { kept, ports } = arrange({ giveBack: () => Promise.reject(error) });
    const work = () => Promise.resolve({ result: 'done', last: undefined });
    expect(await takeTurn(50_000, work, ports)).toBe('done');
    expect(kept).toEqual([error]);
  });
});
