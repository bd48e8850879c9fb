import pMap, { pMapSkip } from 'p-map';
import type { Project } from '../shared/domain/project.ts';
import { inGroupsAsync } from '../shared/in-groups.ts';
import { slotOf } from '../shared/slots/slot-of.ts';
import { carryOut, type CarryOutPorts } from './carry-out.ts';
import { inBundles } from './domain/bundle.ts';
import { decide, type Decision } from './domain/decide.ts';
import { inOrderOfFiles, listedBehind, type Order } from './domain/in-order-of-files.ts';
import { type FilePair, mergeByFileName } from './domain/merge-by-file-name.ts';
import { createPlaces, type Places } from './domain/places.ts';
import { setAsideLeftover } from './domain/set-aside-leftover.ts';
import type { Task } from './domain/task.ts';
import { withFreshness } from './domain/with-freshness.ts';
import { countIgnored, noteIgnored, type NoteIgnoredPorts } from './note-ignored.ts';
import type { ListFiles, ReadKnownFiles } from './ports.ts';
import { beginProjectRun, copyOf, countFile, noteFailure, type ProjectRun } from './project-run.ts';
import type { Stretch } from './walk-projects.ts';

export interface ScanProjectPorts extends CarryOutPorts, NoteIgnoredPorts {
  listFiles: ListFiles;
  readKnownFiles: ReadKnownFiles;
  /** bytes of a file that is imported together with others */
  leastShared: number;
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
  stretch: Stretch,
  ports: ScanProjectPorts,
): Promise<ProjectRun> => {
  const { project, after, ignored } = stretch;
  const run = beginProjectRun(project.projectId, ignored);
  const begunAt = ports.now();
  await pMap(
    inGroupsAsync(inBundles(findTasks(stretch, run, ports), ports.leastShared), messagesPerCall),
    async (bundles) => {
      await carryOut(bundles, project, run, ports);
      return pMapSkip;
    },
    { concurrency: groupsAtOnce },
  );
  if (run.isWhole === true && stretch.isTold !== true) {
    const { summary } = run;
    const isEmpty = after === undefined && summary.seen + summary.ignored === 0;
    const found = { ignored: run.ignored.reasons, isEmpty };
    await noteIgnored(project.projectId, found, begunAt, ports).catch((error: unknown) => {
      noteFailure(run, error);
    });
  }
  return run;
};

/** Ends where the listing or the table cannot be read on: what was found by then is carried out. */
async function* findTasks(
  stretch: Stretch,
  run: ProjectRun,
  ports: ScanProjectPorts,
): AsyncGenerator<Task> {
  const { project, after, upTo } = stretch;
  const end = upTo === undefined ? undefined : Buffer.from(upTo);
  const places = createPlaces(project.audienceLimit, Object.keys(project.slots).length);
  const begunAt = ports.now();
  let stop: ProjectRun['stopped'] & object = { behind: after, ignored: copyOf(run.ignored) };
  try {
    const objects = ports.listFiles(project.path, after && listedBehind(after));
    const onIgnored: Order['onIgnored'] = (object) => {
      countIgnored(run, object);
    };
    const files = inOrderOfFiles(objects, { begunAt, after, onIgnored });
    const known = ports.readKnownFiles(project.projectId, after);
    for await (const pair of mergeByFileName(files, known, begunAt)) {
      const { fileName } = pair;
      if (end && Buffer.compare(Buffer.from(fileName), end) > 0) break;
      if (ports.isOutOfTime()) {
        run.stopped = stop;
        break;
      }
      if ('error' in pair) noteFailure(run, pair.error, fileName);
      else {
        const { pair: file, leftover } = setAsideLeftover(pair);
        if (leftover !== undefined) countIgnored(run, { name: leftover });
        yield* tasksOf(file, project, places, run, ports.now());
      }
      stop = { behind: fileName, ignored: copyOf(run.ignored) };
    }
    run.isWhole = upTo === undefined && !run.stopped;
  } catch (error) {
    noteFailure(run, error);
  }
  yield* places.take();
}

const tasksOf = (
  pair: FilePair,
  project: Project,
  places: Places,
  run: ProjectRun,
  now: number,
): Task[] => {
  const decision = decide(pair, now, project.rematchHours);
  countFile(run, pair, decision, now);
  const { task, others } = withFreshness(pair, decision, project, now);
  return [...importTasksOf(pair, decision, task, project, places), ...others];
};

/** What can be done about its import now; one that wants a place may have to wait until all files are known. */
const importTasksOf = (
  { fileName, known }: FilePair,
  decision: Decision,
  task: Task | undefined,
  { slots }: Project,
  places: Places,
): Task[] => {
  const { send, waitsSince, waitsForRoomSince } = decision;
  const hasWaited = waitsForRoomSince !== undefined;
  if (waitsSince === undefined) {
    if (task || waitsForRoomSince === undefined || !known) return task ? [task] : [];
    const retry: Task = { fileName, kind: 'retry', source: known.source };
    return places.offer({ task: retry, since: waitsForRoomSince, hasWaited });
  }
  // It is due. What has a place needs none.
  if (slotOf(fileName) in slots) return task ? [task] : [];
  if (task && send === 'yes')
    return places.offer({ task, since: waitsForRoomSince ?? waitsSince, hasWaited });
  if (send === 'underway') {
    if (known?.enqueued?.noPlace === undefined) places.noteTaken(hasWaited);
    else if (waitsForRoomSince !== undefined)
      return [
        ...(task ? [task] : []),
        ...places.offer({ task: undefined, since: waitsForRoomSince, hasWaited }),
      ];
  }
  return task ? [task] : [];
};
