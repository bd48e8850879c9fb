import type { GetProject } from '../adapters/read-projects.ts';
import type { AudienceWriterDeps } from './audience-writer-deps.ts';
import { createWriteDeletion, isDeleted } from './write-deletion.ts';

export interface DeleteOrphanDeps extends AudienceWriterDeps {
  getProject: GetProject;
}

/**
 * Deletes an audience whose project was deleted, and forgets its file: nobody looks at that any more.
 *
 * @returns `project-lives`: the project was created anew meanwhile, and nothing was written
 */
export type DeleteOrphan = (
  projectId: string,
  fileName: string,
) => Promise<'deleted' | 'deleted-already' | 'project-lives'>;

/**
 * No condition spans two items. Therefore the project is read after the audience, and the audience is written only as it was
 * read: what scans and imports of a project that is created anew have written is never deleted.
 */
export const createDeleteOrphan = (deps: DeleteOrphanDeps): DeleteOrphan => {
  const writeDeletion = createWriteDeletion(deps);
  const options = { forgetFile: true };
  return async (projectId, fileName) => {
    const operation = deps.newId();
    // Lost a race: what the winner wrote decides.
    for (;;) {
      const item = await deps.getItem(projectId, fileName);
      if (!item || isDeleted(item, options))
        return item?.operation === operation ? 'deleted' : 'deleted-already';
      const project = await deps.getProject(projectId);
      if (project && project.deletedAt === undefined) return 'project-lives';
      if (await writeDeletion(item, operation, options)) return 'deleted';
    }
  };
};
