import pMap, { pMapSkip } from 'p-map';
import type { ImportMessage, ScanSummary } from '../shared/contract.ts';
import type { Source } from '../shared/domain/audience-item.ts';
import type { Project } from '../shared/domain/project.ts';
import { inGroupsAsync } from '../shared/in-groups.ts';
import type { Now } from '../shared/ports.ts';
import { decide } from './domain/decide.ts';
import { type FilePair, mergeByFileName } from './domain/merge-by-file-name.ts';
import { MessagesRefusedError } from './errors.ts';
import {
  ignored,
  type ListFiles,
  type ReadKnownFiles,
  type RecordEnqueued,
  type RecordMissing,
  type RecordSource,
  type SendMessages,
} from './ports.ts';

export interface ScanProjectPorts {
  listFiles: ListFiles;
  readKnownFiles: ReadKnownFiles;
  recordSource: RecordSource;
  recordMissing: RecordMissing;
  recordEnqueued: RecordEnqueued;
  sendMessages: SendMessages;
  now: Now;
  /** true when the run has to end; asked between files */
  isOutOfTime: () => boolean;
}

export type ProjectSummary = ScanSummary['projects'][number];

/** A file whose state has to be written or that has to be sent. */
interface Task {
  fileName: string;
  newSource?: Source;
  missing?: Source;
  send?: Source;
}

/** SendMessageBatch takes no more. */
const messagesPerCall = 10;
/** Enough to keep one project with 100,000 new files inside one run. */
const groupsAtOnce = 4;

/**
 * Diffs one project's files against what is known of them, and sends those that are due.
 *
 * @throws MessagesRefusedError when SQS did not take all of them
 */
export const scanProject = async (
  project: Project,
  ports: ScanProjectPorts,
): Promise<ProjectSummary> => {
  const { projectId, path } = project;
  const summary: ProjectSummary = {
    projectId,
    seen: 0,
    changed: 0,
    sent: 0,
    underway: 0,
    ignored: 0,
    missing: 0,
  };
  let refused: { count: number; reason: string } | undefined;

  const listFiles = async function* () {
    for await (const file of ports.listFiles(path))
      if (file === ignored) summary.ignored += 1;
      else yield file;
  };

  const findTasks = async function* () {
    for await (const pair of mergeByFileName(listFiles(), ports.readKnownFiles(projectId))) {
      if (ports.isOutOfTime()) return;
      const task = taskFor(pair);
      if (task) yield task;
    }
  };

  const taskFor = (pair: FilePair): Task | undefined => {
    const { fileName, listed, known } = pair;
    const { newSource, missing, send } = decide(pair, ports.now());
    if (listed) summary.seen += 1;
    if (newSource && newSource.etag !== known?.source.etag) summary.changed += 1;
    if (send === 'underway') summary.underway += 1;
    if (missing) summary.missing += 1;
    if (missing && known) return { fileName, missing: known.source };
    const toSend = send === 'yes' ? (newSource ?? known?.source) : undefined;
    if (!newSource && !toSend) return undefined;
    return { fileName, ...(newSource && { newSource }), ...(toSend && { send: toSend }) };
  };

  /** @returns the message to send, if any, once the state it builds on is recorded */
  const prepare = async (task: Task): Promise<ImportMessage | typeof pMapSkip> => {
    const { fileName, newSource, missing, send } = task;
    if (missing) await ports.recordMissing(projectId, fileName, missing);
    if (newSource && !(await ports.recordSource(projectId, fileName, newSource))) return pMapSkip;
    if (!send) return pMapSkip;
    const { etag, size } = send;
    return { projectId, path, fileName, etag, size, at: ports.now() };
  };

  const handleGroup = async (tasks: readonly Task[]): Promise<typeof pMapSkip> => {
    const messages = await pMap(tasks, prepare);
    if (messages.length === 0) return pMapSkip;
    const result = await ports.sendMessages(messages);
    await pMap(result.confirmed, ports.recordEnqueued);
    summary.sent += result.confirmed.length;
    const [first] = result.refused;
    if (first)
      refused = { count: (refused?.count ?? 0) + result.refused.length, reason: first.reason };
    return pMapSkip;
  };

  await pMap(inGroupsAsync(findTasks(), messagesPerCall), handleGroup, {
    concurrency: groupsAtOnce,
  });
  if (refused) throw new MessagesRefusedError(projectId, refused.count, refused.reason);
  return summary;
};
