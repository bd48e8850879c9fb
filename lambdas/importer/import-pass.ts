import type { JoinKernel } from '../../kernel/join-kernel.ts';
import { NoRoomError } from '../../kernel/shared-join.ts';
import type { Project } from '../shared/domain/project.ts';
import { checkFile, checkProject } from './check-file.ts';
import { type EndPorts, endFile, orEnd, orEndAll } from './end-file.ts';
import { NotWantedError } from './errors.ts';
import type { FileImport } from './file-import.ts';
import { findMembers, type FindPorts, lookAtFile, type MarkedFile } from './find-members.ts';
import { beginJoin, type Join } from './join.ts';
import { markTogether, type MarkTogetherPorts } from './mark-together.ts';
import { type OpenPorts, openAndRead, type ReadFile } from './open-and-read.ts';
import { publishMembers, type PublishPorts } from './publish-members.ts';
import type { Ending } from './record-import.ts';

export interface PassPorts extends EndPorts, OpenPorts, MarkTogetherPorts, FindPorts, PublishPorts {
  getProject: (projectId: string) => Promise<Project | undefined>;
  /** of this process: it holds the files of one pass at a time */
  kernel: Pick<JoinKernel, 'begin' | 'beginTogether'>;
}

/** A file that is in the kernel. */
interface Read {
  file: FileImport;
  read: ReadFile;
}

/**
 * Reads some files of a project, finds out once who of them is registered, and publishes one after the other. Each ends by
 * itself; those that had no room beside the others have not begun.
 */
export const importPass = async (pass: readonly FileImport[], ports: PassPorts): Promise<void> => {
  const { message } = pass[0] ?? {};
  if (!message) return;
  const project = await orEndAll(pass, ports, async () =>
    checkProject(await ports.getProject(message.projectId)),
  );
  if (!project) return;

  const join = beginJoin(pass, ports.kernel);
  const read = await readAll(pass, project, join, ports);
  if (read.length === 0) return;
  const files = read.map(({ file }) => file);
  const marked = await orEndAll(files, ports, () =>
    markTogether(files, project, join.endReading(), ports),
  );
  if (!marked) return;
  const looked = read.map(({ file, read: { join: own, counts } }) => ({
    ...{ file, join: own, read: counts, ...marked },
    ...lookAtFile(own, counts),
  }));
  for (const [index, one] of looked.entries())
    await orEnd(one.file, ports, () => publish(one, project, index === 0, ports));
};

/** @param isFirst so that each pass gets somewhere, however little time is left */
const publish = async (
  one: MarkedFile & { file: FileImport },
  project: Project,
  isFirst: boolean,
  ports: PassPorts,
): Promise<object> => {
  const { claimed, running } = one.file;
  if (!isFirst && running.signal.aborted) throw new NotWantedError('no-time-left');
  const { members, counts } = await findMembers(one, ports);
  const publication = await publishMembers(members, counts, { project, claimed, running }, ports);
  const ending: Ending =
    publication === 'fenced-out'
      ? { result: 'released', why: 'fenced-out' }
      : { counts, ...publication };
  await endFile(one.file, ending, ports);
  return ending;
};

const readAll = async (
  pass: readonly FileImport[],
  project: Project,
  join: Join,
  ports: PassPorts,
): Promise<Read[]> => {
  const all: Read[] = [];
  for (const file of pass) {
    const read = await orEnd(file, ports, async () => {
      checkFile(file, project);
      return await readUnlessFull(file, project, join, ports);
    });
    if (read && 'counts' in read) all.push({ file, read });
  }
  return all;
};

/** Of a file that is packed, it shows only when it is read how long it is. */
const readUnlessFull = async (
  file: FileImport,
  project: Project,
  join: Join,
  ports: PassPorts,
): Promise<ReadFile | { isFull: true }> => {
  try {
    return await openAndRead(file, project, join, ports);
  } catch (error) {
    if (!(error instanceof NoRoomError) || file.isAlone) throw error;
    file.isAlone = true;
    return { isFull: true };
  }
};
