import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { createGetProject } from '../../../lambdas/shared/adapters/read-projects.ts';
import { slotOf } from '../../../lambdas/shared/slots/slot-of.ts';
import { createSlots } from '../../../lambdas/shared/slots/slots.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aProject } from '../../support/factories.ts';

let dynalite: Dynalite;
let names = 0;

beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

const arrange = async (audienceLimit: number) => {
  names += 1;
  const projectId = `project-${names}`;
  const { document, tables } = dynalite;
  const project = aProject({ projectId, path: `${projectId}/`, audienceLimit });
  await document.send(new PutCommand({ TableName: tables.projects, Item: project }));
  const slots = createSlots(document, tables.projects);
  const getProject = createGetProject(document, tables.projects);
  return {
    take: (fileName: string, version = 1) => slots.take(projectId, fileName, version),
    release: (fileName: string, version: number) => slots.release(projectId, fileName, version),
    taken: async () => (await getProject(projectId))!.slots,
  };
};

describe('the places of a project', () => {
  it('are never more than its limit, however many audiences are created at once', async () => {
    const { take, taken } = await arrange(7);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => take(`${index}.csv`)),
    );
    expect(answers.filter(Boolean)).toHaveLength(7);
    expect(Object.keys(await taken())).toHaveLength(7);
  });

  it('serve the same audience again, also when there is no more room or the answer was lost', async () => {
    const { take, taken } = await arrange(1);
    expect(await take('vip.csv', 1)).toBe(true);
    expect(await take('vip.csv', 1)).toBe(true);
    expect(await take('vip.csv', 2)).toBe(true);
    expect(await take('other.csv')).toBe(false);
    expect(await taken()).toEqual({ [slotOf('vip.csv')]: 2 });
  });

  it('are none where the limit is 0', async () => {
    const { take } = await arrange(0);
    expect(await take('vip.csv')).toBe(false);
  });

  it('are not taken from a later claim, nor given back for it', async () => {
    const { take, release, taken } = await arrange(2);
    await take('vip.csv', 10);
    expect(await take('vip.csv', 9)).toBe(false);
    await release('vip.csv', 9);
    expect(await taken()).toEqual({ [slotOf('vip.csv')]: 10 });
  });

  it.each([1, 2])('are given back by claim %d if claim 1 took them', async (version) => {
    const { take, release, taken } = await arrange(1);
    await take('vip.csv', 1);
    await release('vip.csv', version);
    expect(await taken()).toEqual({});
    expect(await take('other.csv')).toBe(true);
  });

  it('are given back once', async () => {
    const { release, taken } = await arrange(1);
    await release('vip.csv', 1);
    expect(await taken()).toEqual({});
  });

  it('are not to be had in a project that does not exist', async () => {
    const slots = createSlots(dynalite.document, dynalite.tables.projects);
    expect(await slots.take('nowhere', 'vip.csv', 1)).toBe(false);
  });
});
