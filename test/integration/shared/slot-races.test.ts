import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { beginAttempt } from '../../../lambdas/importer/attempt.ts';
import { FileRejectedError } from '../../../lambdas/importer/errors.ts';
import { publishAtOnce } from '../../support/publish-at-once.ts';
import { createRecordSending } from '../../../lambdas/scanner/adapters/record-sending.ts';
import { createGetAudienceItem } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { createGetProject } from '../../../lambdas/shared/adapters/read-projects.ts';
import { createClaimImport } from '../../../lambdas/shared/claims/claim-import.ts';
import { createEndImport } from '../../../lambdas/shared/claims/end-import.ts';
import { findLiveVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import { createDeleteAudience } from '../../../lambdas/shared/operators/delete-audience.ts';
import { createSlots, slotOf } from '../../../lambdas/shared/slots/slots.ts';
import { alone, runningAlone } from '../../support/alone.ts';
import { type Dynalite, startDynalite } from '../../support/dynalite.ts';
import { aMessage, anAudienceItem, aProject, someCounts } from '../../support/factories.ts';
import { orderMembers } from '../../support/order-members.ts';
import { type Actor, startActor, type Turn } from '../../support/turns.ts';

let dynalite: Dynalite;
let names = 0;

beforeAll(async () => {
  dynalite = await startDynalite();
});
afterAll(() => dynalite.stop());

const files = ['vip.csv', 'new.csv'];
const members = { ...orderMembers(['a']), compare: () => [], mostComparedBytes: 0 };

/** A project with two files that are due and room for one, and those who import and delete: a call a turn. */
const arrange = async () => {
  names += 1;
  const projectId = `race-${names}`;
  const { document: dynamodb, tables } = dynalite;
  const project = aProject({ projectId, path: `${projectId}/`, audienceLimit: 1 });
  await dynamodb.send(new PutCommand({ TableName: tables.projects, Item: project }));
  for (const fileName of files)
    await dynamodb.send(
      new PutCommand({
        TableName: tables.audiences,
        Item: anAudienceItem({ projectId, fileName }),
      }),
    );
  let time = 0;
  const audiences = {
    ...{ dynamodb, tableName: tables.audiences, now: () => (time += 1) },
    newId: () => `operation-${(time += 1)}`,
    getItem: createGetAudienceItem(dynamodb, tables.audiences),
  };
  const recordSending = createRecordSending(dynamodb, tables.audiences);
  const claimImport = createClaimImport(audiences);
  const endImport = createEndImport(audiences);
  const slots = createSlots(dynamodb, tables.projects);
  const deleteAudience = createDeleteAudience(audiences);

  const importOne = async (turn: Turn, fileName: string, importId: string): Promise<void> => {
    await turn();
    const message = aMessage({ projectId, fileName });
    await recordSending(message, { etag: message.etag, at: time });
    // The claim dies at once: any other may take over.
    const claimed = await claimImport(message, importId, time);
    if (typeof claimed === 'string') return;
    const ports = {
      endImport: {
        ...endImport,
        publish: async (...args: Parameters<typeof endImport.publish>) => {
          await turn();
          return endImport.publish(...args);
        },
      },
      slots: {
        take: async (...args: Parameters<typeof slots.take>) => {
          await turn();
          return slots.take(...args);
        },
        release: async (...args: Parameters<typeof slots.release>) => {
          await turn();
          return slots.release(...args);
        },
      },
      ...alone,
      putChunks: () => Promise.resolve({ unprocessed: [], units: 0 }),
      backoff: { sleep: () => Promise.resolve(), random: () => 0 },
      now: () => time,
    };
    const running = runningAlone(beginAttempt());
    try {
      await publishAtOnce(members, someCounts(), { project, claimed, running }, ports);
    } catch (error) {
      if (!(error instanceof FileRejectedError)) throw error;
      await endImport.reject(claimed, { cause: error.reason, message: '' }, 'chunks');
    }
  };

  const deleteOne = async (turn: Turn, fileName: string): Promise<void> => {
    await turn();
    const deletion = await deleteAudience(projectId, fileName, { forgetFile: false });
    if (deletion.result === 'unknown') return;
    await turn();
    await slots.release(projectId, fileName, deletion.version);
  };

  const getProject = createGetProject(dynamodb, tables.projects);
  return {
    importer: (fileName: string, importId: string) =>
      startActor((turn) => importOne(turn, fileName, importId)),
    operator: (fileName: string) => startActor((turn) => deleteOne(turn, fileName)),
    published: async () => {
      const items = await Promise.all(files.map((name) => audiences.getItem(projectId, name)));
      return items.flatMap((item) =>
        item && findLiveVersion(item.versions) ? [item.fileName] : [],
      );
    },
    slots: async () => Object.keys((await getProject(projectId))!.slots),
  };
};

const steps = async (actor: Actor, count: number): Promise<void> => {
  for (let step = 0; step < count; step += 1) await actor.step();
};

describe('the limit of a project', () => {
  it.each([
    ['after the second', 1],
    ['before the second', 2],
  ])(
    'holds when an audience is deleted while its first import runs, which takes the place %s does',
    async (_, stepsBefore) => {
      const { importer, operator, published, slots } = await arrange();
      const first = importer('vip.csv', 'first');
      await steps(first, stepsBefore); // claims, takes the place
      await operator('vip.csv').finish();
      const second = importer('vip.csv', 'second');
      await steps(second, 2); // claims, takes the place
      await steps(first, 2 - stepsBefore);
      await second.step(); // publishes
      await first.finish(); // cannot publish
      expect(await published()).toEqual(['vip.csv']);
      expect(await slots()).toEqual([slotOf('vip.csv')]);

      await importer('new.csv', 'third').finish();
      expect(await published()).toEqual(['vip.csv']);
    },
  );

  it('leaves the place to the next import when a worker dies that had taken it', async () => {
    const { importer, published, slots } = await arrange();
    await steps(importer('vip.csv', 'dies'), 2);
    await importer('vip.csv', 'next').finish();
    expect(await published()).toEqual(['vip.csv']);
    expect(await slots()).toEqual([slotOf('vip.csv')]);
  });

  it('holds whatever the order of imports and deletions, and whoever dies on the way', async () => {
    const actor = fc.record({ file: fc.constantFrom(...files), isImport: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(actor, { minLength: 3, maxLength: 6, size: 'max' }),
        fc.array(fc.nat(5), { maxLength: 30, size: 'max' }),
        async (roles, order) => {
          const { importer, operator, published, slots } = await arrange();
          const actors = roles.map(({ file, isImport }, index) =>
            isImport ? importer(file, `import-${index}`) : operator(file),
          );
          for (const index of order) {
            await actors[index % actors.length]!.step();
            const audiences = await published();
            expect(audiences.length).toBeLessThanOrEqual(1);
            expect(await slots()).toEqual(expect.arrayContaining(audiences.map(slotOf)));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
