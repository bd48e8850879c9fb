import type { ListAudienceItems } from '../shared/adapters/read-audience-items.ts';
import type { GetProject } from '../shared/adapters/read-projects.ts';
import { takeAll } from '../shared/adapters/take-all.ts';
import { isListed, viewAudience } from '../shared/domain/audience-view.ts';
import type { Now } from '../shared/ports.ts';
import { chooseAudiences } from './domain/choose-audiences.ts';
import type { ShownAudience } from './domain/shown.ts';
import type { FindAudiences } from './ports.ts';
import { type ProjectNotesPorts, readNotes } from './read-installation.ts';

export interface FindAudiencesPorts extends ProjectNotesPorts {
  getProject: GetProject;
  listItems: ListAudienceItems;
  now: Now;
}

/** Reads all audiences of one project, which has 2,000 at most, so that any column can sort them. */
export const createFindAudiences =
  ({ getProject, listItems, now, ...ports }: FindAudiencesPorts): FindAudiences =>
  async (params) => {
    const audiences: ShownAudience[] = [];
    const at = now();
    const [project, addNotes, unreadable] = await Promise.all([
      getProject(params.project),
      readNotes(ports),
      takeAll(listItems(params.project), (item) => {
        if (isListed(item)) audiences.push({ item, view: viewAudience(item, at) });
      }),
    ]);
    if (project === undefined || project.deletedAt !== undefined) return undefined;
    return {
      project: addNotes(project),
      ...chooseAudiences(audiences, params),
      unreadable: unreadable?.entries.map(({ key }) => key.slice(params.project.length + 1)) ?? [],
    };
  };
