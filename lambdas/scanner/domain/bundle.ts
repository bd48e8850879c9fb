import { maxFileBytes, mostFilesTogether } from '../../shared/contract.ts';
import type { Task } from './task.ts';

/** Bytes. Larger ones are not among those that wait for each other only seconds. */
const mostOfSmall = 64 * 1024 * 1024;

/** Bytes of names as JSON. Ten messages fit into one call to SQS, whatever characters they are of. */
const mostNameBytes = 10 * 1024;

/**
 * Puts files together that are worth being imported in one pass over the users: up to 32 of 500 MB, those of up to 64 MB by
 * themselves. Everything else stays alone, and goes at once: small files, packed ones, and those that have failed before. What has
 * not changed is in no bundle with what has.
 *
 * A bundle goes as soon as it is full. One that is not stays open until the project is listed to its end, or the run's time is up:
 * nobody knows earlier that no other file will come, and each pass costs all users again. So 128 files are held at most,
 * however many there are.
 *
 * @param leastShared bytes of a file
 * @returns of each bundle the oldest file first
 */
export async function* inBundles(
  tasks: AsyncIterable<Task>,
  leastShared: number,
): AsyncGenerator<Task[]> {
  const open: Record<Kind, Bundle> = {
    small: beginBundle(),
    large: beginBundle(),
    rematchedSmall: beginBundle(),
    rematchedLarge: beginBundle(),
  };
  for await (const task of tasks) {
    const size = sizeToImport(task);
    if (size === undefined || size < leastShared) {
      yield [task];
      continue;
    }
    const kind = kindOf(task, size);
    if (!hasRoom(open[kind], task, size)) {
      yield oldestFirst(open[kind]);
      open[kind] = beginBundle();
    }
    const bundle = open[kind];
    bundle.tasks.push(task);
    bundle.bytes += size;
    bundle.nameBytes += nameBytesOf(task);
    if (isFull(bundle, isOfSmall(kind) ? leastShared : mostOfSmall)) {
      yield oldestFirst(bundle);
      open[kind] = beginBundle();
    }
  }
  for (const bundle of Object.values(open)) if (bundle.tasks.length > 0) yield oldestFirst(bundle);
}

type Kind = 'small' | 'large' | 'rematchedSmall' | 'rematchedLarge';

const kindOf = ({ kind }: Task, size: number): Kind => {
  if (kind === 'rematch') return size <= mostOfSmall ? 'rematchedSmall' : 'rematchedLarge';
  return size <= mostOfSmall ? 'small' : 'large';
};

const isOfSmall = (kind: Kind): boolean => kind === 'small' || kind === 'rematchedSmall';

interface Bundle {
  tasks: Task[];
  bytes: number;
  nameBytes: number;
}

const beginBundle = (): Bundle => ({ tasks: [], bytes: 0, nameBytes: 0 });

/** Undefined if it is to be imported alone, or not at all. */
const sizeToImport = (task: Task): number | undefined => {
  if (task.kind === 'missing' || task.kind === 'freshness') return undefined;
  if (task.kind === 'source' && !task.isSent) return undefined;
  // Whatever it has failed for keeps no other file from being imported.
  if (task.kind === 'send' && task.isAgain) return undefined;
  const { size, object = task.fileName } = task.source;
  return isPacked(object) ? undefined : size;
};

/** How long it is shows only when it is unpacked, and there is room for it only where it is alone. */
const isPacked = (object: string): boolean => /\.(gz|zst)$/i.test(object);

const nameBytesOf = ({ fileName }: Task): number => Buffer.byteLength(JSON.stringify(fileName));

const hasRoom = ({ tasks, bytes, nameBytes }: Bundle, task: Task, size: number): boolean =>
  tasks.length < mostFilesTogether &&
  (tasks.length === 0 || bytes + size <= maxFileBytes) &&
  nameBytes + nameBytesOf(task) <= mostNameBytes;

/** @param leastBytes No file of this kind has fewer. */
const isFull = ({ tasks, bytes }: Bundle, leastBytes: number): boolean =>
  tasks.length === mostFilesTogether || bytes + leastBytes > maxFileBytes;

const writtenAt = (task: Task): number => ('source' in task ? task.source.lastModified : 0);

const oldestFirst = ({ tasks }: Bundle): Task[] =>
  tasks.toSorted((one, other) => writtenAt(one) - writtenAt(other));
