import type { RecordDrop } from '../shared/adapters/record-drop.ts';
import type { EndImport, Failure, Leftovers } from '../shared/claims/ports.ts';
import type {
  FailureCause,
  RejectionCause,
  ReleaseReason,
} from '../shared/domain/error-policies.ts';
import type { Now } from '../shared/ports.ts';
import type { GiveBackPlace } from '../shared/slots/give-back-place.ts';
import {
  FileRejectedError,
  FileSupersededError,
  ImportFailedError,
  NotWantedError,
  tooSlow,
} from './errors.ts';
import type { FileImport } from './file-import.ts';
import type { Ending, RecordImport } from './record-import.ts';
import { TurnMissedError } from './turns/in-turn.ts';

export interface EndPorts {
  endImport: EndImport;
  giveBackPlace: GiveBackPlace;
  recordDrop: RecordDrop;
  recordImport: RecordImport;
  now: Now;
}

/** Does a part of a file's import. An error ends this import, and no other. @returns undefined when it has ended */
export const orEnd = async <T>(
  file: FileImport,
  ports: EndPorts,
  work: () => Promise<T>,
): Promise<T | undefined> => orEndAll([file], ports, work);

/** The same of what is done for several files at once. */
export const orEndAll = async <T>(
  files: readonly FileImport[],
  ports: EndPorts,
  work: () => Promise<T>,
): Promise<T | undefined> => {
  try {
    return await work();
  } catch (error) {
    for (const file of files)
      if (!file.ended) await endFile(file, await endAfter(error, file, ports), ports);
    return undefined;
  }
};

/** The claim has ended, as the ending says. */
export const endFile = async (file: FileImport, ending: Ending, ports: EndPorts): Promise<void> => {
  const noted = await noteDrop(file, ending, ports);
  file.ended = { ending: noted, at: ports.now() };
  await ports.recordImport({ ...file, attempt: file.running.attempt }, noted);
};

/** Also of an import that was overtaken: who has overtaken it may have no message, and may die. */
const noteDrop = async (
  { message }: FileImport,
  ending: Ending,
  { recordDrop }: EndPorts,
): Promise<Ending> => {
  if (ending.result !== 'released') return ending;
  try {
    await recordDrop(message);
    return ending;
  } catch (error) {
    return { result: 'interrupted', error };
  }
};

/** Ends the claim. What nobody has foreseen is transient: the message comes back. */
const endAfter = async (error: unknown, file: FileImport, ports: EndPorts): Promise<Ending> => {
  const { signal } = file.running;
  try {
    if (error instanceof FileRejectedError) return await reject(file, error, ports);
    if (error instanceof NotWantedError) return await release(file, error.reason, ports);
    if (error instanceof FileSupersededError) return await release(file, 'superseded', ports);
    if (error instanceof TurnMissedError) return await release(file, 'table-busy', ports);
    if (error instanceof ImportFailedError) return await fail(file, error, ports);
    if (signal.aborted && file.isFirst) return await fail(file, tooSlow(), ports);
    await releaseAfter(error, file, ports);
    // The time was that of others.
    return signal.aborted
      ? { result: 'released', why: 'no-time-left' }
      : { result: 'interrupted', error };
  } catch (endingError) {
    return { result: 'interrupted', error: endingError };
  }
};

const leftoversOf = ({ running }: FileImport): Leftovers =>
  running.attempt.hasWritten ? 'chunks' : 'no-chunks';

const reject = async (
  file: FileImport,
  { reason, message, explanation, row }: FileRejectedError,
  { endImport }: EndPorts,
): Promise<Ending> => {
  const failure: Failure<RejectionCause> = { cause: reason, message, explanation, row };
  return (await endImport.reject(file.claimed, failure, leftoversOf(file), file.running.attempt))
    ? { result: 'rejected', failure }
    : { result: 'released', why: 'fenced-out' };
};

const fail = async (
  file: FileImport,
  { reason, message, explanation }: ImportFailedError,
  { endImport, giveBackPlace }: EndPorts,
): Promise<Ending> => {
  const { projectId, fileName, version, live } = file.claimed;
  const failure: Failure<FailureCause> = { cause: reason, message, explanation };
  if (!(await endImport.fail(file.claimed, failure, leftoversOf(file))))
    return { result: 'released', why: 'fenced-out' };
  // Its time may have run out when it had a place already.
  if (!live) await giveBackPlace(projectId, fileName, version);
  return { result: 'failed', failure };
};

const release = async (
  { claimed }: FileImport,
  why: ReleaseReason,
  { endImport }: EndPorts,
): Promise<Ending> => {
  await endImport.release(claimed, 'no-chunks');
  return { result: 'released', why };
};

const releaseAfter = async (
  error: unknown,
  file: FileImport,
  { endImport, giveBackPlace }: EndPorts,
): Promise<void> => {
  const { projectId, fileName, version, live } = file.claimed;
  try {
    // Not released: somebody else has taken over, or this import was published although its answer was
    // lost. Then the slot is in use.
    if ((await endImport.release(file.claimed, leftoversOf(file))) && !live)
      await giveBackPlace(projectId, fileName, version);
  } catch (releaseError) {
    // The claim dies by itself; both errors are worth knowing.
    throw new AggregateError([error, releaseError], 'the import failed, and so did its release', {
      cause: releaseError,
    });
  }
};
