import pMap, { pMapSkip } from 'p-map';
import type { ImportMessage, ScanSummary } from '../shared/contract.ts';
import type { Source } from '../shared/domain/audience-item.ts';
import type { Project } from '../shared/domain/project.ts';
import { inGroupsAsync } from '../shared/in-groups.ts';
import type { Now } from '../shared/ports.ts';
import { type Decision, decide } from './domain/decide.ts';
import { type FilePair, mergeByFileName } from './domain/merge-by-file-name.ts';
import { createOldest } from './domain/oldest.ts';
import { MessagesRefusedError } from './errors.ts';
import {
  ignored,
  type ListFiles,
  type ReadKnownFiles,
  type RecordEnqueued,
  type RecordMissing,
  type RecordRetry,
  type RecordSource,
  type SendMessages,
} from './ports.ts';

export interface ScanProjectPorts {
  listFiles: ListFiles;
  readKnownFiles: ReadKnownFiles;
  recordSource: RecordSource;
  recordMissing: RecordMissing;
  recordRetry: RecordRetry;
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
  /** was rejected for the project's limit, and there is room now */
  retry?: Source;
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
  const summary = emptySummary(projectId);
  const refusals: string[] = [];

  const listFiles = async function* () {
    for await (const file of ports.listFiles(path))
      if (file === ignored) summary.ignored += 1;
      else yield file;
  };

  const findTasks = async function* (): AsyncGenerator<Task> {
    const overLimit = createOldest<{ task: Task; since: number }>(
      project.audienceLimit - Object.keys(project.slots).length,
      ({ since }) => since,
    );
    for await (const pair of mergeByFileName(listFiles(), ports.readKnownFiles(projectId))) {
      if (ports.isOutOfTime()) return;
      const decision = decide(pair, ports.now());
      count(summary, pair, decision, ports.now());
      const task = toTask(pair, decision);
      if (task) yield task;
      else if (decision.waitsForRoomSince !== undefined && pair.known) {
        const { source } = pair.known;
        const retry = { fileName: pair.fileName, retry: source, send: source };
        overLimit.offer({ task: retry, since: decision.waitsForRoomSince });
      }
    }
    for (const { task } of overLimit.take()) yield task;
  };

  /** @returns the message to send, if any, once the state it builds on is recorded */
  const prepare = async (task: Task): Promise<ImportMessage | typeof pMapSkip> => {
    const { fileName, newSource, missing, retry, send } = task;
    if (missing) await ports.recordMissing(projectId, fileName, missing);
    if (newSource && !(await ports.recordSource(projectId, fileName, newSource))) return pMapSkip;
    if (retry && !(await ports.recordRetry(projectId, fileName, retry.etag, ports.now())))
      return pMapSkip;
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
    refusals.push(...result.refused.map(({ reason }) => reason));
    return pMapSkip;
  };

  await pMap(inGroupsAsync(findTasks(), messagesPerCall), handleGroup, {
    concurrency: groupsAtOnce,
  });
  if (refusals[0] !== undefined)
    throw new MessagesRefusedError(projectId, refusals.length, refusals[0]);
  return summary;
};

const emptySummary = (projectId: string): ProjectSummary => ({
  projectId,
  seen: 0,
  changed: 0,
  sent: 0,
  underway: 0,
  ignored: 0,
  missing: 0,
  longestWaitSeconds: 0,
});

const count = (
  summary: ProjectSummary,
  { listed, known }: FilePair,
  { newSource, missing, send, waitsSince }: Decision,
  now: number,
): void => {
  if (listed) summary.seen += 1;
  if (newSource && newSource.etag !== known?.source.etag) summary.changed += 1;
  if (send === 'underway') summary.underway += 1;
  if (missing) summary.missing += 1;
  if (waitsSince !== undefined)
    summary.longestWaitSeconds = Math.max(
      summary.longestWaitSeconds,
      Math.round((now - waitsSince) / 1000),
    );
};

const toTask = (
  { fileName, known }: FilePair,
  { newSource, missing, send }: Decision,
): Task | undefined => {
  if (missing && known) return { fileName, missing: known.source };
  const toSend = send === 'yes' ? (newSource ?? known?.source) : undefined;
  if (!newSource && !toSend) return undefined;
  return { fileName, ...(newSource && { newSource }), ...(toSend && { send: toSend }) };
};
