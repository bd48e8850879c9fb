import { describe, expect, it } from '@jest/globals';
import { createRandom } from '../../support/aws/time/create-random.ts';
import { createOperator } from '../../support/simulation/operator.ts';
import { type OperatorsWorld, runWithOperators } from '../../support/simulation/operators-world.ts';
import { bring } from '../../support/simulation/publish.ts';

const put = async (
  { aws, time }: OperatorsWorld,
  ...words: string[]
): Promise<{ exitCode: number }> =>
  createOperator(
    aws.connect(() => undefined),
    time,
    createRandom(1),
  )('project', 'put', 'shop', ...words);

const subjects = async (world: OperatorsWorld): Promise<string[]> => {
  await world.functions().mail();
  return world.aws.mails.map(({ subject }) => subject);
};
const published = '[audience-import] shop: "vip.csv" was published';

describe('a project that wants to hear of what goes well', () => {
  it('is mailed each file that is published, from then on, until it does not want it', () =>
    runWithOperators(async (world) => {
      await bring(world, 'user-0');
      expect(await subjects(world)).toEqual([]);
      expect(await put(world, '--mail-on-success')).toMatchObject({ exitCode: 0 });
      await bring(world, 'user-0', 'user-1');
      expect(await subjects(world)).toEqual([published]);
      expect(world.aws.mails[0]?.text).toContain('Now version 2 with 2 members.');
      expect(world.aws.mails[0]?.text).toContain('--mail-on-success off');
      // The same members from another file.
      await bring(world, 'user-1', 'user-0');
      expect(await subjects(world)).toEqual([published, published]);
      await put(world, '--mail-on-success', 'off');
      await bring(world, 'user-0');
      expect(await subjects(world)).toHaveLength(2);
    }));

  it('is told once of a file that works again, and of what is wrong as ever', () =>
    runWithOperators(async (world) => {
      await put(world, '--mail-on-success', 'on', '--language', 'ja');
      await bring(world, 'stranger');
      await bring(world, 'user-0');
      expect(await subjects(world)).toEqual([
        '[audience-import] shop: 「vip.csv」のメンバーは0人です',
        '[audience-import] shop: 「vip.csv」を公開しました',
      ]);
    }));

  it('is a project as before where the word is another', () =>
    runWithOperators(async (world) => {
      expect(await put(world, '--mail-on-success', 'yes')).toMatchObject({ exitCode: 2 });
      await bring(world, 'user-0');
      expect(await subjects(world)).toEqual([]);
    }));
});
