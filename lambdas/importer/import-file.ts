import type { RecordDrop } from '../shared/adapters/record-drop.ts';
import type { ClaimedImport, ClaimImport, Failure, Leftovers } from '../shared/claims/ports.ts';
import { type ImportMessage, maxFileBytes } from '../shared/contract.ts';
import { mostVersions } from '../shared/domain/audience-item.ts';
import type {
  FailureCause,
  RejectionCause,
  ReleaseReason,
} from '../shared/domain/error-policies.ts';
import { isDeceptive } from '../shared/domain/file-name.ts';
import type { Project } from '../shared/domain/project.ts';
import { hasRoomFor } from '../shared/slots/slots.ts';
import { type Attempt, beginAttempt, type Running } from './attempt.ts';
import {
  badName,
  collectorBehind,
  FileRejectedError,
  FileSupersededError,
  fileTooLarge,
  ImportFailedError,
  limitReached,
  tooSlow,
} from './errors.ts';
import type { ImportResult } from './import-result.ts';
import { publishMembers, type PublishPorts } from './publish-members.ts';
import { readMembers, type ReadPorts } from './read-members.ts';
import type { RecordImport } from './record-import.ts';
import { createInTurn, type InTurnPorts, TurnMissedError } from './turns/in-turn.ts';

export interface ImportPorts extends ReadPorts, PublishPorts, InTurnPorts {
  claimImport: ClaimImport;
  recordDrop: RecordDrop;
  recordImport: RecordImport;
  getProject: (projectId: string) => Promise<Project | undefined>;
  newImportId: () => string;
}

/** The time that an import has. */
export interface ImportTime {
  /** milliseconds since 1970 when the claim dies */
  claimUntil: number;
  /** milliseconds since 1970 when the signal aborts */
  deadline: number;
  /** aborts some time before the function is stopped: what has not ended by then fails as `too-slow` */
  signal: AbortSignal;
}

/**
 * One message: claims the audience, reads the file, keeps the registered users, writes them as a new
 * version and publishes it. Any other error is transient: the claim is let go and the message comes back.
 */
export const importFile = async (
  message: ImportMessage,
  { claimUntil, deadline, signal: outOfTime }: ImportTime,
  ports: ImportPorts,
): Promise<ImportResult> => {
  const importId = ports.newImportId();
  const startedAt = ports.now();
  const claimed = await ports.claimImport(message, importId, claimUntil);
  if (typeof claimed === 'string') {
    await ports.recordDrop(message);
    return { result: 'dropped', why: claimed };
  }
  const attempt = beginAttempt();
  const begun = { claimed, startedAt, attempt };
  const ended = new AbortController();
  const signal = AbortSignal.any([outOfTime, ended.signal]);
  const inTurn = createInTurn({ audienceId: claimed.audienceId, deadline, signal }, ports);
  try {
    const result = await runClaimed(message, claimed, { attempt, signal, deadline, inTurn }, ports);
    // Also of an import that was overtaken: who has overtaken it may have no message, and may die.
    if (result.result === 'released') await ports.recordDrop(message);
    await ports.recordImport(begun, result);
    return result;
  } catch (error) {
    await ports.recordImport(begun, { result: 'interrupted', error });
    throw error;
  } finally {
    // Whoever has begun something waits for its end. Should anybody not: the process goes on with another file.
    ended.abort();
  }
};

const runClaimed = async (
  message: ImportMessage,
  claimed: ClaimedImport,
  running: Running,
  ports: ImportPorts,
): Promise<ImportResult> => {
  const { attempt, signal } = running;
  try {
    return await importClaimed(message, claimed, running, ports);
  } catch (error) {
    if (error instanceof FileRejectedError) return await reject(claimed, error, attempt, ports);
    if (error instanceof FileSupersededError) return await release(claimed, 'superseded', ports);
    if (error instanceof TurnMissedError) return await release(claimed, 'table-busy', ports);
    if (error instanceof ImportFailedError) return await fail(claimed, error, attempt, ports);
    if (signal.aborted) return await fail(claimed, tooSlow(), attempt, ports);
    await releaseAfter(error, claimed, attempt, ports);
    throw error;
  }
};

