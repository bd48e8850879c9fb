import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { noticeKey } from '../../../lambdas/shared/domain/notice.ts';
import { aNotice } from '../../unit/mailer/notices.ts';
import { startMailerWorld } from './mailer-world.ts';

let world: Awaited<ReturnType<typeof startMailerWorld>>;
let names = 0;

beforeAll(async () => {
  world = await startMailerWorld();
});
afterAll(() => world.stop());

/** An audience with notices of these imports. */
const arrange = async (...importIds: string[]) => {
  names += 1;
  const key = { projectId: 'shop', fileName: `${names}.csv` };
  const notices = importIds.map((importId) => aNotice({ importId, cause: 'c' }));
  await world.putAudience({
    ...key,
    pending: 'shop',
    notices: Object.fromEntries(notices.map((notice) => [noticeKey(notice), notice])),
  });
  return {
    remove: (ids: string[], areAll: boolean) =>
      world.ports.removeNotices(
        key,
        ids.map((importId) => `${importId}:c`),
        areAll,
      ),
    left: async () => {
      const item = await world.getItem(key.projectId, key.fileName);
      return [Object.keys(item?.notices ?? {}).join(), item?.pending ?? 'done'];
    },
  };
};

describe('removing notices', () => {
  it.each([
    ['all that there are', ['i1', 'i2'], true, ['', 'done']],
    ['some of them', ['i1'], false, ['i2:c', 'shop']],
    ['what was all when it was read, but another has come since', ['i1'], true, ['i2:c', 'shop']],
    ['what is gone already, where another has come', ['i0', 'i9'], true, ['i1:c,i2:c', 'shop']],
  ])('that are %s', async (_, ids, areAll, expected) => {
    const { remove, left } = await arrange('i1', 'i2');
    await remove(ids, areAll);
    expect(await left()).toEqual(expected);
    await remove(ids, areAll);
    expect(await left()).toEqual(expected);
  });

  it('takes more than one update can hold', async () => {
    const ids = Array.from({ length: 300 }, (_, index) => `0190f2a4-7e6b-7aaa-8bbb-${index}`);
    const { remove, left } = await arrange(...ids);
    await remove(ids, true);
    expect(await left()).toEqual(['', 'done']);
  });

  it('takes an audience without notices out of the index, and one with a new one not', async () => {
    const empty = await arrange();
    await empty.remove([], true);
    expect(await empty.left()).toEqual(['', 'done']);
    const fresh = await arrange('i1');
    await fresh.remove([], true);
    expect(await fresh.left()).toEqual(['i1:c', 'shop']);
  });

  it('does not create an item that is gone', async () => {
    const key = { projectId: 'shop', fileName: 'gone.csv' };
    await world.ports.removeNotices(key, ['i1:c'], true);
    expect(await world.getItem('shop', 'gone.csv')).toBeUndefined();
  });
});
