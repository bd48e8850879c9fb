import type { ScanSummary } from '../shared/contract.ts';
import type { Decision } from './domain/decide.ts';
import type { IgnoredSoFar } from './domain/position.ts';
import type { FilePair } from './domain/merge-by-file-name.ts';
import type { ScanFailure } from './errors.ts';

export type ProjectSummary = ScanSummary['projects'][number];

/** What a scan of one project has come to so far. */
export interface ProjectRun {
  summary: ProjectSummary;
  ignored: IgnoredSoFar;
  /** the first of them; `summary.failed` counts all */
  failures: ScanFailure[];
  /** the project's end was reached */
  isWhole?: boolean;
  /**
   * its time was up before it had seen all files: those behind this name, or all, wait for the next run, which is told what was
   * ignored in front of it
   */
  stopped?: { behind: string | undefined; ignored: IgnoredSoFar };
}

/** Of 100,000 files that fail alike. */
const failuresKept = 10;

/** @param ignored in front of where it begins */
export const beginProjectRun = (
  projectId: string,
  ignored: IgnoredSoFar = { reasons: {} },
): ProjectRun => ({
  summary: {
    projectId,
    seen: 0,
    changed: 0,
    sent: 0,
    underway: 0,
    ignored: 0,
    ignoredBy: {},
    missing: 0,
    held: 0,
    overtaken: 0,
    beingWritten: 0,
    failed: 0,
    waiting: 0,
    longestWaitSeconds: 0,
  },
  ignored: copyOf(ignored),
  failures: [],
});

export const copyOf = ({ reasons, upTo }: IgnoredSoFar): IgnoredSoFar => ({
  reasons: { ...reasons },
  upTo,
});

/** A project may be scanned in two parts. */
export const addSummary = (
  one: ProjectSummary | undefined,
  other: ProjectSummary,
): ProjectSummary =>
  one
    ? {
        projectId: other.projectId,
        seen: one.seen + other.seen,
        changed: one.changed + other.changed,
        sent: one.sent + other.sent,
        underway: one.underway + other.underway,
        ignored: one.ignored + other.ignored,
        ignoredBy: addCounts(one.ignoredBy, other.ignoredBy),
        missing: one.missing + other.missing,
        held: one.held + other.held,
        overtaken: one.overtaken + other.overtaken,
        beingWritten: one.beingWritten + other.beingWritten,
        failed: one.failed + other.failed,
        waiting: one.waiting + other.waiting,
        longestWaitSeconds: Math.max(one.longestWaitSeconds, other.longestWaitSeconds),
      }
    : other;

const addCounts = (
  one: ProjectSummary['ignoredBy'],
  other: ProjectSummary['ignoredBy'],
): ProjectSummary['ignoredBy'] => ({
  ...one,
  ...Object.fromEntries(
    Object.entries(other).map(([reason, count]) => [reason, (one[reason] ?? 0) + count]),
  ),
});

/** @param fileName undefined when it does not concern a single file */
export const noteFailure = (
  { summary, failures }: ProjectRun,
  error: unknown,
  fileName?: string,
): void => {
  summary.failed += 1;
  if (failures.length < failuresKept)
    failures.push({ projectId: summary.projectId, fileName, error });
};

export const countFile = (
  { summary }: ProjectRun,
  { listed, known }: FilePair,
  { newSource, missing, overtaken, isBeingWritten, send, waitsSince }: Decision,
  now: number,
): void => {
  if (listed) summary.seen += 1;
  if (newSource && newSource.etag !== known?.source.etag) summary.changed += 1;
  if (send === 'underway') summary.underway += 1;
  if (missing) summary.missing += 1;
  if (known?.outcome?.result === 'held') summary.held += 1;
  if (overtaken) summary.overtaken += 1;
  if (isBeingWritten) summary.beingWritten += 1;
  if (waitsSince !== undefined) {
    summary.waiting += 1;
    summary.longestWaitSeconds = Math.max(
      summary.longestWaitSeconds,
      Math.round((now - waitsSince) / 1000),
    );
  }
};
