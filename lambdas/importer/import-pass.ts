import type { JoinKernel } from '../../kernel/join-kernel.ts';
import { TableFullError } from '../../kernel/errors.ts';
import { NoRoomError } from '../../kernel/shared-join.ts';
import { obstacleOf } from '../shared/domain/obstacle.ts';
import type { Project } from '../shared/domain/project.ts';
import { checkFile } from './check-file.ts';
import { orEnd, orEndAll } from './end-file.ts';
import { FileRejectedError, ImportFailedError, NotWantedError } from './errors.ts';
import { type FileImport, takeOver } from './file-import.ts';
import { lookAtFile } from './find-members.ts';
import { beginJoin, type Join } from './join.ts';
import { markTogether, type MarkTogetherPorts } from './mark-together.ts';
import { type OpenPorts, openAndRead, type ReadFile } from './open-and-read.ts';
import { type Marked, publishFiles, type PublishFilesPorts } from './publish-files.ts';
import { type ReportPorts, writeReports } from './reports/write-reports.ts';

export interface PassPorts extends OpenPorts, MarkTogetherPorts, PublishFilesPorts, ReportPorts {
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
 * itself. Those that have to be read alone have not ended, and say so.
 */
export const importPass = async (pass: readonly FileImport[], ports: PassPorts): Promise<void> => {
  const [first] = pass;
  if (!first) return;
  const begun = await orEndAll(pass, ports, async () => {
    first.running.signal.throwIfAborted();
    const project = await ports.getProject(first.message.projectId);
    const obstacle = obstacleOf(first.message, project);
    if (!project || obstacle) throw new NotWantedError(obstacle ?? 'project-gone');
    return { project, join: beginJoin(pass, ports.kernel) };
  });
  if (!begun) return;
  const { project, join } = begun;
  const read = await readAll(pass, project, join, ports);
  const files = read.map(({ file }) => file);
  const marked = await orEndAll(files, ports, () => markAll(read, project, join, ports));
  await publishFiles(marked ?? [], project, ports);
};

const readAll = async (
  pass: readonly FileImport[],
  project: Project,
  join: Join,
  ports: PassPorts,
): Promise<Read[]> => {
  const all: Read[] = [];
  for (const file of pass) {
    takeOver(
      file,
      pass.filter(({ isAlone }) => isAlone),
    );
    const read = await orEnd(file, ports, async () => {
      checkFile(file, project);
      return pass.length === 1
        ? await openAndRead(file, project, join, ports)
        : await readBesideOthers(file, project, join, ports);
    });
    if (read) all.push({ file, read });
  }
  return all;
};

/** @returns undefined for a file that has to be read alone */
const readBesideOthers = async (
  file: FileImport,
  project: Project,
  join: Join,
  ports: PassPorts,
): Promise<ReadFile | undefined> => {
  try {
    return await openAndRead(file, project, join, ports);
  } catch (error) {
    if (!isForOthers(error)) throw error;
    file.isAlone = true;
    return undefined;
  }
};

/**
 * Of a file that is packed, it shows only when it is read how long it is. IDs may collide with those of other files. A file
 * is judged when it is read alone.
 */
const isForOthers = (error: unknown): boolean =>
  error instanceof NoRoomError ||
  error instanceof TableFullError ||
  (error instanceof FileRejectedError && error.reason === 'colliding-ids');

const markAll = async (
  read: readonly Read[],
  project: Project,
  join: Join,
  ports: PassPorts,
): Promise<Marked[]> => {
  const files = read.map(({ file }) => file);
  if (files.length === 0) return [];
  try {
    const marked = await markTogether(files, project, join.endReading(), ports);
    const looked = read.map(({ file, read: { join: own, counts } }) => ({
      file,
      join: own,
      read: counts,
      ...marked,
      ...lookAtFile(own, counts),
    }));
    await writeReports(looked, project, ports);
    return looked;
  } catch (error) {
    if (files.length === 1 || !(error instanceof ImportFailedError)) throw error;
    // Together they have more IDs than can be looked up in time. Each of them may have few.
    for (const file of files) file.isAlone = true;
    return [];
  }
};
