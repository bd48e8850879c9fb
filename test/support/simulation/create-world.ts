import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import { createPutProject } from '../../../lambdas/shared/operators/put-project.ts';
import type { Random } from '../../../lambdas/shared/ports.ts';
import type { Aws } from '../aws/create-aws.ts';
import type { VirtualTime } from '../aws/time/virtual-time.ts';
import type { Call, FaultOf } from '../aws/wire/fault.ts';
import { ServiceError } from '../aws/wire/service-error.ts';
import { adminsOf, pathsOf } from './acts.ts';
import { newId } from './create-host.ts';
import type { Climate } from './climate.ts';
import { createExcuses, type Excuses } from './excuses.ts';
import { createFiles, type Files } from './files.ts';
import { createNews } from './news.ts';
import { deployFunctions, type DeployedFunctions } from './deployed-functions.ts';
import { filesOfMessage } from './file-of-message.ts';
import { createObserved, keyOfFile, type Observed } from './observed.ts';
import { createPromises, type Promises } from './promises/create-promises.ts';
import type { Guards } from './guards.ts';
import { createRandomFaults, type Weather } from './random-faults.ts';
import { createRegisteredUsers, type RegisteredUsers } from './registered-users.ts';
import { createResources, type QueueUrls, tables } from './resources.ts';
import { ids } from './uploads.ts';

export interface Surroundings {
  aws: Aws;
  time: VirtualTime;
  random: Random;
  climate: Climate;
  /** what else than nobody is held; undefined: nothing */
  guards: Guards | undefined;
  /** milliseconds by which what is uploaded now is dated back */
  dates: { olderBy: number };
  /** of both projects */
  rematchHours: number | undefined;
  /** of the announcer and its subscribers alone: nothing else happens otherwise for it */
  announcerRandom: Random;
  /** S3 tells of objects */
  isTold: boolean;
}

export interface World extends Surroundings {
  urls: QueueUrls;
  observed: Observed;
  files: Files;
  users: RegisteredUsers;
  excuses: Excuses;
  promises: Promises;
  functions: DeployedFunctions;
  /** of a process that is neither a function nor killed */
  newFaults: () => FaultOf;
  state: WorldState;
}

/** What changes while a history runs. */
export interface WorldState {
  /** nothing goes wrong any more */
  isCalm: boolean;
  /** Nothing goes wrong, and much comes together. `unreadable`: but this project cannot be read by scanners. */
  burst: { unreadable: string | undefined } | undefined;
  weather: Weather;
}

export const projectIds: readonly string[] = ['app', 'shop'];

/** Far slower, an import would not end in a function's time. */
const slowestImporterMs = 2_000;
/** of a call of a scanner */
const longestBurstMs = 1_000;

/**
 * Two projects with the same IDs, of which each has registered other users, and the functions, which nobody has invoked yet.
 *
 * @param onEffect what the AWS in memory has to tell
 */
export const createWorld = async (
  {
    aws,
    time,
    random,
    climate,
    guards,
    dates,
    rematchHours,
    announcerRandom,
    isTold,
  }: Surroundings,
  onEffect: (tell: (call: Call) => void) => void,
): Promise<World> => {
  const { now } = time;
  const state: WorldState = { isCalm: false, burst: undefined, weather: 'good' };
  const excuses = createExcuses(now);
  const observed = createObserved(aws.ask, now);
  const files = createFiles(aws.s3);
  const users = createRegisteredUsers(aws.dynamodb, now);
  const scans = new WeakSet<Call>();
  const late = new WeakSet<Call>();
  const isRefused = (address: string): boolean => climate.refusesMail && address.startsWith('bob');

  const promises = createPromises({
    client: aws.dynamodb,
    observed,
    files,
    users,
    excuses,
    mails: aws.mails,
    isRefused,
    now,
    events: aws.events,
    announcerRandom,
    isScan: (call) => scans.has(call),
  });
  let tell: (call: Call) => void = () => undefined;
  onEffect((call) => {
    observed.onEffect(call);
    tell(call);
    const file = late.has(call) ? fileOf(call) : undefined;
    if (file !== undefined) excuses.add(file, 'cameLate');
  });

  const newFaults = (slowMs = climate.slowMs, chance = random): FaultOf => {
    const faults = createRandomFaults({
      random: chance,
      climate,
      slowMs,
      isRefused,
      weather: () => state.weather,
      onTravel: (body, milliseconds) => {
        for (const file of filesOfMessage(body)) excuses.travels(file, milliseconds);
      },
    });
    return (call) => (state.isCalm ? undefined : faults(call));
  };

  const urls = await createResources(aws, isTold);
  if (urls.news !== undefined)
    tell = createNews({
      sqs: aws.sqs,
      queueUrl: urls.news,
      sleep: time.sleep,
      random,
      isCalm: () => state.isCalm,
    });
  /** In a burst, scans take seconds, so that two processes have news at the same time. */
  const inBurst =
    (faults: FaultOf): FaultOf =>
    (call) => {
      const { burst } = state;
      if (!burst) return faults(call);
      const delays = { requestDelay: random() * longestBurstMs, answerDelay: 0 };
      return burst.unreadable !== undefined && projectRead(call) === burst.unreadable
        ? { ...delays, error: unreadable }
        : delays;
    };
  const functions = deployFunctions(urls, {
    aws,
    time,
    random,
    announcerRandom,
    newFaults: (name) => {
      const faults = newFaults(
        name === 'importer' ? Math.min(slowestImporterMs, climate.slowMs) : undefined,
        name === 'announcer' ? announcerRandom : random,
      );
      return name === 'scanner' ? inBurst(faults) : faults;
    },
    kills: () => (state.isCalm ? 0 : climate.kills),
    onLate: (call) => void late.add(call),
    onCall: (name, call) => {
      if (name === 'scanner') scans.add(call);
      if (name === 'importer') promises.pause.onCall(call);
    },
  });

  const putProject = createPutProject(toDocumentClient(aws.dynamodb), tables.projects, () =>
    newId({ now, random }),
  );
  for (const projectId of projectIds) {
    await putProject.create(projectId, {
      path: pathsOf(projectId)[0]!,
      audienceLimit: climate.audienceLimit,
      adminEmails: [...adminsOf(projectId)],
      usersSource: null,
      ...guards?.settings,
      ...(rematchHours !== undefined && { rematchHours }),
    });
    await users.change(
      projectId,
      ids.filter(() => random() < 0.5),
      true,
    );
  }
  return {
    aws,
    time,
    random,
    climate,
    guards,
    dates,
    rematchHours,
    isTold,
    announcerRandom,
    urls,
    observed,
    files,
    users,
    excuses,
    promises,
    functions,
    newFaults,
    state,
  };
};

const unreadable = new ServiceError('AccessDeniedException', 'not authorized to read the item');

/** Which project a call reads. */
const projectRead = ({ operation, input }: Call): string | undefined => {
  const { TableName, Key } = input as {
    TableName?: string;
    Key?: Partial<Record<string, { S?: string }>>;
  };
  return operation === 'GetItem' && TableName === tables.projects ? Key?.projectId?.S : undefined;
};

/** Whose item a call writes. */
const fileOf = ({ input }: Call): string | undefined => {
  const { Key } = input as { Key?: Partial<Record<string, { S?: string }>> };
  const [projectId, fileName] = [Key?.projectId?.S, Key?.fileName?.S];
  return projectId !== undefined && fileName !== undefined
    ? keyOfFile(projectId, fileName)
    : undefined;
};
