/**
 * What the second thread does. A task stands on a desk: a cell that says what is to be done, and a window for what goes
 * in or comes out. Whoever claims a task first does it, the second thread or the first one, which then need not wait.
 *
 * A cell's step only goes from free to posted, claimed, done, and back to free. It is changed and read atomically: what
 * was written before a change is seen by whoever saw the change.
 */
import { useBatch } from './batch';
import { sumUpTo } from './crc64';
import { state } from './state';
import { arenaStart, deskBytes, osPageBytes, tasksStart } from './layout';
import { markLines } from './lookup';
import { copiedEnd, copyMembers } from './members';
import { itemsEnd, itemsStart, markPage } from './pages';
import { readFile as readFileOn, readFileEnd, startFile } from './read-file';

/** The numbers are known to desk.ts and second-thread.ts. */
namespace Step {
  export const free: u32 = 0;
  export const posted: u32 = 1;
  export const claimed: u32 = 2;
  export const done: u32 = 3;
  /** The thread that had claimed it died. */
  export const lost: u32 = 4;
}

namespace Task {
  export const readFile: u32 = 0;
  export const markPage: u32 = 1;
  export const markLines: u32 = 2;
  export const copyMembers: u32 = 3;
}

namespace Ending {
  export const notYet: u32 = 0;
  export const complete: u32 = 1;
  export const abandoned: u32 = 2;
}

/** Only after so much there is a look whether the file was abandoned. */
const readAtOnce: usize = 1 << 20;
/** How far ahead of the file an idle thread touches memory, and how much the file is about to touch by itself. */
const touchedAhead: usize = 1 << 23;
const leftAlone: usize = 1 << 18;

@unmanaged
class Progress {
  /** Changes with all that the second thread may wait for. */
  changes: u32;
  /** The arena is filled up to here. */
  filled: u32;
  ending: u32;
  /** The second thread is there. */
  isAwake: u32;
}

@unmanaged
class Desk {
  step: u32;
  task: u32;
  /** Of a file: where its rows start. Of members: the first. Else: the end of what is in the window. */
  from: u32;
  /** Of members: behind the last. */
  to: u32;
  /** Of a page: 0 when it is not whole, and where its items are. */
  result: u32;
  resultStart: u32;
  /** Of members: behind what was copied. */
  resultEnd: u32;
}

export const deskCount: u32 = 4;

/** A line of the cache for each, so that waiting for one does not slow down the others. */
const lineBytes: usize = 64;

const changesAt = tasksStart + offsetof<Progress>('changes');
const filledAt = tasksStart + offsetof<Progress>('filled');
const endingAt = tasksStart + offsetof<Progress>('ending');
const isAwakeAt = tasksStart + offsetof<Progress>('isAwake');

function deskAt(index: u32): usize {
  return tasksStart + lineBytes * (1 + index);
}

export function stepAt(index: u32): usize {
  return deskAt(index) + offsetof<Desk>('step');
}

export function windowOf(index: u32): usize {
  return state.desks + <usize>index * deskBytes;
}

export function post(index: u32, task: u32, from: u32, to: u32): void {
  const desk = changetype<Desk>(deskAt(index));
  desk.task = task;
  desk.from = from;
  desk.to = to;
  atomic.store<u32>(stepAt(index), Step.posted);
  tellChange();
}

/** What is on the desk has been read; it may be used again. */
export function clear(index: u32): void {
  atomic.store<u32>(stepAt(index), Step.free);
}

export function result(index: u32): u32 {
  return changetype<Desk>(deskAt(index)).result;
}

export function resultStart(index: u32): u32 {
  return changetype<Desk>(deskAt(index)).resultStart;
}

export function resultEnd(index: u32): u32 {
  return changetype<Desk>(deskAt(index)).resultEnd;
}

export function openFile(): void {
  atomic.store<u32>(filledAt, 0);
  atomic.store<u32>(endingAt, Ending.notYet);
}

export function fillTo(end: u32): void {
  atomic.store<u32>(filledAt, end);
  tellChange();
}

/** To be called when all of it is filled, or no more is wanted of it. */
export function closeFile(ending: u32): void {
  atomic.store<u32>(endingAt, ending);
  tellChange();
}

function tellChange(): void {
  atomic.add<u32>(changesAt, 1);
  atomic.notify(changesAt, 1);
}

/** The second thread's life. */
export function work(): void {
  useBatch(1);
  atomic.store<u32>(isAwakeAt, 1);
  for (;;) {
    const changes = atomic.load<u32>(changesAt);
    let isBusy = false;
    for (let index: u32 = 0; index < deskCount; index++) if (doTask(index)) isBusy = true;
    if (!isBusy) atomic.wait<i32>(changesAt, changes, -1);
  }
}

export function isAwake(): u32 {
  return atomic.load<u32>(isAwakeAt);
}

/** To be called when the second thread dies: what was left to it will not be done. */
export function loseTasks(): void {
  atomic.store<u32>(isAwakeAt, 0);
  for (let index: u32 = 0; index < deskCount; index++) {
    const step = stepAt(index);
    atomic.cmpxchg<u32>(step, Step.posted, Step.lost);
    atomic.cmpxchg<u32>(step, Step.claimed, Step.lost);
    atomic.notify(step, -1);
  }
}

/** @returns false if there is no task on the desk that nobody has claimed */
export function doTask(index: u32): bool {
  const step = stepAt(index);
  if (atomic.cmpxchg<u32>(step, Step.posted, Step.claimed) != Step.posted) return false;
  const desk = changetype<Desk>(deskAt(index));
  const window = windowOf(index);
  switch (desk.task) {
    case Task.readFile: {
      readFile(desk.from);
      break;
    }
    case Task.markPage: {
      desk.result = u32(markPage(window, desk.from));
      desk.resultStart = <u32>itemsStart();
      desk.resultEnd = <u32>itemsEnd();
      break;
    }
    case Task.markLines: {
      markLines(window, desk.from);
      break;
    }
    default: {
      copyMembers(desk.from, desk.to, window);
      desk.resultEnd = <u32>copiedEnd();
    }
  }
  atomic.store<u32>(step, Step.done);
  atomic.notify(step, -1);
  return true;
}

/** Reads the file while it is being filled in. While nothing comes, it touches the memory that will be filled next. */
function readFile(start: usize): void {
  const arenaEnd = arenaStart + state.arenaBytes;
  let read = start;
  let touched: usize = 0;
  startFile(start);
  for (;;) {
    const changes = atomic.load<u32>(changesAt);
    // First, because nothing is filled in after the end was said.
    const ending = atomic.load<u32>(endingAt);
    const filled = <usize>atomic.load<u32>(filledAt);
    if (ending == Ending.abandoned) return;
    if (read < filled) {
      read = min(filled, read + readAtOnce);
      sumUpTo(read);
      if (!readFileOn(read)) return;
    } else if (ending == Ending.complete) {
      readFileEnd(filled);
      return;
    } else {
      touched = max(touched, filled + leftAlone);
      if (touched < min(arenaEnd, filled + touchedAhead)) {
        // Whatever the first thread writes there meanwhile, it stays.
        atomic.or<u32>(touched & ~3, 0);
        touched += osPageBytes;
      } else atomic.wait<i32>(changesAt, changes, -1);
    }
  }
}
