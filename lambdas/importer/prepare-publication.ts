import type { ClaimedImport, EndImport } from '../shared/claims/ports.ts';
import type { Counts } from '../shared/domain/audience-item.ts';
import { CollidingMembersError } from '../shared/membership/cut-chunks.ts';
import { digestMembers } from '../shared/membership/digest-members.ts';
import type { OrderedMembers } from '../shared/membership/ordered-members.ts';
import type { Running } from './attempt.ts';
import { canBeRead } from './comparison/can-be-read.ts';
import { chooseStorage, type Standing, type Storage } from './comparison/choose-storage.ts';
import type { ComparableMembers } from './comparison/comparable-members.ts';
import { compareIfReadable, type ComparePorts } from './comparison/compare-if-readable.ts';
import { collidingIds } from './errors.ts';
import type { Publication } from './publication.ts';

export interface PreparePorts extends Omit<ComparePorts, 'meter' | 'signal'> {
  endImport: Pick<EndImport, 'publishUnchanged'>;
  /** the table of the chunks, and the write units a second that it takes */
  chunksTable: { tableName: string; describeThroughput: (signal: AbortSignal) => Promise<number> };
}

/** A version that is yet to be written. */
export interface Prepared {
  counts: Counts;
  storage: Storage;
  /** that writing it takes alone; 0 for what any table takes within seconds */
  seconds: number;
}

/**
 * Finds out what has to be written so that the members are the audience's live version. Where they are that already nothing
 * has, and it is published unchanged.
 *
 * @param joined counts of the file; what it changes of the live version is added to them
 * @throws FileRejectedError `colliding-ids`
 */
export const preparePublication = async (
  members: ComparableMembers,
  joined: Counts,
  { claimed, running }: { claimed: ClaimedImport; running: Running },
  ports: PreparePorts,
): Promise<Prepared | Publication> => {
  const { attempt, signal } = running;
  const { live } = claimed;
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
  return { counts, storage, seconds: await secondsToWrite(storage.chunks, signal, ports) };
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

/** Of a chunk, which has 3.5 KB. */
const unitsPerChunk = 4;
/** So many are written within seconds, by any table. */
const fewUnits = 10_000;

const secondsToWrite = async (
  chunks: number,
  signal: AbortSignal,
  { chunksTable }: PreparePorts,
): Promise<number> => {
  const units = chunks * unitsPerChunk;
  return units <= fewUnits ? 0 : units / (await chunksTable.describeThroughput(signal));
};

const chooseOrReject = (...chosen: Parameters<typeof chooseStorage>): Storage => {
  try {
    return chooseStorage(...chosen);
  } catch (error) {
    if (error instanceof CollidingMembersError) throw collidingIds(error);
    throw error;
  }
};
