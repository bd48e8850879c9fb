import type { FileCounts } from '../../kernel/file-input.ts';
import type { FileJoin, UnmarkedSample } from '../../kernel/file-join.ts';
import type { JoinedMembers } from '../../kernel/joined-members.ts';
import type { Counts } from '../shared/domain/audience-item.ts';
import { mostSampled } from '../shared/domain/diagnosis/budget.ts';
import { mostSampledIds, toSample } from '../shared/domain/unregistered-sample.ts';
import type { Pace } from '../shared/pace.ts';
import { aboutFile } from '../shared/texts/explain.ts';
import { diagnose, type DiagnosisPorts } from './diagnose.ts';
import { otherDelimiter } from './errors.ts';
import type { FileImport } from './file-import.ts';
import { headerOf } from './header-of.ts';
import type { Users } from './users.ts';

export type FindPorts = DiagnosisPorts;

/** A file in which the registered users are marked, and what has to be seen of it before its members are put in order. */
export interface MarkedFile {
  file: Pick<FileImport, 'claimed' | 'running'>;
  join: FileJoin;
  read: FileCounts;
  users: Users;
  pace: Pace;
  unmarked: UnmarkedSample;
  /** some of its unregistered IDs, for people */
  shown: readonly string[];
  header: string | undefined;
}

/** Of each file before the members of any of them are asked for. */
export const lookAtFile = (
  join: FileJoin,
  read: FileCounts,
): Pick<MarkedFile, 'unmarked' | 'shown' | 'header'> => {
  const unmarked = join.sample(mostSampled);
  return { header: headerOf(read, join), unmarked, shown: someOf(unmarked, join) };
};

/** Those that nobody can be registered under come last: a sentence of the diagnosis says what is wrong with them. */
const someOf = ({ ids, unmatchable }: UnmarkedSample, join: FileJoin): readonly string[] =>
  ids.length >= mostSampledIds || unmatchable === 0
    ? ids
    : [...ids, ...join.unmatchable(mostSampledIds - ids.length)];

/**
 * Keeps the registered users of a file. Why others are not, the attempt's diagnosis says.
 *
 * @throws FileRejectedError when it turns out to have several columns
 * @throws the signal's reason
 */
export const findMembers = async (
  { file, join, read, users, pace, unmarked, shown, header }: MarkedFile,
  ports: FindPorts,
): Promise<{ members: JoinedMembers; counts: Counts }> => {
  const { attempt } = file.running;
  const begun = ports.now();
  const members = join.orderMembers();
  attempt.durations.join = (attempt.durations.join ?? 0) + ports.now() - begun;
  const { rows, blank, distinct } = read;
  const counts = {
    rows,
    blank,
    duplicates: rows - distinct,
    unregistered: distinct - members.count,
    members: members.count,
  };
  attempt.counts = counts;
  attempt.unregisteredSample = toSample(shown);
  // Where hardly anybody is registered, it may be somebody who is not yet, like the others.
  if (members.count * 2 >= distinct) attempt.header = header;
  const { projectId, fileName } = file.claimed;
  const live = file.claimed.live?.counts;
  const joined = { counts, members, unmarked, users, pace, live, projectId };
  attempt.diagnosis = await diagnose(joined, file.running, ports);
  // Not before it is known that nobody has such IDs: they may contain anything.
  if (members.count === 0 && read.otherDelimiter !== undefined)
    throw otherDelimiter(read.otherDelimiter, read.firstRow, aboutFile(projectId, fileName));
  return { members, counts };
};
