import { maxFileBytes } from '../shared/contract.ts';
import { mostVersions } from '../shared/domain/audience-item.ts';
import { isDeceptive } from '../shared/domain/file-name.ts';
import type { Project } from '../shared/domain/project.ts';
import { hasRoomFor } from '../shared/slots/slots.ts';
import { badName, collectorBehind, fileTooLarge, limitReached } from './errors.ts';
import type { FileImport } from './file-import.ts';

/**
 * What can be said of a file before a byte of it is read.
 *
 * @throws FileRejectedError, ImportFailedError
 */
export const checkFile = (
  { message, claimed }: Pick<FileImport, 'message' | 'claimed'>,
  project: Project,
): void => {
  if (claimed.otherVersions >= mostVersions) throw collectorBehind(claimed.otherVersions);
  if (isDeceptive(message.fileName)) throw badName();
  // Not the message's: whoever may send one could have any file rejected.
  if (claimed.size > maxFileBytes) throw fileTooLarge(claimed.size);
  if (!claimed.live && !hasRoomFor(project, message.fileName, mayTakePlace(claimed, project)))
    throw limitReached(project);
};

/** Not before those that have waited longer, unless the limit has been raised since a scan said so. */
const mayTakePlace = (
  { noPlace }: FileImport['claimed'],
  { audienceLimit }: Pick<Project, 'audienceLimit'>,
): boolean => noPlace === undefined || audienceLimit > noPlace;
