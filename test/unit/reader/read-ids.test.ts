import { describe, expect, it } from '@jest/globals';
import { IdsOfBatches } from '../../../reader/read-ids.ts';
import { collect } from '../../support/streams.ts';

const batches = [['a', 'b'], ['c'], ['d', 'e', 'f']];

/** Says whether it was left. */
const open = (some: readonly string[][] = batches, error?: Error) => {
  const state = { isEnded: false };
  async function* read(): AsyncGenerator<string[], undefined> {
    try {
      for (const batch of some) yield await Promise.resolve(batch);
      if (error) throw error;
      return undefined;
    } finally {
      state.isEnded = true;
    }
  }
  return { ids: new IdsOfBatches(read()), state };
};

describe('the IDs of batches', () => {
  it('come one by one, in order', async () => {
    expect(await collect(open().ids)).toEqual(batches.flat());
    expect(await collect(open([]).ids)).toEqual([]);
  });

  it('end for good', async () => {
    const { ids } = open();
    await collect(ids);
    expect(await ids.next()).toEqual({ value: undefined, done: true });
  });

  it('come each once, however many are asked for before one has come', async () => {
    const { ids } = open();
    const answers = await Promise.all(Array.from({ length: 9 }, () => ids.next()));
    const done = { value: undefined, done: true };
    expect(answers).toEqual([
      ...batches.flat().map((value) => ({ value, done: false })),
      ...[done, done, done],
    ]);
  });

  it('come in the order in which they were asked for, whenever that was', async () => {
    const { ids } = open([batches.flat()]);
    const asked = [ids.next(), ids.next(), ids.next(), ids.next()];
    for (const before of [0, 1]) {
      await asked[before];
      asked.push(ids.next());
    }
    const answers = await Promise.all(asked);
    expect(answers.map(({ value }) => value)).toEqual(batches.flat());
  });

  it('have left the batches when a loop is left', async () => {
    const { ids, state } = open();
    for await (const id of ids) if (id === 'd') break;
    expect(state.isEnded).toBe(true);
    expect(await ids.next()).toEqual({ value: undefined, done: true });
  });

  it('fail as the batches do, after what came before', async () => {
    const { ids } = open(batches, new Error('gone'));
    const seen: string[] = [];
    const read = async (): Promise<void> => {
      for await (const id of ids) seen.push(id);
    };
    await expect(read()).rejects.toThrow('gone');
    expect(seen).toEqual(batches.flat());
    expect(await ids.next()).toEqual({ value: undefined, done: true });
  });
});
