import type { GetAudienceItem } from '../shared/adapters/read-audience-items.ts';
import type { ReadDecisions } from '../shared/adapters/read-decisions.ts';
import type { GetProject } from '../shared/adapters/read-projects.ts';
import type { ReadNewestRecords } from './adapters/read-newest-records.ts';
import type { ReadAudience } from './ports.ts';

export interface ReadAudiencePorts {
  getProject: GetProject;
  getItem: GetAudienceItem;
  readNewestRecords: ReadNewestRecords;
  readDecisions: ReadDecisions;
}

/** A page is read by a person, and the sparkline has as many. */
const mostRows = 30;

export const createReadAudience =
  ({ getProject, getItem, readNewestRecords, readDecisions }: ReadAudiencePorts): ReadAudience =>
  async ({ project: projectId, file }) => {
    const [project, item, history, decisions] = await Promise.all([
      getProject(projectId),
      getItem(projectId, file),
      readNewestRecords(projectId, file, mostRows),
      readDecisions(projectId, file, mostRows),
    ]);
    if (project === undefined || project.deletedAt !== undefined || item === undefined)
      return undefined;
    return { project, item, history, decisions };
  };
