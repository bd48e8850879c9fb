import type { ReadVersion } from '../../../lambdas/shared/domain/decision.ts';
import type {
  DeleteAudienceAndFile,
  FileOfDeleted,
} from '../../../lambdas/shared/operators/delete-audience-and-file.ts';
import { RefusedError } from '../errors.ts';
import {
  type ExistingAudiencePorts,
  getExistingAudience,
  noSuchAudience,
} from './get-existing-audience.ts';
import { nameAudience } from './named-audience.ts';
import { getExistingProject } from '../project/get-existing-project.ts';

export interface DeleteAudiencePorts extends ExistingAudiencePorts {
  deleteAudienceAndFile: DeleteAudienceAndFile;
}

export interface DeletedAudience {
  /** key of the file in the bucket */
  key: string;
  file: FileOfDeleted;
  /** what campaigns have read until then; undefined: nothing */
  live: ReadVersion | undefined;
}

/** @throws RefusedError when there is no such audience, or none any more */
export const deleteExistingAudience = async (
  projectId: string,
  name: string,
  { withFile }: { withFile: boolean },
  ports: DeleteAudiencePorts,
): Promise<DeletedAudience> => {
  const project = await getExistingProject(projectId, ports);
  const item = await getExistingAudience(projectId, name, ports);
  const deletion = await ports.deleteAudienceAndFile(project, item, { withFile });
  // Without anything that was seen nothing is another one: `changed` is for whoever looks before.
  if (deletion.result === 'unknown' || deletion.result === 'changed')
    throw await noSuchAudience(projectId, name, ports);
  if (deletion.result === 'deleted-already')
    throw deletedAlready(projectId, name, item.source.present);
  const { key, file, live } = deletion;
  return { key, file, live };
};

const deletedAlready = (projectId: string, name: string, fileIsThere: boolean): RefusedError =>
  new RefusedError(({ audienceChanges }) =>
    audienceChanges.deletedAlready(nameAudience(projectId, name), fileIsThere),
  );
