import type { FileJoin } from '../../../kernel/file-join.ts';
import type { Project } from '../../shared/domain/project.ts';
import { reportKey } from '../../shared/domain/report.ts';
import type { Now, StartTimer } from '../../shared/ports.ts';
import type { FileImport } from '../file-import.ts';
import { toCsv } from './to-csv.ts';

/**
 * Writes an object, piece by piece. It asks for none when it has ended: the kernel does something else by then.
 *
 * @throws the signal's reason
 */
export type PutReport = (
  key: string,
  pieces: Iterable<Uint8Array>,
  signal: AbortSignal,
) => Promise<void>;

export interface ReportPorts {
  putReport: PutReport;
  /** It is not there: the import goes on without it. */
  onReportLost: (error: unknown) => void;
  startTimer: StartTimer;
  now: Now;
}

/** A file in which the registered users are marked, and whose members nobody has asked for. */
export interface ReportedFile {
  file: Pick<FileImport, 'claimed' | 'running'>;
  join: Pick<FileJoin, 'unmarked'>;
}

/** Milliseconds. 500 MB of IDs take a third of it. */
const mostMs = 60_000;
/** Of the time that is left: most of it is for the members. */
const mostShare = 1 / 4;

/**
 * Writes the unregistered IDs of each file, if the project wants that. They share a time that leaves enough to publish them: what
 * comes too late is not written. Nothing that goes wrong here ends an import.
 */
export const writeReports = async (
  files: readonly ReportedFile[],
  { unregisteredReports = false }: Pick<Project, 'unregisteredReports'>,
  ports: ReportPorts,
): Promise<void> => {
  const [first] = files;
  if (!unregisteredReports || !first) return;
  const begun = ports.now();
  const until = begun + Math.min(mostMs, (first.file.running.deadline - begun) * mostShare);
  for (const file of files) await writeReport(file, until, ports);
};

const writeReport = async (
  { file: { claimed, running }, join }: ReportedFile,
  until: number,
  { putReport, onReportLost, startTimer, now }: ReportPorts,
): Promise<void> => {
  const { attempt } = running;
  const overtime = new AbortController();
  const begun = now();
  const timer = startTimer(Math.max(0, until - begun), () => {
    overtime.abort();
  });
  const signal = AbortSignal.any([running.signal, overtime.signal]);
  try {
    if (join.unmarked().next().done === true) return;
    if (begun >= until) {
      attempt.report = { missing: 'no-time' };
      return;
    }
    const key = reportKey(claimed.projectId, claimed.fileName, claimed.importId);
    await putReport(key, toPieces(join), signal);
    attempt.report = { key };
  } catch (error) {
    attempt.report = { missing: signal.aborted ? 'no-time' : 'failed' };
    onReportLost(error);
  } finally {
    timer.cancel();
    attempt.durations.report = now() - begun;
  }
};

function* toPieces(join: Pick<FileJoin, 'unmarked'>): Generator<Uint8Array> {
  for (const ids of join.unmarked()) yield toCsv(ids);
}
