import type { GetProject, ListProjects } from '../shared/adapters/read-projects.ts';
import type { Project } from '../shared/domain/project.ts';
import type { IgnoredSoFar, ScanPosition, Unfinished } from './domain/position.ts';

/** The files of a project, or a part of them. */
export interface Stretch {
  project: Project;
  /** only those behind this name */
  after?: string | undefined;
  /** what is no file in front of that, as the run before has seen it */
  ignored?: IgnoredSoFar | undefined;
  /** only those up to this name */
  upTo?: string | undefined;
  /** S3 has told of it, between two ticks: what is ignored in it is left to them */
  isTold?: boolean;
}

export interface WalkPorts {
  listProjects: ListProjects;
  getProject: GetProject;
  isOutOfTime: () => boolean;
}

export interface Walk {
  /** Once around all projects, from where the last run has stopped; ends early when the time is up. */
  stretches: AsyncGenerator<Stretch>;
  /** How far that has come, for the next run; undefined when it came around. */
  stoppedAt: () => ScanPosition | undefined;
}

/**
 * @param begin where the last run has stopped, if it did
 * @param onError told of projects that cannot be read; the others are walked all the same
 */
export const walkProjects = (
  begin: ScanPosition | undefined,
  { listProjects, getProject, isOutOfTime }: WalkPorts,
  onError: (error: unknown, projectId?: string) => void,
): Walk => {
  let after = begin?.after;
  const left = [...(begin?.unfinished ?? [])];
  const resumed = new Map<string, Unfinished>();
  const begun = new Set<string>();
  let isStopped = false;
  const stops = (): boolean => (isStopped ||= isOutOfTime());

  const get = async (projectId: string): Promise<Project | undefined> => {
    try {
      return await getProject(projectId);
    } catch (error) {
      onError(error, projectId);
      return undefined;
    }
  };

  async function* list(from?: string): AsyncGenerator<Stretch> {
    try {
      for await (const project of listProjects(from)) {
        const { projectId } = project;
        if (begun.has(projectId)) continue;
        if (stops()) return;
        const rest = resumed.get(projectId);
        begun.add(projectId);
        after = projectId;
        // Its end was scanned first. Of one that was not begun then, that was all of it.
        if (rest?.after !== undefined) yield { project, upTo: rest.after };
        else if (!rest) yield { project };
      }
    } catch (error) {
      onError(error);
    }
  }

  async function* stretches(): AsyncGenerator<Stretch> {
    for (let next = left[0]; next; next = left[0]) {
      if (stops()) return;
      const project = await get(next.projectId);
      left.shift();
      if (!project) continue;
      resumed.set(next.projectId, next);
      yield { project, after: next.after, ignored: next.ignored };
    }
    if (after !== undefined) yield* list(after);
    if (!isStopped) yield* list();
  }

  return {
    stretches: stretches(),
    stoppedAt: () => (isStopped ? { after, unfinished: left } : undefined),
  };
};
