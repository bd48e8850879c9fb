import type { SQSEvent } from 'aws-lambda';
import { heldSeconds } from '../../../lambdas/shared/contract.ts';
import { findHeldVersion } from '../../../lambdas/shared/domain/audience-item.ts';
import { provisionedTable } from '../../../local/throttling/limits.ts';
import { createActs } from './acts.ts';
import { projectIds, type World } from './create-world.ts';
import { deliverAll } from './deliver.ts';
import { deliverNews } from './deliver-news.ts';
import { KilledError } from './environments.ts';
import { allMails, everything } from './excuses.ts';
import { filesOfMessage } from './file-of-message.ts';
import { createGuardAct, type Guards } from './guards.ts';
import { createHeldActs } from './held-acts.ts';
import { type FunctionName, functionNames } from './deployed-functions.ts';
import { createOperator } from './operator.ts';
import { heavyTables } from './random-faults.ts';
import { functionSeconds } from './resources.ts';
import { createUploads, feedName, ids } from './uploads.ts';

const minute = 60_000;
const loadMs = 120 * minute;
const calmMs = 70 * minute;
/** An import looks up 500 users, who take 250 units. */
const scarce = provisionedTable({ read: 30, write: 10 }, { burstSeconds: 1 });

/** Superseded versions are kept for a day. */
const longNightMs = 26 * 60 * minute;

