import { describe, expect, it } from '@jest/globals';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import type { ImportRecord } from '../../../lambdas/shared/domain/import-record.ts';
import { createHost } from '../../support/simulation/create-host.ts';
import { deliverAll } from '../../support/simulation/deliver.ts';
import { createFunctions } from '../../support/simulation/functions.ts';
import { createRandom } from '../../support/aws/time/create-random.ts';
import { type OperatorsWorld, runWithOperators } from '../../support/simulation/operators-world.ts';
import { bring } from '../../support/simulation/publish.ts';
import { bucket } from '../../support/simulation/resources.ts';

const strangers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `stranger-${index}`);

/** Both where a person looks for them: the audience's item and the newest record. */
const samplesOf = async (world: OperatorsWorld): Promise<(readonly string[] | undefined)[]> => {
  const records: ImportRecord[] = [];
  for await (const record of world.operator().readImportRecords('shop', 'vip.csv', 1))
    records.push(record);
  const { outcome } = await world.item();
  return [outcome?.unregisteredSample, records[0]?.unregisteredSample];
};

describe('of the unregistered IDs of the last import', () => {
  it('20 are kept, and none when the next has none', () =>
    runWithOperators(async (world) => {
      await bring(world, 'user-0', ...strangers(50));
      const [shown, recorded] = await samplesOf(world);
      expect(new Set(shown).size).toBe(20);
      expect(strangers(50)).toEqual(expect.arrayContaining([...shown!]));
      expect(recorded).toEqual(shown);
      await bring(world, 'user-1', 'gone');
      expect(await samplesOf(world)).toEqual([['gone'], ['gone']]);
      await bring(world, 'user-0', 'user-1');
      expect(await samplesOf(world)).toEqual([undefined, undefined]);
    }));

  it('each is clipped to 64 bytes, and shows it', () =>
    runWithOperators(async (world) => {
      await bring(world, 'user-0', 'x'.repeat(64));
      expect((await samplesOf(world))[0]).toEqual(['x'.repeat(64)]);
      await bring(world, 'user-0', 'é'.repeat(40));
      const clipped = [`${'é'.repeat(30)}…`];
      expect(await samplesOf(world)).toEqual([clipped, clipped]);
    }));

  it('those that nobody can be registered under come last', () =>
    runWithOperators(async (world) => {
      await bring(world, 'user-0', 'stranger', '"two\nlines"');
      const both = ['stranger', 'two\nlines'];
      expect(await samplesOf(world)).toEqual([both, both]);
      await bring(world, 'user-0', ...strangers(30), '"two\nlines"');
      expect((await samplesOf(world))[0]).toHaveLength(20);
    }));

  it('some are kept of a list that changes nobody', () =>
    runWithOperators(async (world) => {
      await bring(world, 'user-0');
      await bring(world, 'user-0', 'stranger');
      expect(await samplesOf(world)).toEqual([['stranger'], ['stranger']]);
    }));

  it('some are kept of a list that is held', () =>
    runWithOperators(async (world) => {
      await bring(world, 'user-0');
      await bring(world, 'stranger');
      expect((await world.item()).outcome).toMatchObject({ result: 'held' });
      expect(await samplesOf(world)).toEqual([['stranger'], ['stranger']]);
    }));

  it('some are kept of a list that is rejected after its users are known', () =>
    runWithOperators(async (world) => {
      await bring(world, 'a;1', 'b;2', 'c;3', 'd;4');
      expect((await world.item()).outcome).toMatchObject({ result: 'rejected' });
      const [shown, recorded] = await samplesOf(world);
      expect(shown?.toSorted()).toEqual(['a;1', 'b;2', 'c;3', 'd;4']);
      expect(recorded).toEqual(shown);
    }));

  it('none is logged', () =>
    runWithOperators(async (world) => {
      const logged: unknown[] = [];
      const note = (...said: unknown[]): void => void logged.push(said);
      const host = createHost(world.time, createRandom(1));
      const logger = { ...host.logger, info: note, error: note, warn: note };
      const { importFiles, scan } = createFunctions(
        world.aws.connect(() => undefined),
        world.urls,
        { ...host, logger },
      );
      const deliver = () =>
        deliverAll(
          world.aws.sqs,
          world.urls.imports,
          (event) => importFiles(event, new JoinKernel()),
          (error) => {
            throw error;
          },
        );
      for (const Body of ['user-0\nstranger-1\n', 'stranger-1\n', 'stranger-1;1\nstranger-1;2\n']) {
        await world.time.sleep(600_000);
        const object = { Bucket: bucket, Key: 'shop/vip.csv', Body };
        await world.aws.s3.send(new PutObjectCommand(object));
        await scan();
        await deliver();
      }
      expect((await samplesOf(world))[0]).toContain('stranger-1;1');
      expect(logged.length).toBeGreaterThan(2);
      expect(JSON.stringify(logged)).not.toContain('stranger');
    }));
});
