import { describe, expect, it } from '@jest/globals';
import { createVirtualTime, StuckError } from '../../support/aws/time/virtual-time.ts';

const hour = 3_600_000;

describe('virtual time', () => {
  it('goes on to the next moment that somebody waits for, in the order of the moments', async () => {
    const time = createVirtualTime(0);
    const seen: [string, number][] = [];
    const wait = async (name: string, milliseconds: number): Promise<void> => {
      await time.sleep(milliseconds);
      seen.push([name, time.now()]);
    };
    await time.run(async () => {
      await Promise.all([wait('second', hour), wait('first', 5), wait('third', hour)]);
      await wait('last', 1);
    });
    expect(seen).toEqual([
      ['first', 5],
      ['second', hour],
      ['third', hour],
      ['last', hour + 1],
    ]);
  });

  it('calls timers back once, unless they are cancelled, and later if they are started anew', async () => {
    const time = createVirtualTime(0);
    const seen: [string, number][] = [];
    const start = (name: string) => time.startTimer(10, () => void seen.push([name, time.now()]));
    await time.run(async () => {
      const [anew, cancelled] = [start('anew'), start('cancelled')];
      start('untouched');
      await time.sleep(5);
      anew.restart();
      cancelled.cancel();
      await time.sleep(100);
    });
    expect(seen).toEqual([
      ['untouched', 10],
      ['anew', 15],
    ]);
  });

  it('says so when nothing can happen any more', async () => {
    const never = createVirtualTime().run(() => Promise.withResolvers<undefined>().promise);
    await expect(never).rejects.toBeInstanceOf(StuckError);
  });

  it('hands on what the work fails with', async () => {
    const time = createVirtualTime();
    const failing = time.run(async () => {
      await time.sleep(1);
      throw new TypeError('broken');
    });
    await expect(failing).rejects.toThrow('broken');
  });
});
