import { describe, expect, it } from '@jest/globals';
import { createDeleteAudience } from '../../../lambdas/shared/operators/delete-audience.ts';
import type { DeleteOptions } from '../../../lambdas/shared/operators/write-deletion.ts';
import { findLiveVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import { createSlots } from '../../../lambdas/shared/slots/slots.ts';
import { tables } from '../../support/simulation/resources.ts';
import { inSmallWorld, settings, type SmallWorld } from '../../support/simulation/small-world.ts';

const minute = 60_000;

const liveFiles = async ({ getItem }: SmallWorld, fileNames: readonly string[]) => {
  const live: string[] = [];
  for (const fileName of fileNames)
    if (findLiveVersion((await getItem('shop', fileName))?.versions ?? {})) live.push(fileName);
  return live;
};

const deleteAudience = async (
  { document, getItem, time }: SmallWorld,
  fileName: string,
  options: DeleteOptions,
): Promise<void> => {
  const deleted = await createDeleteAudience({
    dynamodb: document,
    tableName: tables.audiences,
    getItem,
    now: time.now,
    newId: () => `delete ${fileName}`,
  })('shop', fileName, options);
  if (deleted.result !== 'deleted') throw new Error(deleted.result);
  await createSlots(document, tables.projects).release('shop', fileName, deleted.version);
};

/** Takes an audience's place, and its file. */
const free = async (world: SmallWorld, fileName: string): Promise<void> => {
  await world.remove(`shop/${fileName}`);
  await deleteAudience(world, fileName, { forgetFile: true });
};

it('lets in who has waited longest, although a new file comes whenever a place is free', async () => {
  await inSmallWorld(async (world) => {
    const { put, putProject, scan, deliver, time, getItem } = world;
    await putProject.create('shop', { path: 'shop/', ...settings, audienceLimit: 1 });
    const tick = async (): Promise<void> => {
      await scan();
      await deliver();
      await time.sleep(10 * minute);
    };
    await put('shop/first.csv', 'a');
    await tick();
    // In the reverse order of their names.
    const waiting = ['d.csv', 'c.csv', 'b.csv'];
    for (const fileName of waiting) {
      await put(`shop/${fileName}`, 'a');
      await tick();
    }
    // It is corrected while it waits.
    await put('shop/c.csv', 'b');
    await tick();
    expect((await getItem('shop', 'c.csv'))?.outcome).toMatchObject({ cause: 'limit' });

    const all = ['first.csv', ...waiting];
    for (const [index, expected] of waiting.entries()) {
      await free(world, all[index]!);
      const fresh = `a-new-${index}.csv`;
      await put(`shop/${fresh}`, 'a');
      all.push(fresh);
      await tick();
      await tick();
      expect(await liveFiles(world, all)).toEqual([expected]);
      expect((await getItem('shop', fresh))?.outcome).toMatchObject({ cause: 'limit' });
    }
  });
});

describe('an audience that is deleted while its file is there and another one waits for a place', () => {
  const inFullProject = (use: (world: SmallWorld) => Promise<void>): Promise<void> =>
    inSmallWorld(async (world) => {
      const { put, putProject, scan, deliver } = world;
      await putProject.create('shop', { path: 'shop/', ...settings, audienceLimit: 1 });
      for (const fileName of ['first.csv', 'waiting.csv']) {
        await put(`shop/${fileName}`, 'a');
        await scan();
        await deliver();
      }
      await world.time.sleep(minute);
      await use(world);
      await scan();
      await deliver();
      expect(await liveFiles(world, ['first.csv', 'waiting.csv'])).toEqual(['waiting.csv']);
      const first = await world.getItem('shop', 'first.csv');
      expect(first?.outcome).toMatchObject({ cause: 'limit' });
    });

  it('comes behind that one, although its file was seen earlier', async () => {
    await inFullProject((world) => deleteAudience(world, 'first.csv', { forgetFile: false }));
  });

  it('gets nothing by a message that was on its way', async () => {
    await inFullProject(async (world) => {
      await world.put('shop/first.csv', 'b');
      await world.scan();
      await deleteAudience(world, 'first.csv', { forgetFile: false });
      await world.deliver();
      expect(await liveFiles(world, ['first.csv', 'waiting.csv'])).toEqual([]);
    });
  });
});
