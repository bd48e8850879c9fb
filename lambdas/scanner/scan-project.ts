import pMap, { pMapSkip } from 'p-map';
import type { Project } from '../shared/domain/project.ts';
import { inGroupsAsync } from '../shared/in-groups.ts';
import { carryOut, type CarryOutPorts } from './carry-out.ts';
import { decide } from './domain/decide.ts';
import { type ListedFile, mergeByFileName } from './domain/merge-by-file-name.ts';
import { createOldest } from './domain/oldest.ts';
import { type Task, toTask } from './domain/task.ts';
import { ignored, type ListFiles, type ReadKnownFiles } from './ports.ts';
import { beginProjectRun, countFile, noteFailure, type ProjectRun } from './project-run.ts';

export interface ScanProjectPorts extends CarryOutPorts {
  listFiles: ListFiles;
  readKnownFiles: ReadKnownFiles;
  /** true when the run has to end; asked between files */
  isOutOfTime: () => boolean;
}

/** SendMessageBatch takes no more. */
const messagesPerCall = 10;
/** Enough to keep one project with 100,000 new files inside one run. */
const groupsAtOnce = 4;

/**
 * Diffs one project's files against what is known of them, and sends those that are due. Never throws, and when it
 * returns nothing of it goes on: what failed is in the result, and the next run tries again.
 */
export const scanProject = async (
  project: Project,
  ports: ScanProjectPorts,
): Promise<ProjectRun> => {
  const run = beginProjectRun(project.projectId);
  await pMap(
    inGroupsAsync(findTasks(project, run, ports), messagesPerCall),
    async (tasks) => {
      await carryOut(tasks, project, run, ports);
      return pMapSkip;
    },
    { concurrency: groupsAtOnce },
  );
  return run;
};

/** Ends where the listing or the table cannot be read on: what was found by then is carried out. */
async function* findTasks(
  project: Project,
  run: ProjectRun,
  ports: ScanProjectPorts,
): AsyncGenerator<Task> {
  const overLimit = createOldest<{ task: Task; since: number }>(
    project.audienceLimit - Object.keys(project.slots).length,
    ({ since }) => since,
  );
  const begunAt = ports.now();
  try {
    const known = ports.readKnownFiles(project.projectId);
    for await (const pair of mergeByFileName(listFiles(project, run, ports), known, begunAt)) {
      if (ports.isOutOfTime()) return;
      const decision = decide(pair, ports.now());
      countFile(run, pair, decision, ports.now());
      const task = toTask(pair, decision);
      if (task) yield task;
      else if (decision.waitsForRoomSince !== undefined && pair.known) {
        const retry = { fileName: pair.fileName, source: pair.known.source };
        overLimit.offer({
          task: { ...retry, kind: 'retry' },
          since: decision.waitsForRoomSince,
        });
      }
    }
  } catch (error) {
    noteFailure(run, error);
  }
  for (const { task } of overLimit.take()) yield task;
}

async function* listFiles(
  { path }: Project,
  { summary }: ProjectRun,
  ports: ScanProjectPorts,
): AsyncGenerator<ListedFile> {
  for await (const file of ports.listFiles(path))
    if (file === ignored) summary.ignored += 1;
    else yield file;
}
