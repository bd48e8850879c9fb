import type { Verdict } from './finding.ts';
import type { Patient } from './ports.ts';

/** Looks at one thing. What it says of what it has seen is in a pure function of its own. */
export interface Check {
  name: string;
  /** IAM actions that it needs */
  rights: readonly string[];
  run: (patient: Patient) => Promise<Verdict[]>;
}
