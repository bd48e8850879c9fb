import { ForgottenFileError } from './errors.ts';
import type { JoinInstance } from './instantiate.ts';
import type { SecondThread } from './second-thread.ts';

/** What a file has of the kernel that holds it. */
export interface FileHolder {
  instance: JoinInstance;
  thread: SecondThread | undefined;
  lease: Lease;
}

/** The kernel's memory, or a part of it, as long as it is for one purpose. */
export class Lease {
  readonly #whole: Lease | undefined;
  #isOver = false;

  /** @param whole without which there is no part */
  constructor(whole?: Lease) {
    this.#whole = whole;
  }

  end(): void {
    this.#isOver = true;
  }

  /** @throws ForgottenFileError */
  check(): void {
    this.#whole?.check();
    if (this.#isOver)
      throw new ForgottenFileError('the kernel has begun something else meanwhile, or ended');
  }
}
