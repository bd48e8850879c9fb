import { maxFileBytes } from '../shared/contract.ts';
import { mostVersions } from '../shared/domain/audience-item.ts';
import { isDeceptive } from '../shared/domain/file-name.ts';
import type { Project } from '../shared/domain/project.ts';
import { hasRoomFor } from '../shared/slots/slots.ts';
import { badName, collectorBehind, fileTooLarge, limitReached, NotWantedError } from './errors.ts';
import type { FileImport } from './file-import.ts';

/**
 * What can be said of a file before a byte of it is read.
 *
 * @throws NotWantedError when there is nothing to be done
 * @throws FileRejectedError, ImportFailedError
 */
export const checkFile = (
  { message, claimed }: Pick<FileImport, 'message' | 'claimed'>,
  project: Project,
): void => {
  if (project.path !== message.path) throw new NotWantedError('path-changed');
  if (claimed.otherVersions >= mostVersions) throw collectorBehind(claimed.otherVersions);
  if (isDeceptive(message.fileName)) throw badName();
  // Not the message's: whoever may send one could have any file rejected.
  if (claimed.size > maxFileBytes) throw fileTooLarge(claimed.size);
  if (!claimed.live && !hasRoomFor(project, message.fileName, mayTakePlace(claimed, project)))
    throw limitReached(project.audienceLimit);
};

/** Not before those that have waited longer, unless the limit has been raised since a scan said so. */
const mayTakePlace = (
  { noPlace }: FileImport['claimed'],
  { audienceLimit }: Pick<Project, 'audienceLimit'>,
): boolean => noPlace === undefined || audienceLimit > noPlace;

/** @throws NotWantedError unless the project is there and runs */
export const checkProject = (project: Project | undefined): Project => {
  if (!project || project.deletedAt !== undefined) throw new NotWantedError('project-gone');
  if (project.paused) throw new NotWantedError('paused');
  return project;
};
