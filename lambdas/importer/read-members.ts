import type { JoinedMembers } from '../../kernel/joined-members.ts';
import type { JoinKernel } from '../../kernel/join-kernel.ts';
import type { Counts } from '../shared/domain/audience-item.ts';
import type { Project } from '../shared/domain/project.ts';
import type { Now } from '../shared/ports.ts';
import type { Running } from './attempt.ts';
import { markMembers, type MarkPorts } from './mark-members.ts';
import type { OpenFile } from './ports.ts';
import { readFile } from './read-file.ts';
import type { OpenUsers } from './users.ts';

export interface ReadPorts extends MarkPorts {
  openFile: OpenFile;
  openUsers: OpenUsers;
  /** of this process: it holds one file at a time */
  kernel: Pick<JoinKernel, 'begin'>;
  now: Now;
}

/** The very version that was claimed. */
export interface FileToRead {
  key: string;
  etag: string;
}

/**
 * Reads the file and keeps the registered users.
 *
 * @throws FileRejectedError when the file breaks a rule
 * @throws FileSupersededError
 * @throws ImportFailedError
 */
export const readMembers = async (
  { key, etag }: FileToRead,
  project: Project,
  running: Running,
  { openFile, openUsers, kernel, now, ...ports }: ReadPorts,
): Promise<{ members: JoinedMembers; counts: Counts }> => {
  const { attempt, signal } = running;
  const begun = now();
  const opened = await openFile(key, etag, signal);
  const { file, counts: read } = await readFile(opened, kernel, signal);
  const { rows, blank, distinct } = read;
  const ofFile = { rows, blank, duplicates: rows - distinct };
  attempt.counts = ofFile;
  const readAt = now();
  attempt.durations.read = readAt - begun;

  await markMembers(file, distinct, openUsers(project, file), running, ports);
  const members = file.orderMembers();
  attempt.durations.join = now() - readAt;
  const counts = { ...ofFile, unregistered: distinct - members.count, members: members.count };
  attempt.counts = counts;
  return { members, counts };
};
