import { ForgottenFileError } from './errors.ts';
import type { JoinInstance } from './instantiate.ts';
import type { SecondThread } from './second-thread.ts';

/** What a file has of the kernel that holds it. */
export interface FileHolder {
  instance: JoinInstance;
  thread: SecondThread | undefined;
  lease: Lease;
}

/** The kernel's memory, as one file has it: until the next file begins. */
export class Lease {
  #isOver = false;

  end(): void {
    this.#isOver = true;
  }

  /** @throws ForgottenFileError */
  check(): void {
    if (this.#isOver) throw new ForgottenFileError('the kernel has begun another file, or ended');
  }
}
