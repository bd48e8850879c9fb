import type { JoinedMembers } from '../../kernel/joined-members.ts';
import type { JoinKernel } from '../../kernel/join-kernel.ts';
import type { Counts } from '../shared/domain/audience-item.ts';
import { audienceNameOf } from '../shared/domain/file-name.ts';
import type { Project } from '../shared/domain/project.ts';
import { asOfProject } from '../shared/domain/read-otherwise.ts';
import type { Running } from './attempt.ts';
import { diagnose, type DiagnosisPorts } from './diagnose.ts';
import { mostSampled } from '../shared/domain/diagnosis/budget.ts';
import { headerOf } from './header-of.ts';
import { markMembers, type MarkPorts } from './mark-members.ts';
import { otherDelimiter } from './errors.ts';
import type { OpenFile } from './ports.ts';
import { readFile } from './read-file.ts';
import type { OpenUsers } from './users.ts';

export interface ReadPorts extends MarkPorts, DiagnosisPorts {
  openFile: OpenFile;
  openUsers: OpenUsers;
  /** of this process: it holds one file at a time */
  kernel: Pick<JoinKernel, 'begin'>;
}

/** The very version that was claimed. */
export interface FileToRead {
  key: string;
  etag: string;
  /** of its audience */
  fileName: string;
  /** of the version that is live meanwhile */
  live?: Counts | undefined;
}

/**
 * Reads the file and keeps the registered users. Why others are not, the attempt's diagnosis says.
 *
 * @throws FileRejectedError when the file breaks a rule
 * @throws FileSupersededError
 * @throws ImportFailedError
 */
export const readMembers = async (
  { key, etag, fileName, live }: FileToRead,
  project: Project,
  running: Running,
  { openFile, openUsers, kernel, ...ports }: ReadPorts,
): Promise<{ members: JoinedMembers; counts: Counts }> => {
  const { attempt, signal } = running;
  const { now } = ports;
  const begun = now();
  const opened = await openFile(key, etag, signal);
  const { projectId } = project;
  const readOtherwise = asOfProject(projectId, audienceNameOf(fileName));
  const { file, counts: read } = await readFile(opened, kernel, signal, project, readOtherwise);
  const { rows, blank, distinct } = read;
  const ofFile = { rows, blank, duplicates: rows - distinct };
  attempt.counts = ofFile;
  const readAt = now();
  attempt.durations.read = readAt - begun;

  const users = openUsers(project, file);
  const pace = await markMembers(file, distinct, users, running, ports);
  const header = headerOf(read, file);
  const unmarked = file.sample(mostSampled);
  const members = file.orderMembers();
  attempt.durations.join = now() - readAt;
  const counts = { ...ofFile, unregistered: distinct - members.count, members: members.count };
  attempt.counts = counts;
  // Where hardly anybody is registered, it may be somebody who is not yet, like the others.
  if (members.count * 2 >= distinct) attempt.header = header;
  const joined = { counts, members, unmarked, users, pace, live, projectId };
  attempt.diagnosis = await diagnose(joined, running, ports);
  // Not before it is known that nobody has such IDs: they may contain anything.
  if (members.count === 0 && read.otherDelimiter !== undefined)
    throw otherDelimiter(read.otherDelimiter, read.firstRow, { projectId, fileName });
  return { members, counts };
};
