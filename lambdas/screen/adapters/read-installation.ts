import type { ListProjects } from '../../shared/adapters/read-projects.ts';
import type { Project } from '../../shared/domain/project.ts';
import type { ReadInstallation } from '../ports.ts';

export interface InstallationSources {
  listProjects: ListProjects;
}

export const createReadInstallation =
  ({ listProjects }: InstallationSources): ReadInstallation =>
  async () => {
    const projects: Project[] = [];
    for await (const project of listProjects())
      if (project.deletedAt === undefined) projects.push(project);
    return {
      projects: projects.map((project) => ({
        ...{ project, lastScan: undefined, mailsPending: 0, refusedAddresses: {} },
      })),
      unreadable: [],
    };
  };
