import pMap, { pMapSkip } from 'p-map';
import type { ListAudienceItems } from '../../lambdas/shared/adapters/read-audience-items.ts';
import type { AudienceItem } from '../../lambdas/shared/domain/audience-item.ts';
import type { DeleteAudience } from '../../lambdas/shared/operators/delete-audience.ts';
import type { SwitchProject } from '../../lambdas/shared/operators/switch-project.ts';
import { noSuchProject } from './get-existing-project.ts';

export interface DeleteProjectPorts {
  switchProject: Pick<SwitchProject, 'markDeleted'>;
  listAudienceItems: ListAudienceItems;
  deleteAudience: DeleteAudience;
  /** told how many audiences were deleted so far */
  onProgress: (deleted: number) => void;
}

const audiencesAtOnce = 8;

/**
 * Deletes a project and all its audiences. It is marked first, so that nothing is imported for it any more;
 * a deletion that was interrupted is finished by another one. The places of its audiences go when the
 * project is created anew.
 *
 * @returns how many audiences were deleted
 * @throws RefusedError when there is no such project
 */
export const deleteProject = async (
  projectId: string,
  { switchProject, listAudienceItems, deleteAudience, onProgress }: DeleteProjectPorts,
): Promise<number> => {
  if (!(await switchProject.markDeleted(projectId))) throw noSuchProject(projectId);
  let deleted = 0;
  const deleteOne = async (item: AudienceItem): Promise<typeof pMapSkip> => {
    // Nobody looks at its file any more, and a message for it must find nothing to do.
    const { result } = await deleteAudience(projectId, item.fileName, { forgetFile: true });
    if (result === 'deleted') onProgress((deleted += 1));
    return pMapSkip;
  };
  await pMap(listAudienceItems(projectId), deleteOne, { concurrency: audiencesAtOnce });
  return deleted;
};
