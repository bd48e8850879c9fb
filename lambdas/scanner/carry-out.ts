import pMap, { pMapSkip } from 'p-map';
import type { ImportMessage } from '../shared/contract.ts';
import type { Enqueued } from '../shared/domain/audience-item.ts';
import type { Project } from '../shared/domain/project.ts';
import type { Now } from '../shared/ports.ts';
import type { Task } from './domain/task.ts';
import { MessageRefusedError } from './errors.ts';
import type {
  RecordMissing,
  RecordRetry,
  RecordSending,
  RecordSent,
  RecordSource,
  SendMessages,
} from './ports.ts';
import { noteFailure, type ProjectRun } from './project-run.ts';

export interface CarryOutPorts {
  recordSource: RecordSource;
  recordMissing: RecordMissing;
  recordSending: RecordSending;
  recordRetry: RecordRetry;
  recordSent: RecordSent;
  sendMessages: SendMessages;
  now: Now;
}

/**
 * Records what has to be recorded of some files, and sends those that are due in one call. Never throws: what fails for
 * one file is noted, and keeps no other from being sent.
 */
export const carryOut = async (
  tasks: readonly Task[],
  { projectId, path }: Project,
  run: ProjectRun,
  ports: CarryOutPorts,
): Promise<void> => {
  /** @returns the message to send, if any, once the state that it builds on is recorded */
  const prepare = async (task: Task): Promise<ImportMessage | typeof pMapSkip> => {
    const { fileName } = task;
    try {
      if (task.kind === 'missing') {
        const { listedAt, disbelieved } = task;
        if (!(await ports.recordMissing(projectId, fileName, listedAt, disbelieved)))
          run.summary.overtaken += 1;
        return pMapSkip;
      }
      const { etag, size } = task.source;
      const message = { projectId, path, fileName, etag, size, at: ports.now() };
      const isSent = task.kind !== 'source' || task.isSent;
      if (await record(task, message, ports)) return isSent ? message : pMapSkip;
      run.summary.overtaken += 1;
    } catch (error) {
      noteFailure(run, error, fileName);
    }
    return pMapSkip;
  };

  const confirm = async (message: ImportMessage): Promise<void> => {
    try {
      await ports.recordSent(message);
    } catch (error) {
      noteFailure(run, error, message.fileName);
    }
  };

  const messages = await pMap(tasks, prepare);
  if (messages.length === 0) return;
  try {
    const { confirmed, refused } = await ports.sendMessages(messages);
    run.summary.sent += confirmed.length;
    for (const { message, reason } of refused)
      noteFailure(run, new MessageRefusedError(reason), message.fileName);
    await pMap(confirmed, confirm);
  } catch (error) {
    for (const { fileName } of messages) noteFailure(run, error, fileName);
  }
};

const record = (
  task: Exclude<Task, { kind: 'missing' }>,
  message: ImportMessage,
  ports: CarryOutPorts,
): Promise<boolean> => {
  const { etag, at } = message;
  const noPlace = task.kind === 'retry' ? undefined : task.noPlace;
  const sending: Enqueued = { etag, at, sending: true, ...(noPlace !== undefined && { noPlace }) };
  switch (task.kind) {
    case 'source': {
      const { projectId, fileName } = message;
      const { source, isSent, disbelieved } = task;
      return ports.recordSource(projectId, fileName, source, {
        ...(isSent && { sending }),
        disbelieved,
      });
    }
    case 'send':
      return ports.recordSending(message, sending);
    case 'retry':
      return ports.recordRetry(message, sending);
  }
};
