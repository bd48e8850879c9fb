import type { ReadVersion } from '../../../lambdas/shared/domain/decision.ts';
import type {
  DeleteAudienceAndFile,
  FileOfDeleted,
} from '../../../lambdas/shared/operators/delete-audience-and-file.ts';
import type { PlaceNotReturnedError } from '../../../lambdas/shared/slots/place-not-returned-error.ts';
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
  /** of its project */
  paused: boolean;
  /** its place is taken, still */
  unreturned: PlaceNotReturnedError | undefined;
}

/** @throws RefusedError when there is no such audience, or none any more, or its file was uploaded again since a scan has seen it */
export const deleteExistingAudience = async (
  projectId: string,
  name: string,
  { withFile }: { withFile: boolean },
  ports: DeleteAudiencePorts,
): Promise<DeletedAudience> => {
  const project = await getExistingProject(projectId, ports);
  const item = await getExistingAudience(projectId, name, ports);
  const deletion = await ports.deleteAudienceAndFile(project, item, { withFile });
  // Without anything that was seen no audience is another one: `changed` and `only-file` are for whoever looks before.
  switch (deletion.result) {
    case 'unknown':
    case 'changed':
    case 'only-file':
      throw await noSuchAudience(projectId, name, ports);
    case 'file-changed':
      throw fileHasChanged(projectId, name, deletion.key);
    case 'deleted-already':
      throw deletedAlready(projectId, name, item.source.present);
    case 'deleted': {
      const { key, file, live, unreturned } = deletion;
      return { key, file, live, paused: project.paused, unreturned };
    }
  }
};

const fileHasChanged = (projectId: string, name: string, key: string): RefusedError =>
  new RefusedError(({ audienceChanges }) =>
    audienceChanges.fileHasChanged(nameAudience(projectId, name), key),
  );

const deletedAlready = (projectId: string, name: string, fileIsThere: boolean): RefusedError =>
  new RefusedError(({ audienceChanges }) =>
    audienceChanges.deletedAlready(nameAudience(projectId, name), fileIsThere),
  );
