import { maxFileBytes, mostFilesTogether } from '../../shared/contract.ts';
import type { Task } from './task.ts';

/** Bytes. Larger ones are not among those that wait for each other only seconds. */
const mostOfSmall = 64 * 1024 * 1024;

/** Bytes of names as JSON. Ten messages fit into one call to SQS, whatever characters they are of. */
const mostNameBytes = 10 * 1024;

/**
 * Puts files together that are worth being imported in one pass over the users: up to 32 of 500 MB, those of up to 64 MB by
 * themselves. Everything else stays alone, and goes at once.
 *
 * @param leastShared bytes of a file
 * @returns of each bundle the oldest file first
 */
export async function* inBundles(
  tasks: AsyncIterable<Task>,
  leastShared: number,
): AsyncGenerator<Task[]> {
  const open = { small: beginBundle(), large: beginBundle() };
  for await (const task of tasks) {
    const size = sizeToImport(task);
    if (size === undefined || size < leastShared) {
      yield [task];
      continue;
    }
    const kind = size <= mostOfSmall ? 'small' : 'large';
    if (!hasRoom(open[kind], task, size)) {
      yield oldestFirst(open[kind]);
      open[kind] = beginBundle();
    }
    const bundle = open[kind];
    bundle.tasks.push(task);
    bundle.bytes += size;
    bundle.nameBytes += nameBytesOf(task);
  }
  for (const bundle of [open.small, open.large])
    if (bundle.tasks.length > 0) yield oldestFirst(bundle);
}

interface Bundle {
  tasks: Task[];
  bytes: number;
  nameBytes: number;
}

const beginBundle = (): Bundle => ({ tasks: [], bytes: 0, nameBytes: 0 });

/** Undefined if it is not to be imported. */
const sizeToImport = (task: Task): number | undefined =>
  task.kind === 'missing' || (task.kind === 'source' && !task.isSent)
    ? undefined
    : task.source.size;

const nameBytesOf = ({ fileName }: Task): number => Buffer.byteLength(JSON.stringify(fileName));

const hasRoom = ({ tasks, bytes, nameBytes }: Bundle, task: Task, size: number): boolean =>
  tasks.length < mostFilesTogether &&
  (tasks.length === 0 || bytes + size <= maxFileBytes) &&
  nameBytes + nameBytesOf(task) <= mostNameBytes;

const writtenAt = (task: Task): number => ('source' in task ? task.source.lastModified : 0);

const oldestFirst = ({ tasks }: Bundle): Task[] =>
  tasks.toSorted((one, other) => writtenAt(one) - writtenAt(other));
