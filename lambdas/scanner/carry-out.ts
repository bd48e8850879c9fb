import pMap from 'p-map';
import type { ImportMessage } from '../shared/contract.ts';
import type { Enqueued, Source } from '../shared/domain/audience-item.ts';
import type { Project } from '../shared/domain/project.ts';
import type { Now } from '../shared/ports.ts';
import type { FreshnessTurn } from '../shared/domain/freshness.ts';
import type { Task } from './domain/task.ts';
import { MessageRefusedError } from './errors.ts';
import type {
  RecordFreshness,
  RecordMissing,
  RecordRematch,
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
  recordRematch: RecordRematch;
  recordSent: RecordSent;
  recordFreshness: RecordFreshness;
  sendMessages: SendMessages;
  now: Now;
}

/** So many items are written at once. */
const writesAtOnce = 20;

/**
 * Records what has to be recorded of some files, and sends those that are due in one call, those of a bundle in one message.
 * Never throws: what fails for one file is noted, and keeps no other from being sent.
 *
 * @param bundles at most ten
 */
export const carryOut = async (
  bundles: readonly (readonly Task[])[],
  { projectId, path }: Project,
  run: ProjectRun,
  ports: CarryOutPorts,
): Promise<void> => {
  const recordTurn = async (
    fileName: string,
    source: Source,
    turn: FreshnessTurn,
  ): Promise<void> => {
    try {
      // If somebody else was faster, or the file was seen otherwise, the next scan looks again.
      await ports.recordFreshness(projectId, fileName, source, turn, ports.now());
    } catch (error) {
      noteFailure(run, error, fileName);
    }
  };

  /** @returns the file to send, if any, once the state that it builds on is recorded */
  const prepare = async (task: Task): Promise<ImportMessage | undefined> => {
    const { fileName } = task;
    try {
      if (task.kind === 'missing') {
        const { listedAt, disbelieved } = task;
        if (!(await ports.recordMissing(projectId, fileName, listedAt, disbelieved)))
          run.summary.overtaken += 1;
        return undefined;
      }
      if (task.kind === 'freshness') {
        await recordTurn(fileName, task.source, task.turn);
        return undefined;
      }
      const { etag, size } = task.source;
      const message = { projectId, path, fileName, etag, size, at: ports.now() };
      const isSent = task.kind !== 'source' || task.isSent;
      if (await record(task, message, ports)) {
        if (task.kind === 'source' && task.turn) await recordTurn(fileName, task.source, task.turn);
        return isSent ? message : undefined;
      }
      run.summary.overtaken += 1;
    } catch (error) {
      noteFailure(run, error, fileName);
    }
    return undefined;
  };

  const confirm = async (message: ImportMessage): Promise<void> => {
    try {
      await ports.recordSent(message);
    } catch (error) {
      noteFailure(run, error, message.fileName);
    }
  };

  const limit = { concurrency: writesAtOnce };
  const prepared = new Map(
    await pMap(bundles.flat(), async (task) => [task, await prepare(task)] as const, limit),
  );
  const orders = bundles
    .map((bundle) => bundle.flatMap((task) => prepared.get(task) ?? []))
    .filter((files) => files.length > 0)
    .map((files) => ({ projectId, path, files }));
  if (orders.length === 0) return;
  try {
    const { confirmed, refused } = await ports.sendMessages(orders);
    const taken = confirmed.flatMap(({ files }) => files);
    run.summary.sent += taken.length;
    for (const { order, reason } of refused)
      for (const { fileName } of order.files)
        noteFailure(run, new MessageRefusedError(reason), fileName);
    await pMap(taken, confirm, limit);
  } catch (error) {
    for (const { fileName } of orders.flatMap(({ files }) => files))
      noteFailure(run, error, fileName);
  }
};

const record = (
  task: Exclude<Task, { kind: 'missing' | 'freshness' }>,
  message: ImportMessage,
  ports: CarryOutPorts,
): Promise<boolean> => {
  const { etag, at } = message;
  const noPlace = 'noPlace' in task ? task.noPlace : undefined;
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
    case 'rematch':
      return ports.recordRematch(message, sending, task.importId);
  }
};
