import { fileNameOfObject } from '../../lambdas/shared/domain/file-name.ts';
import { ignoredReasonOf } from '../../lambdas/shared/domain/ignored-objects.ts';
import type { Project } from '../../lambdas/shared/domain/project.ts';
import { reportsPath } from '../../lambdas/shared/contract.ts';
import { ignored } from '../../lambdas/shared/texts/en/ignored.ts';

/** What is said of an object that was created. */
export interface Remark {
  /** the same of all objects of which it is said once */
  about: string;
  text: string;
}

const ofNoProject = (key: string): Remark => {
  const folder = key.slice(0, key.lastIndexOf('/') + 1);
  return folder === ''
    ? { about: key, text: 'ignored: it lies in no folder, and so under the path of no project' }
    : { about: folder, text: `ignored, as all in ${folder}: no project has this path` };
};

/** @returns undefined of a file that is going to be imported, and of what the functions themselves write */
export const describeObject = (
  { key, size }: { key: string; size: number },
  projects: readonly Pick<Project, 'path' | 'projectId' | 'paused'>[],
): Remark | undefined => {
  if (key.startsWith(reportsPath)) return undefined;
  const project = projects.find(({ path }) => key.startsWith(path));
  if (!project) return ofNoProject(key);
  const behindPath = key.slice(project.path.length);
  const slash = behindPath.indexOf('/');
  // All that is deeper is one folder, as the scanner sees it.
  const name = slash === -1 ? behindPath : behindPath.slice(0, slash + 1);
  if (name === '') return undefined;
  if (fileNameOfObject(name) === undefined) {
    const reason = ignoredReasonOf(name);
    return { about: project.path + name, text: `ignored. ${ignored.reason(reason)}` };
  }
  if (project.paused) return { about: key, text: `waits: project ${project.projectId} is paused` };
  return size === 0
    ? { about: key, text: 'is empty so far, and is imported when it has content' }
    : undefined;
};
