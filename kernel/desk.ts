import { SecondThreadError } from './errors.ts';
import type { JoinExports } from './instantiate.ts';

/** The numbers of assembly/tasks.ts. */
const steps = { posted: 1, claimed: 2, done: 3, lost: 4 };
const tasks = { readFile: 0, markPage: 1, markLines: 2, copyMembers: 3 };

/**
 * A place in the memory for one task at a time, and for what goes in or comes out. The task is done by whichever thread
 * gets to it first.
 */
export class Desk {
  /** address */
  readonly window: number;
  readonly #join: JoinExports;
  readonly #index: number;
  /** All words of the memory's beginning, and which of them says how far the task is. */
  readonly #words: Int32Array;
  readonly #step: number;

  constructor(join: JoinExports, words: Int32Array, index: number) {
    this.window = join.windowOf(index);
    this.#join = join;
    this.#index = index;
    this.#words = words;
    this.#step = join.stepAt(index) / words.BYTES_PER_ELEMENT;
  }

  get isPending(): boolean {
    return isPendingAt(this.#load());
  }

  /** @throws SecondThreadError */
  get isDone(): boolean {
    const step = this.#load();
    if (step === steps.lost)
      throw new SecondThreadError('the second thread died before its task was done');
    return step === steps.done;
  }

  post(task: keyof typeof tasks, from: number, to = 0): void {
    this.#join.post(this.#index, tasks[task], from, to);
  }

  /** Does the task here and now, unless it was begun. @returns whether it did */
  doIt(): boolean {
    return this.#join.doTask(this.#index) !== 0;
  }

  /** Blocks until the task that was begun elsewhere is no longer pending. */
  wait(): void {
    Atomics.wait(this.#words, this.#step, steps.claimed);
  }

  /** Until the task is no longer pending. */
  async settled(): Promise<void> {
    for (let step = this.#load(); isPendingAt(step); step = this.#load())
      await Atomics.waitAsync(this.#words, this.#step, step).value;
  }

  get result(): { value: number; start: number; end: number } {
    return {
      value: this.#join.result(this.#index),
      start: this.#join.resultStart(this.#index),
      end: this.#join.resultEnd(this.#index),
    };
  }

  clear(): void {
    this.#join.clear(this.#index);
  }

  #load(): number {
    return Atomics.load(this.#words, this.#step);
  }
}

const isPendingAt = (step: number): boolean => step === steps.posted || step === steps.claimed;
