import type { DeleteFile } from '../adapters/delete-file.ts';
import { type AudienceItem, objectNameOf } from '../domain/audience-item.ts';
import type { Project } from '../domain/project.ts';
import { type PlaceNotReturnedError, tryToReturn } from '../slots/place-not-returned-error.ts';
import type { Slots } from '../slots/slots.ts';
import type { DeleteAudience } from './delete-audience.ts';
import type { ReadVersion } from '../domain/decision.ts';
import { isAsSeen, type SeenWithFile } from './seen.ts';

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
      /** its place is taken, still */
      unreturned: PlaceNotReturnedError | undefined;
    }
  /** the audience stays, as it has changed after its file was deleted; `live`: what campaigns read, before and after */
  | { result: 'only-file'; key: string; live: ReadVersion | undefined }
  /** nothing was deleted: the file is another one than was seen last */
  | { result: 'file-changed'; key: string }
  /** nothing was deleted: the audience is not as it was seen */
  | { result: 'changed' }
  | { result: 'unknown' };

/**
 * Deletes an audience and gives back its place; with `withFile` its file goes first, so that no scan finds it any more. Only the
 * file that was seen last goes: one that was uploaded since stays. Can be repeated after an interruption.
 *
 * @param item as it was read just now
 * @param options with `seen`, nothing is done if the audience is not like that any more
 */
export type DeleteAudienceAndFile = (
  project: Pick<Project, 'path'>,
  item: AudienceItem,
  options: { withFile: boolean; seen?: SeenWithFile | undefined },
) => Promise<DeletionAndFile>;

export const createDeleteAudienceAndFile =
  ({ deleteAudience, deleteFile, slots }: DeleteAudienceAndFilePorts): DeleteAudienceAndFile =>
  async ({ path }, item, { withFile, seen }) => {
    const { projectId, fileName, deletedAt, source } = item;
    const key = path + objectNameOf(item);
    if (!isAsSeen(seen, item)) return { result: 'changed' };
    if (withFile && seen !== undefined && seen.etag !== source.etag)
      return { result: 'file-changed', key };

    const forgetFile = withFile && (deletedAt === undefined || source.present);
    if (forgetFile && (await deleteFile(key, source.etag)) === 'changed')
      return { result: 'file-changed', key };
    const whatIsThere = source.present ? 'present' : 'missing';
    const file = forgetFile ? 'deleted' : whatIsThere;
    const deletion = await deleteAudience(projectId, fileName, { forgetFile, seen });
    if (deletion.result === 'changed' && forgetFile)
      return { result: 'only-file', key, live: deletion.live };
    if (deletion.result === 'changed' || deletion.result === 'unknown')
      return { result: deletion.result };
    const { result, version, live } = deletion;
    // Who imports the file again has a later version, and keeps the place.
    const giveBack = (): Promise<boolean> => slots.release(projectId, fileName, version);
    // Where nothing else was left to do, that is all that was asked for.
    if (result === 'deleted-already') await giveBack();
    const unreturned =
      result === 'deleted'
        ? await tryToReturn(giveBack, `audience ${fileName} of project ${projectId}`)
        : undefined;
    return { result, key, file, live, unreturned };
  };
