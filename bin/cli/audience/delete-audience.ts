import { objectNameOf } from '../../../lambdas/shared/domain/audience-item.ts';
import { fileNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import type { DeleteAudience } from '../../../lambdas/shared/operators/delete-audience.ts';
import type { Slots } from '../../../lambdas/shared/slots/slots.ts';
import type { DeleteFile } from '../adapters/delete-file.ts';
import { RefusedError } from '../errors.ts';
import {
  type ExistingAudiencePorts,
  getExistingAudience,
  noSuchAudience,
} from './get-existing-audience.ts';
import { nameAudience } from './named-audience.ts';
import { getExistingProject } from '../project/get-existing-project.ts';

export interface DeleteAudiencePorts extends ExistingAudiencePorts {
  deleteAudience: DeleteAudience;
  deleteFile: DeleteFile;
  slots: Pick<Slots, 'release'>;
}

export interface DeletedAudience {
  /** project ID */
  project: string;
  name: string;
  /** key of the file in the bucket */
  key: string;
  /** `present`: the next scan creates the audience again */
  file: 'deleted' | 'present' | 'missing';
}

/**
 * Deletes an audience and gives back its place; with `withFile` its file goes first, so that no scan finds
 * it any more. Can be repeated after an interruption.
 *
 * @throws RefusedError when there is no such audience, or none any more
 */
export const deleteAudienceAndFile = async (
  projectId: string,
  name: string,
  { withFile }: { withFile: boolean },
  ports: DeleteAudiencePorts,
): Promise<DeletedAudience> => {
  const fileName = fileNameOf(name);
  const { path } = await getExistingProject(projectId, ports);
  const item = await getExistingAudience(projectId, name, ports);
  const { deletedAt, source } = item;

  const key = path + objectNameOf(item);
  const forgetFile = withFile && (deletedAt === undefined || source.present);
  if (forgetFile) await ports.deleteFile(key);
  const deletion = await ports.deleteAudience(projectId, fileName, { forgetFile });
  if (deletion.result === 'unknown') throw await noSuchAudience(projectId, name, ports);
  // Who imports the file again has a later version, and keeps the place.
  await ports.slots.release(projectId, fileName, deletion.version);

  if (deletion.result === 'deleted-already') throw deletedAlready(projectId, name, source.present);
  const file = source.present ? 'present' : 'missing';
  return { project: projectId, name, key, file: forgetFile ? 'deleted' : file };
};

const deletedAlready = (projectId: string, name: string, fileIsThere: boolean): RefusedError =>
  new RefusedError(({ audienceChanges }) =>
    audienceChanges.deletedAlready(nameAudience(projectId, name), fileIsThere),
  );
