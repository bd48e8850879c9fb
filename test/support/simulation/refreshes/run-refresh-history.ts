import { toDocumentClient } from '../../../../lambdas/shared/adapters/clients.ts';
import { baseOfVersion } from '../../../../lambdas/shared/domain/stands-on.ts';
import { createPutProject } from '../../../../lambdas/shared/operators/put-project.ts';
import { createAws } from '../../aws/create-aws.ts';
import { createRandom } from '../../aws/time/create-random.ts';
import { createVirtualTime } from '../../aws/time/virtual-time.ts';
import type { Call } from '../../aws/wire/fault.ts';
import { drawClimate } from '../climate.ts';
import { newId } from '../create-host.ts';
import { deliverAll } from '../deliver.ts';
import { deployFunctions, functionNames } from '../deployed-functions.ts';
import { KilledError } from '../environments.ts';
import { createFiles } from '../files.ts';
import { createObserved } from '../observed.ts';
import { createOperator } from '../operator.ts';
import { checkLeftovers } from '../promises/check-leftovers.ts';
import type { BrokenPromise, Report } from '../promises/report.ts';
import { createRandomFaults } from '../random-faults.ts';
import { createRegisteredUsers } from '../registered-users.ts';
import { createResources, tables } from '../resources.ts';
import { createChangingLists } from './changing-lists.ts';
import { checkBooks } from './check-books.ts';
import { createVersionsCheck } from './check-versions.ts';
import { countChanges, type Mix, noMix } from './count-mix.ts';
import { createMembersOf } from './expected-members.ts';
import { createRefreshActs } from './refresh-acts.ts';

export interface RefreshHistory {
  broken: readonly BrokenPromise[];
  mix: Mix;
}

const minute = 60_000;
const hour = 60 * minute;
const steps = 60;
const projectId = 'shop';
/** Rather the first. */
const fileNames = ['a.csv', 'a.csv', 'a.csv', 'b.csv'];

/**
 * Weeks in which lists change little, with the stack's own functions: imports that are killed, operators who roll back, approve,
 * delete and retry in the middle of them, collectors that come at any time, two of them at once. After each step, all that can be read is
 * read.
 */
export const runRefreshHistory = (seed: number): Promise<RefreshHistory> => {
  const random = createRandom(seed);
  const time = createVirtualTime();
  const { now, sleep } = time;
  let observe: (call: Call) => void = () => undefined;
  const aws = createAws({
    virtual: { time, random },
    isUnsigned: true,
    onEffect: (call) => {
      observe(call);
    },
  });
  return time.run(async () => {
    const begun = now();
    const mix = noMix();
    const broken: BrokenPromise[] = [];
    const reporter =
      (promise: string): Report =>
      (what) =>
        void broken.push({ promise, after: now() - begun, what });

    const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
    const climate = { ...drawClimate(random), longestDelivery: 0, isQueueLong: false };
    const kills = pick([0, 0.1, 0.2]);
    let isCalm = false;

    const observed = createObserved(aws.ask, now);
    observe = observed.onEffect;
    countChanges(observed, mix);
    const files = createFiles(aws.s3);
    const lists = createChangingLists(random);
    const membersOf = createMembersOf(files, new Set(lists.users));
    checkBooks(observed, membersOf, now, reporter('books'));
    const versions = createVersionsCheck({
      client: aws.dynamodb,
      observed,
      membersOf,
      now,
      mix,
      report: reporter('versions'),
    });

    const faults = createRandomFaults({
      random,
      climate,
      slowMs: 1_000,
      weather: () => 'good',
      isRefused: () => false,
      onTravel: () => undefined,
    });
    const faultOf = (call: Call) => (isCalm ? undefined : faults(call));
    const urls = await createResources(aws);
    const functions = deployFunctions(urls, {
      aws,
      time,
      random,
      newFaults: () => faultOf,
      kills: () => (isCalm ? 0 : kills),
      // Written in part: the chunks of a version that nobody will publish.
      diesIn: ({ operation }) => !isCalm && operation === 'BatchWriteItem' && random() < kills,
      onCall: () => undefined,
      onLate: () => undefined,
    });
    const operate = createOperator(aws.connect(faultOf), time, random);

    const note = (error: unknown): void => {
      if (error instanceof KilledError && error.message.includes('BatchWriteItem'))
        mix.killedWriting += 1;
      if (isCalm) reporter('calm')(String(error));
    };
    const invoke = (name: 'scanner' | 'collector'): Promise<unknown> =>
      functions[name].invoke({}).catch(note);
    const deliver = (): Promise<void> =>
      deliverAll(aws.sqs, urls.imports, (event) => functions.importer.invoke(event), note);

    await createPutProject(toDocumentClient(aws.dynamodb), tables.projects, () =>
      newId({ now, random }),
    ).create(projectId, {
      path: 'shop/',
      audienceLimit: 10,
      adminEmails: ['anna@example.com'],
      usersSource: null,
      maxShrink: pick([10, 15, 20, 99]),
    });
    await createRegisteredUsers(aws.dynamodb, now).change(projectId, lists.users, true);

    const refresh = async (fileName = pick(fileNames), isShort = false): Promise<void> => {
      await files.put({ projectId, path: 'shop/', fileName }, lists.next(fileName, isShort));
      await invoke('scanner');
      await deliver();
    };
    const act = createRefreshActs({
      projectId,
      observed,
      operate,
      random,
      sleep,
      refresh,
      openSnapshots: versions.openSnapshots,
      collect: async () => {
        await Promise.all(Array.from({ length: pick([1, 1, 2]) }, () => invoke('collector')));
      },
    });

    for (let step = 0; step < steps && broken.length === 0; step += 1) {
      await act();
      await versions.check();
    }

    isCalm = true;
    for (let round = 0; round < 4; round += 1) {
      await sleep(7 * hour);
      await invoke('scanner');
      await deliver();
    }
    await versions.check();
    for (let round = 0; round < 5; round += 1) {
      await sleep(round < 2 ? 32 * 24 * hour : hour);
      await invoke('collector');
      await versions.check();
    }
    for (const { fileName, versions: left } of observed.audiences.values())
      for (const [number, { state }] of Object.entries(left)) {
        const isBase = Object.values(left).some((other) => baseOfVersion(other) === Number(number));
        if (state !== 'live' && !isBase)
          reporter('leftovers')(`version ${number} of ${fileName} is left, and ${state}`);
      }
    await checkLeftovers(aws.dynamodb, observed, reporter('leftovers'));
    for (const name of functionNames) functions[name].end();
    return { broken, mix };
  });
};
