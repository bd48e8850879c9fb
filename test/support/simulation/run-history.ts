import { crc32 } from 'node:zlib';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import { createPutProject } from '../../../lambdas/shared/operators/put-project.ts';
import { createAws } from '../aws/create-aws.ts';
import { createRandom } from '../aws/time/create-random.ts';
import { createVirtualTime } from '../aws/time/virtual-time.ts';
import type { Call, FaultOf } from '../aws/wire/fault.ts';
import { BrokenPromiseError, createChecks } from './check-promises.ts';
import { deliverAll } from './deliver.ts';
import { createFiles } from './files.ts';
import { createHost } from './create-host.ts';
import { createFunctions, type Functions } from './functions.ts';
import { createRandomFaults } from './random-faults.ts';
import { createRandomLife, KilledError } from './random-life.ts';
import { createRegisteredUsers } from './registered-users.ts';
import { createResources, functionSeconds } from './resources.ts';

export interface History {
  /** every call of every client, with how it ended */
  trace: readonly string[];
  /** audiences at the end */
  published: number;
  /** processes that were killed */
  killed: number;
}

const minute = 60_000;
const projectId = 'shop';
const path = 'shop/';
const audienceLimit = 2;
const fileNames = ['a.csv', 'b.csv', 'ü 2.csv'];
const ids = Array.from({ length: 12 }, (_, index) => `user-${index}`);

/** Kept from run to run: each reserves address space. */
const kernels = [new JoinKernel(), new JoinKernel()];

/**
 * Three hours in which files come, change and go, users register and leave, calls are late, lost, refused and doubled, and
 * functions are killed; then three quiet ones, in which everything has to come to its end.
 *
 * @throws BrokenPromiseError, or what a function failed with although nothing went wrong around it
 */
export const runHistory = async (seed: number): Promise<History> => {
  const random = createRandom(seed);
  const time = createVirtualTime();
  const trace: string[] = [];
  let killed = 0;
  const randomFaults = createRandomFaults(random);
  let isQuiet = true;
  let quietAt = Infinity;
  const faultOf: FaultOf = (call) => (isQuiet ? undefined : randomFaults(call));
  const aws = createAws({
    virtual: { time, random },
    faultOf,
    onCall: (call, ending) => trace.push(`${time.now()} ${describe(call)} ${ending}`),
  });
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const someIds = (): string[] => ids.filter(() => random() < 0.5);

  const published = await time.run(async () => {
    const urls = await createResources(aws);
    const host = createHost(time, random);
    const files = createFiles(aws.s3, path);
    const users = createRegisteredUsers(aws.dynamodb, projectId, time.now);
    const checks = createChecks(aws.dynamodb, files, users);
    const settings = { path, audienceLimit, adminEmails: ['a@example.com'], usersSource: null };
    await createPutProject(toDocumentClient(aws.dynamodb), 'projects', host.newId).create(
      projectId,
      settings,
    );
    for (const id of someIds()) await users.change(id, true);

    /** As Lambda and SQS take it: it is tried again. When nothing has gone wrong for a while, it may not fail. */
    const onFailure = (error: unknown): void => {
      if (error instanceof BrokenPromiseError || time.now() > quietAt + functionSeconds * 1000)
        throw error;
    };
    /** A process of its own for each invocation. */
    const invoke = async <T>(use: (functions: Functions) => Promise<T>): Promise<T> => {
      const life = createRandomLife(random, faultOf);
      const clients = isQuiet ? aws : aws.connect(life.faultOf);
      try {
        return await Promise.race([use(createFunctions(clients, urls, host)), life.end]);
      } catch (error) {
        if (error instanceof KilledError) killed += 1;
        throw error;
      }
    };
    const attempt = async (work: () => Promise<unknown>): Promise<void> => {
      await work().catch(onFailure);
    };

    const importOn = async (index: number, event: SQSEvent): Promise<SQSBatchResponse> => {
      const kernel = kernels[index]!;
      try {
        return await invoke(({ importFiles }) => importFiles(event, kernel));
      } catch (error) {
        // The code of the process that was killed still has the other one.
        if (error instanceof KilledError) kernels[index] = new JoinKernel();
        throw error;
      }
    };

    let isOver = false;
    const failures: unknown[] = [];
    const every = async (milliseconds: number, work: () => Promise<unknown>): Promise<void> => {
      while (!isOver) {
        await attempt(work).catch((error: unknown) => failures.push(error));
        await time.sleep(milliseconds);
      }
    };
    const environments = [
      every(10 * minute, () => invoke(({ scan }) => scan())),
      // Ticks overlap, and may be doubled.
      every(13 * minute, () => invoke(({ scan }) => scan())),
      every(5 * minute, () => invoke(({ mail }) => mail())),
      every(60 * minute, () => invoke(({ collect }) => collect())),
      ...kernels.map((_, index) =>
        every((index + 2) * minute, () =>
          deliverAll(aws.sqs, urls.imports, (event) => importOn(index, event), onFailure),
        ),
      ),
      every(5 * minute, () =>
        deliverAll(
          aws.sqs,
          urls.deadLetters,
          (event) => invoke(({ giveUp }) => giveUp(event)),
          onFailure,
        ),
      ),
    ];

    isQuiet = false;
    const actions: readonly (() => Promise<void>)[] = [
      () => files.put(pick(fileNames), someIds()),
      () => files.put(pick(fileNames), someIds()),
      () => files.remove(pick(fileNames)),
      () => users.change(pick(ids), random() < 0.5),
      () => checks.checkLimit(projectId, audienceLimit),
      () => checks.checkForward(projectId),
    ];
    const end = time.now() + 180 * minute;
    while (time.now() < end) {
      await attempt(pick(actions));
      await time.sleep(random() * 4 * minute);
    }
    isQuiet = true;
    quietAt = time.now();
    await time.sleep(3 * 60 * minute);
    isOver = true;
    await Promise.all(environments);
    if (failures.length > 0) throw failures[0];
    await checks.checkLimit(projectId, audienceLimit);
    await checks.checkForward(projectId);
    await checks.checkEnded(projectId);
    return checks.checkMembers(projectId);
  });
  return { trace, published, killed };
};

/** What S3 gets has the date of its signature in it. */
const describe = ({ service, operation, input }: Call): string => {
  const content = service === 's3' ? { ...input, headers: undefined } : input;
  return `${service} ${operation} ${crc32(JSON.stringify(content)).toString(16)}`;
};
