import pMap from 'p-map';
import { inGroupsAsync } from '../shared/in-groups.ts';
import { type AnnouncementRun, beginRun } from './announcement-run.ts';
import { type Entry, packEntries } from './domain/entry.ts';
import { EventsNotRemovedError } from './errors.ts';
import type { AudienceKey, ListUnannounced, PutEvents, RemoveEvents } from './ports.ts';
import { prepareEvents, type Preparation, type PreparePorts } from './prepare-events.ts';

export interface AnnouncePorts extends PreparePorts {
  listUnannounced: ListUnannounced;
  putEvents: PutEvents;
  removeEvents: RemoveEvents;
  /** of the function, in milliseconds */
  timeLeft: () => number;
}

/** Audiences that are read, and told, together. */
const concurrency = 16;

/** What is left of the function's time when a run starts nothing more: enough to remove what was sent last. */
const reserveMs = 10_000;

/**
 * One run: sends all that is to be told, for each audience in order. An event that is refused stops no other audience. Never
 * throws; what went wrong is in the result.
 */
export const announceEvents = async (ports: AnnouncePorts): Promise<AnnouncementRun> => {
  const run = beginRun();
  try {
    for await (const keys of inGroupsAsync(ports.listUnannounced(), concurrency))
      if (run.isHalted || ports.timeLeft() < reserveMs) run.eventsPending += keys.length;
      else await announceSome(keys, run, ports);
  } catch (error) {
    run.failures.push({ audience: undefined, error });
  }
  return run;
};

const announceSome = async (
  keys: readonly AudienceKey[],
  run: AnnouncementRun,
  ports: AnnouncePorts,
): Promise<void> => {
  const prepared = await pMap(keys, async (key) => {
    try {
      return await prepareEvents(key, ports);
    } catch (error) {
      run.eventsPending += 1;
      run.failures.push({ audience: nameOf(key), error });
      return undefined;
    }
  });
  const some = prepared.filter((one) => one !== undefined);
  for (const { key, errors } of some)
    for (const error of errors) run.failures.push({ audience: nameOf(key), error });
  const sent = await send(some, run, ports);
  await pMap(some, (one) => remove(one, sent.get(one) ?? [], run, ports));
};

const nameOf = ({ projectId, fileName }: AudienceKey): string => `${projectId}/${fileName}`;

type Sent = Map<Preparation, string[]>;
interface Parcel {
  of: Preparation;
  sequence: string;
  entry: Entry;
}

/** @returns sequences of what EventBridge has taken */
const send = async (
  some: readonly Preparation[],
  run: AnnouncementRun,
  { putEvents, timeLeft }: AnnouncePorts,
): Promise<Sent> => {
  const sent: Sent = new Map();
  const refused = new Set<Preparation>();
  for (const pack of packRounds(some)) {
    // What comes after one that was refused waits with it.
    const allowed = pack.filter(({ of }) => !refused.has(of));
    if (allowed.length === 0) continue;
    if (timeLeft() < reserveMs) break;
    try {
      const answers = await putEvents(allowed.map(({ entry }) => entry));
      for (const [index, { of, sequence }] of allowed.entries()) {
        const error = answers[index];
        if (!error) sent.set(of, [...(sent.get(of) ?? []), sequence]);
        else {
          refused.add(of);
          run.failures.push({ audience: nameOf(of.key), error });
        }
      }
    } catch (error) {
      // The rest would meet the same.
      run.isHalted = true;
      run.failures.push({ audience: undefined, error });
      break;
    }
  }
  return sent;
};

/**
 * The first event of each audience, then the second of each, and so on: of one audience there is only one in a call, since EventBridge
 * may refuse an event and take the next one of the same call.
 */
function* packRounds(some: readonly Preparation[]): Generator<Parcel[]> {
  const rounds = Math.max(...some.map(({ events }) => events.length));
  for (let round = 0; round < rounds; round += 1)
    yield* packEntries(
      some.flatMap((of) => of.events.slice(round, round + 1).map((event) => ({ of, ...event }))),
    );
}

const remove = async (
  { key, all }: Preparation,
  sequences: readonly string[],
  run: AnnouncementRun,
  { removeEvents }: AnnouncePorts,
): Promise<void> => {
  run.eventsSent += sequences.length;
  run.eventsPending += all - sequences.length;
  if (sequences.length === 0 && all > 0) return;
  try {
    await removeEvents(key, sequences, sequences.length === all);
  } catch (error) {
    run.eventsPending += sequences.length;
    run.failures.push({
      audience: nameOf(key),
      error: new EventsNotRemovedError(sequences.length, error),
    });
  }
};
