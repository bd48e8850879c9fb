import type { ClaimedImport, EndImport, Failure } from '../shared/claims/ports.ts';
import type { Counts } from '../shared/domain/audience-item.ts';
import type { HoldCause } from '../shared/domain/error-policies.ts';
import type { Layout } from '../shared/domain/layout.ts';
import type { Project } from '../shared/domain/project.ts';
import { chooseShards } from '../shared/membership/choose-shards.ts';
import {
  chooseChunkCount,
  CollidingMembersError,
  cutChunks,
} from '../shared/membership/cut-chunks.ts';
import { digestMembers } from '../shared/membership/digest-members.ts';
import type { OrderedMembers } from '../shared/membership/ordered-members.ts';
import type { Backoff, Now } from '../shared/ports.ts';
import type { Slots } from '../shared/slots/slots.ts';
import type { Running } from './attempt.ts';
import { FileRejectedError, limitReached } from './errors.ts';
import { reasonToHold } from './reason-to-hold.ts';
import { type PutChunks, writeChunks } from './write-chunks.ts';

export interface PublishPorts {
  endImport: EndImport;
  slots: Slots;
  putChunks: PutChunks;
  /** the table of the chunks, and the write units a second that it takes */
  chunksTable: { tableName: string; describeThroughput: (signal: AbortSignal) => Promise<number> };
  backoff: Backoff;
  now: Now;
}

export interface Publishing {
  project: Project;
  claimed: ClaimedImport;
  running: Running;
}

/** `held`: written, and not published; `fenced-out`: another import has taken over, and nothing was published or held. */
export type Publication =
  | { result: 'published'; version: number; unchanged: boolean }
  | { result: 'held'; version: number; failure: Failure<HoldCause> }
  | 'fenced-out';

/**
 * Makes the members the audience's live version, or has it held where the project's guard says so. Writes no chunk when they
 * are the live one's already, and holds nothing then.
 *
 * @throws TurnMissedError
 * @throws FileRejectedError `limit` when the audience is new and the project has no place for it, or
 *   `colliding-ids`
 */
export const publishMembers = async (
  members: OrderedMembers,
  counts: Counts,
  { project, claimed, running }: Publishing,
  ports: PublishPorts,
): Promise<Publication> => {
  const { attempt, signal, inTurn } = running;
  const digest = digestMembers(members);
  const { live, projectId, fileName, audienceId, version } = claimed;
  if (live?.layout.digest === digest)
    return (await ports.endImport.publishUnchanged(claimed, live, counts, attempt))
      ? { result: 'published', version: live.version, unchanged: true }
      : 'fenced-out';

  const chunks = chooseChunkCountOrReject(members);
  const layout: Layout = { chunks, shards: chooseShards(chunks), digest };
  const work = {
    tableName: ports.chunksTable.tableName,
    seconds: await secondsToWrite(chunks, signal, ports),
  };
  const begun = ports.now();
  await inTurn(work, () => {
    attempt.hasWritten = true;
    return writeChunks({ audienceId, version, shards: layout.shards }, cutChunks(members, chunks), {
      ...ports,
      meter: attempt.meter,
      signal,
    });
  });
  attempt.durations.write = ports.now() - begun;
  signal.throwIfAborted();

  if (!live && !(await ports.slots.take(projectId, fileName, version)))
    throw limitReached(project.audienceLimit);
  const failure = reasonToHold(claimed, counts, project);
  if (failure)
    return (await ports.endImport.hold(claimed, counts, layout, failure, attempt))
      ? { result: 'held', version, failure }
      : 'fenced-out';
  if (await ports.endImport.publish(claimed, counts, layout, attempt))
    return { result: 'published', version, unchanged: false };
  if (!live) await ports.slots.release(projectId, fileName, version);
  return 'fenced-out';
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

const chooseChunkCountOrReject = (members: OrderedMembers): number => {
  try {
    return chooseChunkCount(members);
  } catch (error) {
    if (error instanceof CollidingMembersError)
      throw new FileRejectedError('colliding-ids', error.message, { cause: error });
    throw error;
  }
};
