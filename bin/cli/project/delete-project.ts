import pMap, { pMapSkip } from 'p-map';
import { MalformedItemsError } from '../../../lambdas/shared/adapters/parse-item.ts';
import type { ListAudienceItems } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import type { GetProject, ListProjects } from '../../../lambdas/shared/adapters/read-projects.ts';
import type { DeleteOrphan } from '../../../lambdas/shared/operators/delete-orphan.ts';
import type { SwitchProject } from '../../../lambdas/shared/operators/switch-project.ts';
import type { ForgetIgnored } from '../../../lambdas/shared/operators/forget-ignored.ts';
import { RefusedError } from '../errors.ts';
import { noSuchProject } from './get-existing-project.ts';

export interface DeleteProjectPorts {
  getProject: GetProject;
  listProjects: ListProjects;
  switchProject: Pick<SwitchProject, 'markDeleted'>;
  listAudienceItems: ListAudienceItems;
  deleteOrphan: DeleteOrphan;
  forgetIgnored: ForgetIgnored;
  /** told how many audiences were deleted so far */
  onProgress: (deleted: number) => void;
}

const audiencesAtOnce = 8;

/**
 * Deletes a project and all its audiences. It is marked first, so that nothing is imported for it any more;
 * a deletion that was interrupted is finished by another one, or by the collector. The collector also deletes what a scan
 * adds that was under way.
 *
 * @returns how many audiences were deleted
 * @throws RefusedError when there is no such project, or it is created anew meanwhile
 * @throws MalformedItemsError at the end, naming the audiences that cannot be read
 */
export const deleteProject = async (
  projectId: string,
  { getProject, switchProject, listAudienceItems, deleteOrphan, ...ports }: DeleteProjectPorts,
): Promise<number> => {
  const project = await getProject(projectId);
  if (!project) throw await noSuchProject(projectId, ports);
  if (!(await switchProject.markDeleted(project))) throw createdAnew(projectId);
  await ports.forgetIgnored(projectId);
  let deleted = 0;
  const deleteOne = async (item: AudienceItem): Promise<typeof pMapSkip> => {
    const result = await deleteOrphan(projectId, item.fileName);
    if (result === 'project-lives') throw createdAnew(projectId);
    if (result === 'deleted') ports.onProgress((deleted += 1));
    return pMapSkip;
  };
  // Of a list that ends with what it could not read, `pMap` would not wait for the others.
  const unread: MalformedItemsError[] = [];
  const readable = async function* () {
    try {
      yield* listAudienceItems(projectId);
    } catch (error) {
      if (!(error instanceof MalformedItemsError)) throw error;
      unread.push(error);
    }
  };
  await pMap(readable(), deleteOne, { concurrency: audiencesAtOnce });
  if (unread[0]) throw unread[0];
  return deleted;
};

const createdAnew = (projectId: string): RefusedError =>
  new RefusedError(({ projectChanges }) => projectChanges.createdAnew(projectId));
