import type { ImportMessage } from '../shared/contract.ts';
import type { Counts } from '../shared/domain/audience-item.ts';
import type { Project } from '../shared/domain/project.ts';
import type { Now } from '../shared/ports.ts';
import type { Backoff } from '../shared/retry-unprocessed.ts';
import type { Attempt } from './attempt.ts';
import { collectIds } from './collect-ids.ts';
import { readRows } from './csv/read-rows.ts';
import { fileEmpty } from './errors.ts';
import { lookupMembers } from './lookup-members.ts';
import type { OpenFile } from './ports.ts';
import type { OpenUsers } from './users.ts';

export interface ReadPorts {
  openFile: OpenFile;
  openUsers: OpenUsers;
  backoff: Backoff;
  now: Now;
}

/**
 * Reads the file and keeps the registered users.
 *
 * @throws FileRejectedError when the file breaks a rule
 * @throws FileSupersededError
 */
export const readMembers = async (
  { path, fileName, etag }: ImportMessage,
  project: Project,
  attempt: Attempt,
  { openFile, openUsers, backoff, now }: ReadPorts,
): Promise<{ members: string[]; counts: Counts }> => {
  const begun = now();
  const { ids, ...file } = await collectIds(readRows(await openFile(path + fileName, etag)));
  attempt.counts = file;
  const read = now();
  attempt.durations.read = read - begun;
  if (file.rows === 0) throw fileEmpty();

  attempt.plan = 'lookup';
  const members = await lookupMembers(ids, { ...openUsers(project, attempt.meter), ...backoff });
  attempt.durations.join = now() - read;
  const counts = {
    ...file,
    unregistered: ids.size - members.length,
    members: members.length,
  };
  attempt.counts = counts;
  return { members, counts };
};