/** Lets a history happen in a world. @returns how many processes were killed */
export const runStack = async (world: World): Promise<number> => {
  const {
    aws,
    time,
    random,
    climate,
    guards,
    urls,
    observed,
    excuses,
    promises,
    functions,
    state,
  } = world;
  const { sleep, now } = time;
  const loadEnds = now() + loadMs;
  const allEnds = loadEnds + calmMs;
  const graceEnds = loadEnds + 2 * functionSeconds * 1000;
  let killed = 0;

  const note = (name: FunctionName, error: unknown, body?: string): void => {
    if (error instanceof KilledError) {
      killed += 1;
      for (const file of body === undefined ? [] : filesOfMessage(body))
        excuses.add(file, 'killed');
      if (name === 'mailer') excuses.add(allMails, 'mailerKilled');
    } else if (now() > graceEnds) promises.report('calm', `${name} failed: ${String(error)}`);
    if (name === 'scanner') excuses.add(everything, 'scanFailed');
  };
  const invoke = async (name: 'scanner' | 'mailer' | 'announcer' | 'collector'): Promise<void> => {
    await functions[name].invoke({}).catch((error: unknown) => {
      note(name, error);
    });
  };

  const every = async (
    end: number,
    pause: () => number,
    work: () => Promise<unknown>,
  ): Promise<void> => {
    for (;;) {
      await sleep(pause());
      if (now() >= end) return;
      await work();
    }
  };
  const about = (milliseconds: number) => () => (0.3 + 1.4 * random()) * milliseconds;
  const exactly = (milliseconds: number) => () => milliseconds;

  const begun: Promise<void>[] = [];
  const scan = (): Promise<void> => {
    const scanned = invoke('scanner');
    begun.push(scanned);
    return scanned;
  };
  const tick = async (): Promise<void> => {
    void scan();
    // A tick may be doubled.
    if (!state.isCalm && random() < 0.2) {
      await sleep(random() * minute);
      void scan();
    }
  };
  /** Asked without a call: most of the time there is nothing. */
  const isEmpty = (QueueUrl: string): boolean => {
    const AttributeNames = ['ApproximateNumberOfMessages'];
    const answer = aws.ask('sqs', 'GetQueueAttributes', { QueueUrl, AttributeNames });
    const { Attributes } = answer as { Attributes: Record<string, string> };
    return Attributes.ApproximateNumberOfMessages === '0';
  };
  const deliver = (name: 'importer' | 'deadLetter', queueUrl: string): Promise<void> =>
    every(allEnds, exactly(20_000), async () => {
      if (isEmpty(queueUrl)) return;
      await deliverAll(
        ...([aws.sqs, queueUrl, (event: SQSEvent) => functions[name].invoke(event)] as const),
        (error, { Body }) => {
          note(name, error, Body);
        },
      );
    });

  const scanNews = async (news: string): Promise<void> => {
    if (isEmpty(news)) return;
    await deliverNews(
      aws.sqs,
      news,
      (event) => functions.scanner.invoke(event),
      // No excuse: a tick sees it.
      (error) => {
        if (error instanceof KilledError) killed += 1;
        else if (now() > graceEnds && state.burst?.unreadable === undefined)
          promises.report('calm', `a scan of what was told failed: ${String(error)}`);
      },
    );
  };

  const uploads = createUploads(world);
  const change = (projectId: string): Promise<void> => uploads.change(projectId);
  /** Some files come together, at last one of each project. Nothing goes wrong, but that a project cannot be read. */
  const burst = async (unreadable: string | undefined): Promise<void> => {
    state.burst = { unreadable };
    for (let files = Math.floor(random() * 6); files > 0; files -= 1) {
      await change(projectIds[Math.floor(random() * projectIds.length)]!);
      await sleep(random() * 2_000);
    }
    for (const projectId of projectIds) await change(projectId);
    await sleep(40_000);
    promises.checkTold(uploads.fileNames, unreadable);
    state.burst = undefined;
    // What could not be read is left to the next tick, and not to the next burst.
    if (unreadable !== undefined) await scan();
  };
  /** Between ticks. */
  const bursts = async (): Promise<void> => {
    for (const tick of [0, 10, 20]) {
      await sleep(graceEnds + (tick + 1) * minute - now());
      for (const unreadable of [undefined, ...projectIds, undefined, ...projectIds])
        await burst(unreadable);
    }
  };
  const act = createActs({
    climate,
    observed,
    random,
    sleep,
    scan,
    operate: createOperator(aws.connect(world.newFaults()), time, random),
    upload: uploads.put,
    paused: promises.pause.paused,
    resumes: promises.pause.resumes,
    retried: (projectId, fileName) => {
      promises.limit.retried(projectId, fileName);
    },
    isOver: () => now() >= loadEnds,
  });
  const decideOnHeld = createHeldActs({
    observed,
    random,
    operate: createOperator(aws.connect(world.newFaults()), time, random),
  });
  const changeGuard = (of: Guards): (() => Promise<void>) =>
    createGuardAct(of, observed, createOperator(aws.connect(world.newFaults()), time, random));
  const { feedEvery } = climate;
  const changeUser = (): Promise<void> => {
    const projectId = projectIds[Math.floor(random() * projectIds.length)]!;
    const user = ids[Math.floor(random() * ids.length)]!;
    // It may have been done or not; then nobody knows.
    return world.users.change(projectId, [user], random() < 0.5).catch(() => undefined);
  };
  const changeWeather = async (): Promise<void> => {
    if (random() >= climate.badWeather) return;
    const chance = random();
    state.weather = chance < 0.3 ? 'refusing' : chance < 0.6 ? 'handing-back' : 'limited';
    const limits = state.weather === 'limited' ? scarce : undefined;
    for (const table of heavyTables) aws.throttling.limit(table, limits);
    await sleep((0.5 + random() * 2) * minute);
    for (const table of heavyTables) aws.throttling.limit(table, undefined);
    state.weather = 'good';
  };

  /** Nobody decides about what is held at the end. */
  const forgetHeld = async (): Promise<void> => {
    const isHeld = (): boolean =>
      [...observed.audiences.values()].some(({ versions }) => findHeldVersion(versions));
    if (!isHeld()) return;
    await sleep(heldSeconds * 1000);
    for (let round = 0; round < 2; round += 1) {
      await invoke('collector');
      await sleep(60 * minute);
    }
    if (isHeld()) promises.report('leftovers', 'something is held after its time is over');
  };

  const stack = [
    every(allEnds, exactly(10 * minute), tick),
    every(allEnds, exactly(5 * minute), () => invoke('mailer')),
    every(allEnds, exactly(3 * minute), () => invoke('announcer')),
    every(allEnds, exactly(60 * minute), () => invoke('collector')),
    ...Array.from({ length: climate.consumers }, () => deliver('importer', urls.imports)),
    deliver('deadLetter', urls.deadLetters),
    ...(urls.news === undefined
      ? []
      : [
          bursts(),
          // A mapping's least maximum.
          ...Array.from({ length: 2 }, (_, index) =>
            every(allEnds, exactly(1_700 + 400 * index), () => scanNews(urls.news!)),
          ),
        ]),
    every(allEnds, exactly(minute), promises.check),
  ];
  const load = [
    ...projectIds.flatMap((projectId) => [
      every(loadEnds, about(climate.uploadEvery), () => uploads.change(projectId)),
      every(loadEnds, about(climate.operateEvery), () => act(projectId)),
      ...(feedEvery === undefined
        ? []
        : [every(loadEnds, exactly(feedEvery), () => uploads.put(projectId, feedName))]),
    ]),
    ...(climate.strangers > 0 || guards ? [every(loadEnds, about(3 * minute), decideOnHeld)] : []),
    ...(guards ? [every(loadEnds, about(5 * minute), changeGuard(guards))] : []),
    every(loadEnds, about(4 * minute), changeUser),
    every(loadEnds, exactly(minute), changeWeather),
  ];
  await sleep(loadMs);
  state.isCalm = true;
  await Promise.all([...load, ...stack]);
  await Promise.all(begun);

  await sleep(longNightMs);
  for (let round = 0; round < 3; round += 1) {
    await invoke('collector');
    await sleep(10 * minute);
    await invoke('announcer');
    await sleep(50 * minute);
  }
  await forgetHeld();
  await promises.checkEnd();
  for (const name of functionNames) functions[name].end();
  return killed;
};
