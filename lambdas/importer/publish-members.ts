import type { ClaimedImport, EndImport, Failure } from '../shared/claims/ports.ts';
import type { Counts } from '../shared/domain/audience-item.ts';
import type { HoldCause } from '../shared/domain/error-policies.ts';
import type { Project } from '../shared/domain/project.ts';
import { CollidingMembersError } from '../shared/membership/cut-chunks.ts';
import { digestMembers } from '../shared/membership/digest-members.ts';
import type { OrderedMembers } from '../shared/membership/ordered-members.ts';
import type { Now } from '../shared/ports.ts';
import type { Slots } from '../shared/slots/slots.ts';
import type { Running } from './attempt.ts';
import type { ComparableMembers } from './comparison/comparable-members.ts';
import { canBeRead } from './comparison/can-be-read.ts';
import { chooseStorage, type Standing, type Storage } from './comparison/choose-storage.ts';
import type { ChooseCompress } from './compression/compress.ts';
import { compareIfReadable, type ComparePorts } from './comparison/compare-if-readable.ts';
import { FileRejectedError, limitReached } from './errors.ts';
import { reasonToHold } from './reason-to-hold.ts';
import { type PutChunks, writeChunks } from './write-chunks.ts';

export interface PublishPorts extends Omit<ComparePorts, 'meter' | 'signal'> {
  chooseCompress: ChooseCompress;
  endImport: EndImport;
  slots: Slots;
  putChunks: PutChunks;
  /** the table of the chunks, and the write units a second that it takes */
  chunksTable: { tableName: string; describeThroughput: (signal: AbortSignal) => Promise<number> };
  now: Now;
}

export interface Publishing {
  project: Project;
  claimed: ClaimedImport;
  running: Running;
}

/** `held`: written, and not published; `fenced-out`: another import has taken over, and nothing was published or held. */
export type Publication =
  | { result: 'published'; version: number; counts: Counts; unchanged: boolean }
  | { result: 'held'; version: number; counts: Counts; failure: Failure<HoldCause> }
  | 'fenced-out';

/**
 * Makes the members the audience's live version, or has it held where the project's guard says so. Writes no chunk when they
 * are the live one's already, and holds nothing then; else those that say what has changed, or all of them.
 *
 * @param joined counts of the file; what it changes of the live version is added to them
 * @throws TurnMissedError
 * @throws FileRejectedError `limit` when the audience is new and the project has no place for it, or
 *   `colliding-ids`
 */
export const publishMembers = async (
  members: ComparableMembers,
  joined: Counts,
  { project, claimed, running }: Publishing,
  ports: PublishPorts,
): Promise<Publication> => {
  const { attempt, signal } = running;
  const { live, projectId, fileName, version } = claimed;
  const digest = live && digestMembers(members);
  const readPorts = { ...ports, meter: attempt.meter, signal };
  const same = live?.layout.digest === digest ? live : undefined;
  // What cannot be read any more is written again.
  if (same && (await canBeRead(claimed, readPorts))) {
    const counts = { ...joined, added: 0, removed: 0 };
    attempt.counts = counts;
    return (await ports.endImport.publishUnchanged(claimed, same, counts, attempt))
      ? { result: 'published', version: same.version, unchanged: true, counts }
      : 'fenced-out';
  }

  const standing = await compare(members, claimed, running, readPorts);
  const counts = { ...joined, ...changesOf(members, claimed, standing) };
  attempt.counts = counts;
  const storage = chooseOrReject(members, digest, standing, ports.now());
  await write(storage, claimed, running, ports);
  const layout = storage.layout();
  signal.throwIfAborted();

  if (!live && !(await ports.slots.take(projectId, fileName, version)))
    throw limitReached(project.audienceLimit);
  const failure = reasonToHold(claimed, counts, project);
  if (failure)
    return (await ports.endImport.hold(claimed, counts, layout, failure, attempt))
      ? { result: 'held', version, failure, counts }
      : 'fenced-out';
  if (await ports.endImport.publish(claimed, counts, layout, attempt))
    return { result: 'published', version, unchanged: false, counts };
  if (!live) await ports.slots.release(projectId, fileName, version);
  return 'fenced-out';
};

const compare = async (
  members: ComparableMembers,
  claimed: ClaimedImport,
  { attempt, deadline }: Running,
  ports: ComparePorts,
): Promise<Standing | undefined> => {
  const begun = ports.now();
  const standing = await compareIfReadable(members, claimed, deadline, ports);
  if (standing) attempt.durations.compare = ports.now() - begun;
  return standing;
};

/** Nothing is known where the live version cannot be read. */
const changesOf = (
  { count }: OrderedMembers,
  { live }: ClaimedImport,
  standing: Standing | undefined,
): Pick<Counts, 'added' | 'removed'> => {
  if (!live) return { added: count, removed: 0 };
  return standing ? { added: standing.comparison.added, removed: standing.comparison.removed } : {};
};

const write = async (
  { chunks, shards, plain }: Storage,
  { audienceId, version }: ClaimedImport,
  { attempt, signal, inTurn }: Running,
  ports: PublishPorts,
): Promise<void> => {
  const work = {
    tableName: ports.chunksTable.tableName,
    seconds: await secondsToWrite(chunks, signal, ports),
  };
  const begun = ports.now();
  await inTurn(work, () => {
    attempt.hasWritten = true;
    return writeChunks({ audienceId, version, shards }, plain, {
      ...ports,
      ...{ compress: ports.chooseCompress(chunks), meter: attempt.meter, signal },
    });
  });
  attempt.durations.write = ports.now() - begun;
};

/** Of a chunk, which has 3.5 KB. */
const unitsPerChunk = 4;
/** So many are written within seconds, by any table. */
const fewUnits = 10_000;

const secondsToWrite = async (
  chunks: number,
  signal: AbortSignal,
  { chunksTable }: PublishPorts,
): Promise<number> => {
  const units = chunks * unitsPerChunk;
  return units <= fewUnits ? 0 : units / (await chunksTable.describeThroughput(signal));
};

const chooseOrReject = (...chosen: Parameters<typeof chooseStorage>): Storage => {
  try {
    return chooseStorage(...chosen);
  } catch (error) {
    if (error instanceof CollidingMembersError)
      throw new FileRejectedError('colliding-ids', error.message, { cause: error });
    throw error;
  }
};
