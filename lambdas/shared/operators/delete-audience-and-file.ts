import type { DeleteFile } from '../adapters/delete-file.ts';
import { type AudienceItem, objectNameOf } from '../domain/audience-item.ts';
import type { Project } from '../domain/project.ts';
import type { Slots } from '../slots/slots.ts';
import type { DeleteAudience } from './delete-audience.ts';
import type { ReadVersion } from '../domain/decision.ts';
import { isAsSeen, type SeenWhole } from './seen.ts';

export interface DeleteAudienceAndFilePorts {
  deleteAudience: DeleteAudience;
  deleteFile: DeleteFile;
  slots: Pick<Slots, 'release'>;
}

/** `present`: the next scan creates the audience again */
export type FileOfDeleted = 'deleted' | 'present' | 'missing';

export type DeletionAndFile =
  | {
      result: 'deleted' | 'deleted-already';
      /** of the file in the bucket */
      key: string;
      file: FileOfDeleted;
      /** what campaigns have read until then; undefined: nothing */
      live: ReadVersion | undefined;
    }
  /** the audience stays: it is not as it was seen. The file is gone only if that has come about at the same moment. */
  | { result: 'changed'; key: string; file: FileOfDeleted }
  | { result: 'unknown' };

/**
 * Deletes an audience and gives back its place; with `withFile` its file goes first, so that no scan finds it any more. Can be
 * repeated after an interruption.
 *
 * @param item as it was read just now
 * @param options with `seen`, nothing is done if the audience is not like that any more
 */
export type DeleteAudienceAndFile = (
  project: Pick<Project, 'path'>,
  item: AudienceItem,
  options: { withFile: boolean; seen?: SeenWhole | undefined },
) => Promise<DeletionAndFile>;

export const createDeleteAudienceAndFile =
  ({ deleteAudience, deleteFile, slots }: DeleteAudienceAndFilePorts): DeleteAudienceAndFile =>
  async ({ path }, item, { withFile, seen }) => {
    const { projectId, fileName, deletedAt, source } = item;
    const key = path + objectNameOf(item);
    const whatIsThere = source.present ? 'present' : 'missing';
    if (!isAsSeen(seen, item)) return { result: 'changed', key, file: whatIsThere };

    const forgetFile = withFile && (deletedAt === undefined || source.present);
    if (forgetFile) await deleteFile(key);
    const file = forgetFile ? 'deleted' : whatIsThere;
    const deletion = await deleteAudience(projectId, fileName, { forgetFile, seen });
    if (deletion.result === 'unknown') return { result: 'unknown' };
    if (deletion.result === 'changed') return { result: 'changed', key, file };
    // Who imports the file again has a later version, and keeps the place.
    await slots.release(projectId, fileName, deletion.version);
    return { result: deletion.result, key, file, live: deletion.live };
  };