const importClaimed = async (
  message: ImportMessage,
  claimed: ClaimedImport,
  running: Running,
  ports: ImportPorts,
): Promise<ImportResult> => {
  const project = await ports.getProject(message.projectId);
  const obstacle = obstacleOf(message, project);
  if (!project || obstacle) return await release(claimed, obstacle ?? 'project-gone', ports);
  if (claimed.otherVersions >= mostVersions) throw collectorBehind(claimed.otherVersions);
  if (isDeceptive(message.fileName)) throw badName();
  // Not the message's: whoever may send one could have any file rejected.
  if (claimed.size > maxFileBytes) throw fileTooLarge(claimed.size);
  if (!claimed.live && !hasRoomFor(project, message.fileName, mayTakePlace(claimed, project)))
    throw limitReached(project.audienceLimit);

  const file = {
    ...{ key: message.path + claimed.object, etag: claimed.etag, fileName: claimed.fileName },
    live: claimed.live?.counts,
  };
  const { members, counts } = await readMembers(file, project, running, ports);
  const publishing = { project, claimed, running };
  const publication = await publishMembers(members, counts, publishing, ports);
  return publication === 'fenced-out'
    ? { result: 'released', why: 'fenced-out' }
    : { counts, ...publication };
};

/** Not before those that have waited longer, unless the limit has been raised since a scan said so. */
const mayTakePlace = ({ noPlace }: ClaimedImport, { audienceLimit }: Project): boolean =>
  noPlace === undefined || audienceLimit > noPlace;

const obstacleOf = (
  message: ImportMessage,
  project: Project | undefined,
): ReleaseReason | undefined => {
  if (!project || project.deletedAt !== undefined) return 'project-gone';
  if (project.paused) return 'paused';
  return project.path === message.path ? undefined : 'path-changed';
};

const leftoversOf = ({ hasWritten }: Attempt): Leftovers => (hasWritten ? 'chunks' : 'no-chunks');

const reject = async (
  claimed: ClaimedImport,
  { reason, message, row }: FileRejectedError,
  attempt: Attempt,
  { endImport }: ImportPorts,
): Promise<ImportResult> => {
  const failure: Failure<RejectionCause> = { cause: reason, message, row };
  return (await endImport.reject(claimed, failure, leftoversOf(attempt), attempt))
    ? { result: 'rejected', failure }
    : { result: 'released', why: 'fenced-out' };
};

const fail = async (
  claimed: ClaimedImport,
  { reason, message }: ImportFailedError,
  attempt: Attempt,
  { endImport, slots }: ImportPorts,
): Promise<ImportResult> => {
  const { projectId, fileName, version, live } = claimed;
  const failure: Failure<FailureCause> = { cause: reason, message };
  if (!(await endImport.fail(claimed, failure, leftoversOf(attempt))))
    return { result: 'released', why: 'fenced-out' };
  // Its time may have run out when it had a place already.
  if (!live) await slots.release(projectId, fileName, version);
  return { result: 'failed', failure };
};

const release = async (
  claimed: ClaimedImport,
  why: ReleaseReason,
  { endImport }: ImportPorts,
): Promise<ImportResult> => {
  await endImport.release(claimed, 'no-chunks');
  return { result: 'released', why };
};

const releaseAfter = async (
  error: unknown,
  claimed: ClaimedImport,
  attempt: Attempt,
  { endImport, slots }: ImportPorts,
): Promise<void> => {
  const { projectId, fileName, version, live } = claimed;
  try {
    // Not released: somebody else has taken over, or this import was published although its answer was
    // lost. Then the slot is in use.
    if ((await endImport.release(claimed, leftoversOf(attempt))) && !live)
      await slots.release(projectId, fileName, version);
  } catch (releaseError) {
    // The claim dies by itself; both errors are worth knowing.
    throw new AggregateError([error, releaseError], 'the import failed, and so did its release', {
      cause: releaseError,
    });
  }
};
