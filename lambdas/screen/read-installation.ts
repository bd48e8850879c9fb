import type { CountPending } from '../shared/adapters/count-pending.ts';
import type { ReadLastScans } from '../shared/adapters/read-last-scans.ts';
import type { ListProjects } from '../shared/adapters/read-projects.ts';
import { takeAll } from '../shared/adapters/take-all.ts';
import { lastScanOf } from '../shared/domain/last-scan.ts';
import type { Project } from '../shared/domain/project.ts';
import type { ReadRefusedAddresses } from './adapters/read-refused-addresses.ts';
import type { ShownProject } from './domain/shown.ts';
import type { ReadInstallation } from './ports.ts';

/** What is known of projects beside their items. */
export interface ProjectNotesPorts {
  readLastScans: ReadLastScans;
  countPending: CountPending;
  readRefusedAddresses: ReadRefusedAddresses;
}

export interface ReadInstallationPorts extends ProjectNotesPorts {
  listProjects: ListProjects;
}

/** Puts beside a project what is known of it. */
export type AddNotes = (project: Project) => ShownProject;

export const readNotes = async ({
  readLastScans,
  countPending,
  readRefusedAddresses,
}: ProjectNotesPorts): Promise<AddNotes> => {
  const [scans, pending, refused] = await Promise.all([
    readLastScans(),
    countPending(),
    readRefusedAddresses(),
  ]);
  return (project) => {
    const { projectId, adminEmails } = project;
    return {
      project,
      lastScan: lastScanOf(scans, project),
      mailsPending: pending.get(projectId) ?? 0,
      // The mailer forgets those of others with its next run.
      refusedAddresses: Object.fromEntries(
        Object.entries(refused.get(projectId) ?? {}).filter(([address]) =>
          adminEmails.includes(address),
        ),
      ),
    };
  };
};

/** Nothing of an audience is read: four calls, whatever there is of them. */
export const createReadInstallation =
  ({ listProjects, ...ports }: ReadInstallationPorts): ReadInstallation =>
  async () => {
    const projects: Project[] = [];
    const [unreadable, addNotes] = await Promise.all([
      takeAll(listProjects(), (project) => {
        if (project.deletedAt === undefined) projects.push(project);
      }),
      readNotes(ports),
    ]);
    return {
      projects: projects
        .sort((one, other) => (one.projectId < other.projectId ? -1 : 1))
        .map(addNotes),
      unreadable: unreadable?.entries.map(({ key }) => key) ?? [],
    };
  };
