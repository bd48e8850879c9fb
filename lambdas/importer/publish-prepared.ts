import type { ClaimedImport, EndImport } from '../shared/claims/ports.ts';
import type { Project } from '../shared/domain/project.ts';
import type { Backoff, Now } from '../shared/ports.ts';
import type { GiveBackPlace } from '../shared/slots/give-back-place.ts';
import type { Slots } from '../shared/slots/slots.ts';
import type { Running } from './attempt.ts';
import type { ChooseCompress } from './compression/compress.ts';
import { limitReached } from './errors.ts';
import type { Prepared } from './prepare-publication.ts';
import type { Publication } from './publication.ts';
import { reasonToHold } from './reason-to-hold.ts';
import { type PutChunks, writeChunks } from './write-chunks.ts';

export interface PublishPorts {
  chooseCompress: ChooseCompress;
  endImport: Pick<EndImport, 'hold' | 'publish'>;
  slots: Pick<Slots, 'take'>;
  giveBackPlace: GiveBackPlace;
  putChunks: PutChunks;
  chunksTable: { tableName: string };
  backoff: Backoff;
  now: Now;
}

export interface Publishing {
  project: Project;
  claimed: ClaimedImport;
  running: Running;
}

/**
 * Writes what was prepared, and makes it the audience's live version, or has it held where the project's guard says so.
 *
 * @throws TurnMissedError
 * @throws FileRejectedError `limit` when the audience is new and the project has no place for it
 */
export const publishPrepared = async (
  prepared: Prepared,
  { project, claimed, running }: Publishing,
  ports: PublishPorts,
): Promise<Publication> => {
  const { attempt, signal } = running;
  const { live, projectId, fileName, version } = claimed;
  const { counts, storage } = prepared;
  await write(prepared, claimed, running, ports);
  const layout = storage.layout();
  signal.throwIfAborted();

  if (!live && !(await ports.slots.take(projectId, fileName, version))) throw limitReached(project);
  const failure = reasonToHold(claimed, counts, project);
  if (failure) {
    if (await ports.endImport.hold(claimed, counts, layout, failure, attempt))
      return { result: 'held', version, failure, counts };
  } else if (await ports.endImport.publish(claimed, counts, layout, attempt))
    return { result: 'published', version, unchanged: false, counts };
  if (!live) await ports.giveBackPlace(projectId, fileName, version);
  return 'fenced-out';
};

const write = async (
  { storage: { chunks, shards, plain }, seconds }: Prepared,
  { audienceId, version }: ClaimedImport,
  { attempt, signal, inTurn }: Running,
  ports: PublishPorts,
): Promise<void> => {
  const begun = ports.now();
  await inTurn({ tableName: ports.chunksTable.tableName, seconds }, () => {
    attempt.hasWritten = true;
    return writeChunks({ audienceId, version, shards }, plain, {
      ...ports,
      compress: ports.chooseCompress(chunks),
      meter: attempt.meter,
      signal,
    });
  });
  attempt.durations.write = ports.now() - begun;
};
