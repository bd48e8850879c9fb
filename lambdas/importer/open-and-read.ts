import type { FileCounts } from '../../kernel/file-input.ts';
import type { FileJoin } from '../../kernel/file-join.ts';
import type { Project } from '../shared/domain/project.ts';
import type { Now } from '../shared/ports.ts';
import { aboutFile } from '../shared/texts/explain.ts';
import type { FileImport } from './file-import.ts';
import type { Join } from './join.ts';
import type { OpenFile } from './ports.ts';
import { readFile } from './read-file.ts';

export interface OpenPorts {
  openFile: OpenFile;
  now: Now;
}

/** A file that breaks no rule. */
export interface ReadFile {
  join: FileJoin;
  counts: FileCounts;
}

/**
 * Reads the very version of the file that was claimed.
 *
 * @throws FileRejectedError when the file breaks a rule
 * @throws FileSupersededError
 * @throws NoRoomError
 */
export const openAndRead = async (
  { message, claimed, running }: Pick<FileImport, 'message' | 'claimed' | 'running'>,
  project: Project,
  join: Pick<Join, 'begin'>,
  { openFile, now }: OpenPorts,
): Promise<ReadFile> => {
  const { attempt, signal } = running;
  const begun = now();
  const opened = await openFile(message.path + claimed.object, claimed.etag, signal);
  const about = aboutFile(project.projectId, message.fileName);
  const { file, counts } = await readFile(opened, join, signal, project, about);
  const { rows, blank, distinct } = counts;
  attempt.counts = { rows, blank, duplicates: rows - distinct };
  attempt.durations.read = now() - begun;
  return { join: file, counts };
};
