import type {
  ClaimedImport,
  ClaimImport,
  ClaimRefusal,
  EndImport,
  Failure,
} from '../shared/claims/ports.ts';
import { type ImportMessage, maxFileBytes } from '../shared/contract.ts';
import type { Counts, Layout } from '../shared/domain/audience-item.ts';
import type { Project } from '../shared/domain/project.ts';
import { userKeyOf } from '../shared/domain/user-key.ts';
import { chooseShards } from '../shared/membership/choose-shards.ts';
import { chooseChunkCount, CollidingIdsError, cutChunks } from '../shared/membership/cut-chunks.ts';
import { digestMembers } from '../shared/membership/digest-members.ts';
import { orderMembers } from '../shared/membership/order-members.ts';
import type { Backoff } from '../shared/retry-unprocessed.ts';
import { collectIds } from './collect-ids.ts';
import { readRows } from './csv/read-rows.ts';
import { fileEmpty, FileRejectedError, FileSupersededError, fileTooLarge } from './errors.ts';
import { type GetUsers, lookupMembers } from './lookup-members.ts';
import type { OpenFile, RecordDrop } from './ports.ts';
import { type PutChunks, writeChunks } from './write-chunks.ts';

export interface ImportPorts {
  claimImport: ClaimImport;
  endImport: EndImport;
  recordDrop: RecordDrop;
  getProject: (projectId: string) => Promise<Project | undefined>;
  openFile: OpenFile;
  getUsers: (projectId: string) => GetUsers;
  putChunks: PutChunks;
  newImportId: () => string;
  backoff: Backoff;
}

export type ImportResult =
  | { result: 'published'; version: number; counts: Counts; unchanged: boolean }
  | { result: 'rejected'; rejection: Failure }
  | {
      result: 'dropped';
      why: ClaimRefusal | 'project-gone' | 'paused' | 'path-changed' | 'superseded' | 'fenced-out';
    };

/**
 * One message: claims the audience, reads the file, keeps the registered users, writes them as a new
 * version and publishes it. Any other error is transient: the claim is let go and the message comes back.
 *
 * @param claimUntil milliseconds since 1970 when the claim dies
 */
export const importFile = async (
  message: ImportMessage,
  claimUntil: number,
  ports: ImportPorts,
): Promise<ImportResult> => {
  const claimed = await ports.claimImport(message, ports.newImportId(), claimUntil);
  if (typeof claimed === 'string') {
    await ports.recordDrop(message);
    return { result: 'dropped', why: claimed };
  }
  try {
    const project = await ports.getProject(message.projectId);
    const obstacle = obstacleOf(message, project);
    if (obstacle) return await letGo(message, claimed, obstacle, ports);
    return await importClaimed(message, claimed, ports);
  } catch (error) {
    if (error instanceof FileRejectedError) return await reject(claimed, error, ports);
    if (error instanceof FileSupersededError)
      return await letGo(message, claimed, 'superseded', ports);
    await releaseAfter(error, claimed, ports);
    throw error;
  }
};

const obstacleOf = (
  message: ImportMessage,
  project: Project | undefined,
): 'project-gone' | 'paused' | 'path-changed' | undefined => {
  if (!project) return 'project-gone';
  if (project.paused) return 'paused';
  return project.path === message.path ? undefined : 'path-changed';
};

const importClaimed = async (
  { projectId, path, fileName, etag, size }: ImportMessage,
  claimed: ClaimedImport,
  ports: ImportPorts,
): Promise<ImportResult> => {
  if (size > maxFileBytes) throw fileTooLarge(size);
  const file = await collectIds(readRows(await ports.openFile(path + fileName, etag)));
  if (file.rows === 0) throw fileEmpty();

  const members = await lookupMembers(file.ids, {
    getUsers: ports.getUsers(projectId),
    // An ID with a line feed could not be told from two in a chunk.
    canBeUser: (id) => !id.includes('\n') && userKeyOf(projectId, id) !== undefined,
    ...ports.backoff,
  });
  const counts: Counts = {
    rows: file.rows,
    blank: file.blank,
    duplicates: file.duplicates,
    unregistered: file.ids.size - members.length,
    members: members.length,
  };
  return await publishMembers(members, counts, claimed, ports);
};

const publishMembers = async (
  members: readonly string[],
  counts: Counts,
  claimed: ClaimedImport,
  ports: ImportPorts,
): Promise<ImportResult> => {
  const ordered = orderMembers(members);
  const digest = digestMembers(ordered.ids);
  const { live } = claimed;
  if (live?.layout.digest === digest)
    return (await ports.endImport.publishUnchanged(claimed, live, counts))
      ? { result: 'published', version: live.version, counts, unchanged: true }
      : { result: 'dropped', why: 'fenced-out' };

  const chunks = chooseChunkCountOrReject(ordered);
  const layout: Layout = { chunks, shards: chooseShards(chunks), digest };
  const { audienceId, version } = claimed;
  await writeChunks({ audienceId, version, shards: layout.shards }, cutChunks(ordered, chunks), {
    putChunks: ports.putChunks,
    ...ports.backoff,
  });
  return (await ports.endImport.publish(claimed, counts, layout))
    ? { result: 'published', version, counts, unchanged: false }
    : { result: 'dropped', why: 'fenced-out' };
};

const chooseChunkCountOrReject = (members: Parameters<typeof chooseChunkCount>[0]): number => {
  try {
    return chooseChunkCount(members);
  } catch (error) {
    if (error instanceof CollidingIdsError)
      throw new FileRejectedError('colliding-ids', error.message, { cause: error });
    throw error;
  }
};

const reject = async (
  claimed: ClaimedImport,
  { reason, message, row }: FileRejectedError,
  { endImport }: ImportPorts,
): Promise<ImportResult> => {
  const rejection: Failure = { cause: reason, message, row };
  return (await endImport.reject(claimed, rejection, 'no-chunks'))
    ? { result: 'rejected', rejection }
    : { result: 'dropped', why: 'fenced-out' };
};

const letGo = async (
  message: ImportMessage,
  claimed: ClaimedImport,
  why: 'project-gone' | 'paused' | 'path-changed' | 'superseded',
  { endImport, recordDrop }: ImportPorts,
): Promise<ImportResult> => {
  await endImport.release(claimed, 'no-chunks');
  await recordDrop(message);
  return { result: 'dropped', why };
};

const releaseAfter = async (
  error: unknown,
  claimed: ClaimedImport,
  { endImport }: ImportPorts,
): Promise<void> => {
  try {
    await endImport.release(claimed, 'chunks');
  } catch (releaseError) {
    // The claim dies by itself; both errors are worth knowing.
    throw new AggregateError([error, releaseError], 'the import failed, and so did its release', {
      cause: releaseError,
    });
  }
};
