import { expect, it } from '@jest/globals';
import { createDeleteAudience } from '../../../lambdas/shared/operators/delete-audience.ts';
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

/** Takes an audience's place, and its file. */
const free = async (world: SmallWorld, fileName: string): Promise<void> => {
  const { document, getItem, remove, time } = world;
  await remove(`shop/${fileName}`);
  const deleted = await createDeleteAudience({
    ...{ dynamodb: document, tableName: tables.audiences, getItem, now: time.now },
    newId: () => `delete ${fileName}`,
  })('shop', fileName, { forgetFile: true });
  if (deleted.result !== 'deleted') throw new Error(deleted.result);
  await createSlots(document, tables.projects).release('shop', fileName, deleted.version);
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
