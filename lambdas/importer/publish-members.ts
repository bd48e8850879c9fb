import type { ClaimedImport, EndImport } from '../shared/claims/ports.ts';
import type { Counts, Layout } from '../shared/domain/audience-item.ts';
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
import type { Attempt } from './attempt.ts';
import { FileRejectedError, limitReached } from './errors.ts';
import { type PutChunks, writeChunks } from './write-chunks.ts';

export interface PublishPorts {
  endImport: EndImport;
  slots: Slots;
  putChunks: PutChunks;
  backoff: Backoff;
  now: Now;
}

export interface Publishing {
  project: Project;
  claimed: ClaimedImport;
  attempt: Attempt;
  /** the function's time is running out */
  signal: AbortSignal;
}

/** `fenced-out`: another import has taken over, and nothing was published. */
export type Publication = { version: number; unchanged: boolean } | 'fenced-out';

/**
 * Makes the members the audience's live version. Writes no chunk when they are the live one's already.
 *
 * @throws FileRejectedError `limit` when the audience is new and the project has no place for it, or
 *   `colliding-ids`
 */
export const publishMembers = async (
  members: OrderedMembers,
  counts: Counts,
  { project, claimed, attempt, signal }: Publishing,
  ports: PublishPorts,
): Promise<Publication> => {
  const digest = digestMembers(members);
  const { live, projectId, fileName, audienceId, version } = claimed;
  if (live?.layout.digest === digest)
    return (await ports.endImport.publishUnchanged(claimed, live, counts))
      ? { version: live.version, unchanged: true }
      : 'fenced-out';

  const chunks = chooseChunkCountOrReject(members);
  const layout: Layout = { chunks, shards: chooseShards(chunks), digest };
  const begun = ports.now();
  attempt.hasWritten = true;
  await writeChunks({ audienceId, version, shards: layout.shards }, cutChunks(members, chunks), {
    ...ports,
    meter: attempt.meter,
    signal,
  });
  attempt.durations.write = ports.now() - begun;
  signal.throwIfAborted();

  if (!live && !(await ports.slots.take(projectId, fileName, version)))
    throw limitReached(project.audienceLimit);
  if (await ports.endImport.publish(claimed, counts, layout)) return { version, unchanged: false };
  if (!live) await ports.slots.release(projectId, fileName, version);
  return 'fenced-out';
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
