import { Worker } from 'node:worker_threads';
import { Desk } from './desk.ts';
import { ForgottenFileError } from './errors.ts';
import type { JoinExports, JoinInstance } from './instantiate.ts';

/** The numbers of assembly/tasks.ts. */
const endings = { complete: 1, abandoned: 2 };

/** Reads what stands in the arena. Both return the reason of a failure, if one is known yet, or 0. */
export interface FileReader {
  /** The arena is filled up to `end`. */
  read: (end: number) => number;
  /** The file ends there. */
  finish: (end: number) => number;
  /** Nobody wants the file any more. Nothing of it is read afterwards. */
  abandon: () => void;
}

/** All that runs there is the kernel's own code. A string needs no file beside the bundle. */
const program = `
  const { workerData: { module, memory } } = require('node:worker_threads');
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  try { exports.work(); } finally { exports.loseTasks(); }
`;

/**
 * Another thread in the memory of a kernel. Tasks are put on desks for it. When the result of one is needed that it has
 * not begun, the caller does it: so nobody waits for a thread that is still starting, or busy with something else.
 */
export class SecondThread {
  readonly #join: JoinExports;
  readonly #words: Int32Array;
  readonly #worker: Worker;
  /** Of what the kernel holds now, and which of them may be taken. */
  #desks: readonly Desk[] = [];
  #free: Desk[] = [];
  /** Nobody will give them back. */
  readonly #left = new Set<Desk>();
  #awaited = 0;
  #hasDied = false;

  constructor({ join, memory, module }: JoinInstance) {
    this.#join = join;
    this.#words = new Int32Array(memory.buffer);
    this.#worker = new Worker(program, {
      eval: true,
      workerData: { module, memory },
      execArgv: [],
    });
    this.#worker.unref();
    // Whoever waits for one of its tasks finds out at the desk.
    this.#worker.on('error', () => undefined);
    this.#worker.on('exit', () => {
      this.#hasDied = true;
      join.loseTasks();
    });
  }

  /** It has started, and lives. */
  get isAwake(): boolean {
    return this.#join.isAwake() !== 0;
  }

  get hasDied(): boolean {
    return this.#hasDied;
  }

  /** Ends all that is left to be done: nobody touches the memory any more. */
  endAll(): void {
    this.#join.closeFile(endings.abandoned);
    for (const desk of this.#desks) {
      this.#settle(desk);
      desk.clear();
    }
    this.#desks = [];
    this.#free = [];
    this.#left.clear();
  }

  /** The kernel has forgotten all, and made room for desks. */
  begin(): void {
    this.#desks = Array.from(
      { length: this.#join.deskCount.value },
      (_, index) => new Desk(this.#join, this.#words, index),
    );
    this.#free = [...this.#desks];
  }

  /** @param start where the rows start */
  readFile(start: number): FileReader {
    const desk = this.takeDesk();
    if (desk === undefined) throw new Error('the file is read before anything else is done');
    this.#join.openFile();
    desk.post('readFile', start);
    return {
      read: (end) => {
        this.#join.fillTo(end);
        return desk.isDone ? this.#join.failureReason() : 0;
      },
      finish: (end) => {
        this.#join.fillTo(end);
        this.#join.closeFile(endings.complete);
        this.finish(desk);
        this.giveBack(desk);
        return this.#join.failureReason();
      },
      abandon: () => {
        this.#join.closeFile(endings.abandoned);
        this.#settle(desk);
        // Not what was given back when the file was complete.
        if (!this.#free.includes(desk)) this.giveBack(desk);
      },
    };
  }

  /** @returns undefined if there is none left */
  takeDesk(): Desk | undefined {
    for (const desk of this.#left) if (desk.isDone) this.giveBack(desk);
    return this.#free.pop();
  }

  giveBack(desk: Desk): void {
    this.#left.delete(desk);
    // An earlier one is somebody else's now.
    if (!this.#desks.includes(desk)) return;
    desk.clear();
    this.#free.push(desk);
  }

  /** Gives it back when its task is done. */
  leave(desk: Desk): void {
    if (this.#desks.includes(desk)) this.#left.add(desk);
  }

  /**
   * Waits for the desk's task, and does others meanwhile.
   *
   * @throws ForgottenFileError
   * @throws SecondThreadError
   */
  finish(desk: Desk): void {
    this.#settle(desk);
    this.#check(desk);
  }

  /** The same for all tasks. Afterwards the thread touches nothing until another one is posted. */
  finishAll(): void {
    for (const desk of this.#desks) this.#settle(desk);
    for (const desk of this.#left) if (desk.isDone) this.giveBack(desk);
  }

  /**
   * Waits for the desk's task without keeping the caller's thread from anything.
   *
   * @throws ForgottenFileError
   * @throws SecondThreadError
   */
  async finished(desk: Desk): Promise<void> {
    // Waiting for memory keeps no process alive, a thread does.
    if (this.#awaited === 0) this.#worker.ref();
    this.#awaited += 1;
    await desk.settled();
    this.#awaited -= 1;
    if (this.#awaited === 0) this.#worker.unref();
    this.#check(desk);
  }

  /** Ends the thread. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #check(desk: Desk): void {
    if (!this.#desks.includes(desk))
      throw new ForgottenFileError('the kernel has begun another file meanwhile');
    if (!desk.isDone) throw new Error('nothing was posted on the desk');
  }

  #settle(desk: Desk): void {
    while (desk.isPending)
      if (!desk.doIt() && !this.#desks.some((other) => other.doIt())) desk.wait();
  }
}
