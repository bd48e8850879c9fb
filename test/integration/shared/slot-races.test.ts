import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { beginAttempt } from '../../../lambdas/importer/attempt.ts';
import { FileRejectedError } from '../../../lambdas/importer/errors.ts';
import { publishAtOnce } from '../../support/publish-at-once.ts';
import { createRecordSending } from '../../../lambdas/scanner/adapters/record-sending.ts';
import { createGetAudienceItem } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import { createGetProject } from '../../../lambdas/shared/adapters/read-projects.ts';
import { createClaimImport } from '../../../lambdas/shared/claims/claim-import.ts';
import { createEndImport } from '../../../lambdas/shared/claims/end-import.ts';
import {
  type AudienceItem,
  findHeldVersion,
  findLiveVersion,
} from '../../../lambdas/shared/domain/audience-item.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { createApproveAudience } from '../../../lambdas/shared/operators/approve-audience.ts';
import { createDeleteAudience } from '../../../lambdas/shared/operators/delete-audience.ts';
import { createDiscardHeld } from '../../../lambdas/shared/operators/discard-held.ts';
import { createGiveBackPlace } from '../../../lambdas/shared/slots/give-back-place.ts';
import { slotOf } from '../../../lambdas/shared/slots/slot-of.ts';
import { createSlots, type Slots } from '../../../lambdas/shared/slots/slots.ts';
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
const membersOf = () => ({ ...orderMembers(['a']), compare: () => [], mostComparedBytes: 0 });

/** What an operator does about a version that is held. */
type Decision = 'approve' | 'discard';

/** A project with two files that are due and room for one, and those who import and delete: a call a turn. */
const arrange = async (settings: Partial<Project> = {}) => {
  names += 1;
  const projectId = `race-${names}`;
  const { document: dynamodb, tables } = dynalite;
  const project = aProject({ projectId, path: `${projectId}/`, audienceLimit: 1, ...settings });
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
    dynamodb,
    tableName: tables.audiences,
    now: () => (time += 1),
    newId: () => `operation-${(time += 1)}`,
    getItem: createGetAudienceItem(dynamodb, tables.audiences),
  };
  const recordSending = createRecordSending(dynamodb, tables.audiences);
  const claimImport = createClaimImport(audiences);
  const endImport = createEndImport(audiences);
  const slots = createSlots(dynamodb, tables.projects);
  const deleteAudience = createDeleteAudience(audiences);

  /** Each call that others could notice waits for its turn. */
  const inTurn = (turn: Turn) => {
    const places: Slots = {
      take: async (...args) => {
        await turn();
        return slots.take(...args);
      },
      release: async (...args) => {
        await turn();
        return slots.release(...args);
      },
    };
    const getItem: typeof audiences.getItem = async (...key) => {
      await turn();
      return audiences.getItem(...key);
    };
    const send = async (command: never): Promise<unknown> => {
      await turn();
      return dynamodb.send(command);
    };
    return {
      ...audiences,
      getItem,
      dynamodb: { send } as unknown as DynamoDBDocumentClient,
      slots: places,
      giveBackPlace: createGiveBackPlace({ getItem, slots: places }),
    };
  };

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
        hold: async (...args: Parameters<typeof endImport.hold>) => {
          await turn();
          return endImport.hold(...args);
        },
      },
      ...inTurn(turn),
      ...alone,
      putChunks: () => Promise.resolve({ unprocessed: [], units: 0 }),
      backoff: { sleep: () => Promise.resolve(), random: () => 0 },
      now: () => time,
    };
    const running = runningAlone(beginAttempt());
    try {
      await publishAtOnce(membersOf(), someCounts(), { project, claimed, running }, ports);
    } catch (error) {
      if (!(error instanceof FileRejectedError)) throw error;
      await endImport.reject(claimed, { cause: error.reason, message: '' }, 'chunks');
    }
  };

  const deleteOne = async (turn: Turn, fileName: string): Promise<void> => {
    await turn();
    const deletion = await deleteAudience(projectId, fileName, { forgetFile: false });
    if (!('version' in deletion)) return;
    await turn();
    await slots.release(projectId, fileName, deletion.version);
  };

  const decide = async (turn: Turn, fileName: string, act: Decision): Promise<void> => {
    const deps = inTurn(turn);
    if (act === 'approve')
      await createApproveAudience(deps)(projectId, fileName, undefined, deps.newId());
    else await createDiscardHeld(deps)(projectId, fileName, undefined, 'discarded');
  };

  const getProject = createGetProject(dynamodb, tables.projects);
  const look = async (): Promise<{ published: string[]; held: string[] }> => {
    const items = await Promise.all(files.map((name) => audiences.getItem(projectId, name)));
    const namesOf = (find: (versions: AudienceItem['versions']) => unknown): string[] =>
      items.flatMap((item) => (item && find(item.versions) ? [item.fileName] : []));
    return { published: namesOf(findLiveVersion), held: namesOf(findHeldVersion) };
  };
  return {
    importer: (fileName: string, importId: string) =>
      startActor((turn) => importOne(turn, fileName, importId)),
    operator: (fileName: string, act: Decision | 'delete' = 'delete') =>
      startActor((turn) =>
        act === 'delete' ? deleteOne(turn, fileName) : decide(turn, fileName, act),
      ),
    published: async () => (await look()).published,
    look,
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

  it('holds whatever the order of imports, deletions and decisions about first versions, and whoever dies on the way', async () => {
    const actor = fc.record({
      file: fc.constantFrom(...files),
      act: fc.constantFrom('import', 'import', 'import', 'delete', 'approve', 'discard'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(actor, { minLength: 3, maxLength: 8, size: 'max' }),
        fc.array(fc.nat(7), { maxLength: 40, size: 'max' }),
        fc.boolean(),
        async (roles, order, holdFirst) => {
          const { importer, operator, look, slots } = await arrange({ holdFirst });
          const actors = roles.map(({ file, act }, index) =>
            act === 'import' ? importer(file, `import-${index}`) : operator(file, act),
          );
          for (const index of order) {
            await actors[index % actors.length]!.step();
            const { published, held } = await look();
            const audiences = [...new Set([...published, ...held])];
            expect(audiences.length).toBeLessThanOrEqual(1);
            expect(await slots()).toEqual(expect.arrayContaining(audiences.map(slotOf)));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has a place for a first version that is held, which it keeps when it is approved', async () => {
    const { importer, operator, look, slots } = await arrange({ holdFirst: true });
    await importer('vip.csv', 'first').finish();
    expect(await look()).toEqual({ held: ['vip.csv'], published: [] });
    await importer('new.csv', 'second').finish();
    expect(await look()).toEqual({ held: ['vip.csv'], published: [] });
    await operator('vip.csv', 'approve').finish();
    expect(await look()).toEqual({ held: [], published: ['vip.csv'] });
    expect(await slots()).toEqual([slotOf('vip.csv')]);
  });

  it('gets the place back when a first version is discarded', async () => {
    const { importer, operator, look, slots } = await arrange({ holdFirst: true });
    await importer('vip.csv', 'first').finish();
    await operator('vip.csv', 'discard').finish();
    expect(await look()).toEqual({ held: [], published: [] });
    expect(await slots()).toEqual([]);
    await importer('new.csv', 'second').finish();
    expect(await look()).toEqual({ held: ['new.csv'], published: [] });
    expect(await slots()).toEqual([slotOf('new.csv')]);
  });
});
