import type { JoinedMembers, JoinKernel } from '../../kernel/join-kernel.ts';
import type { ImportMessage } from '../shared/contract.ts';
import type { Counts } from '../shared/domain/audience-item.ts';
import type { Project } from '../shared/domain/project.ts';
import type { Now } from '../shared/ports.ts';
import type { Backoff } from '../shared/retry-unprocessed.ts';
import type { Attempt } from './attempt.ts';
import { lookupMembers } from './lookup-members.ts';
import type { OpenFile } from './ports.ts';
import { readFile } from './read-file.ts';
import type { OpenUsers } from './users.ts';

export interface ReadPorts {
  openFile: OpenFile;
  openUsers: OpenUsers;
  /** of this process: it holds one file at a time */
  kernel: JoinKernel;
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
  { openFile, openUsers, kernel, backoff, now }: ReadPorts,
): Promise<{ members: JoinedMembers; counts: Counts }> => {
  const begun = now();
  const { rows, blank, distinct } = await readFile(await openFile(path + fileName, etag), kernel);
  const file = { rows, blank, duplicates: rows - distinct };
  attempt.counts = file;
  const read = now();
  attempt.durations.read = read - begun;

  attempt.plan = 'lookup';
  await lookupMembers(kernel, { ...openUsers(project, attempt.meter), ...backoff });
  const members = kernel.orderMembers();
  attempt.durations.join = now() - read;
  const counts = { ...file, unregistered: distinct - members.count, members: members.count };
  attempt.counts = counts;
  return { members, counts };
};
