/** The right to do what a function does, which one run of it has at a time. */
export interface Turn {
  /** higher than that of every run before */
  number: number;
  /** what the run before has worked on last */
  after: string | undefined;
}

export interface Lease {
  /**
   * Also repeats well.
   *
   * @param until milliseconds since 1970; never renewed: a lease whose time has passed is anybody's
   * @returns undefined while somebody else has it
   */
  take: (owner: string, now: number, until: number) => Promise<Turn | undefined>;
  /** Does nothing where somebody else has it by now. */
  giveBack: (owner: string, after: string | undefined) => Promise<void>;
}
