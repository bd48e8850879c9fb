import type { ListAudienceItems } from '../../lambdas/shared/adapters/read-audience-items.ts';
import type { ScanSummary } from '../../lambdas/shared/contract.ts';
import type { AudienceItem } from '../../lambdas/shared/domain/audience-item.ts';
import { audienceNameOf } from '../../lambdas/shared/domain/file-name.ts';
import type { Project } from '../../lambdas/shared/domain/project.ts';
import type { Now, Sleep } from '../../lambdas/shared/ports.ts';
import { RefusedError } from './errors.ts';
import { type FileProgress, progressOf } from './file-progress.ts';

export type RunScanner = () => Promise<ScanSummary>;

/** What became of a file. */
export interface FileOutcome {
  /** project ID */
  project: string;
  /** of the audience */
  name: string;
  /** `source-missing`: the file was removed before it could be imported */
  result: 'published' | 'rejected' | 'failed' | 'source-missing';
  /** machine-readable, of what was not published */
  cause: string | null;
}

export interface WaitPorts {
  runScanner: RunScanner;
  listProjects: () => AsyncIterable<Project>;
  listAudienceItems: ListAudienceItems;
  now: Now;
  sleep: Sleep;
  /** told how many files are still open, and how many have ended */
  onProgress: (open: number, ended: number) => void;
}

const firstDelayMs = 250;
const maxDelayMs = 5_000;
const namedAtMost = 10;

/**
 * Scans, and waits until no file of a project that is not paused is due any more. What the scanner has to
 * look at again (see `FileProgress`) is brought on by scanning again.
 *
 * A file that became due otherwise meanwhile is waited for as well, and reported.
 *
 * @returns what became of the files that were imported since, in the order of projects and names
 * @throws RefusedError naming the files that are still open after `timeoutMs`
 */
export const scanAndWait = async (
  timeoutMs: number,
  ports: WaitPorts,
): Promise<{ summary: ScanSummary; outcomes: FileOutcome[] }> => {
  // By import and not by time: the clocks of this machine and of the functions may differ.
  const before = new Set((await look(ports, 'also paused')).map(({ importId }) => importId));
  const everOpen = new Set<string>();
  const deadline = ports.now() + timeoutMs;
  const isOfThisScan = (file: FileLook): boolean =>
    file.progress === 'ended' &&
    (everOpen.has(file.key) || (file.importId !== undefined && !before.has(file.importId)));

  const summary = await ports.runScanner();
  let { stoppedEarly } = summary;
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(maxDelayMs, delayMs * 2)) {
    const files = await look(ports, 'not paused');
    const open = files.filter(({ progress }) => progress !== 'ended');
    for (const { key } of open) everOpen.add(key);
    const ended = files.filter(isOfThisScan);
    ports.onProgress(open.length, ended.length);
    if (open.length === 0 && !stoppedEarly)
      return { summary, outcomes: ended.map(({ outcome }) => outcome) };
    if (ports.now() >= deadline) throw stillOpen(open, timeoutMs);

    await ports.sleep(delayMs);
    if (stoppedEarly || open.some(({ progress }) => progress === 'unsent'))
      ({ stoppedEarly } = await ports.runScanner());
  }
};

/** What matters here of an audience's item: there may be a hundred thousand of them. */
interface FileLook {
  key: string;
  progress: FileProgress;
  /** the last import; undefined when there was none */
  importId: string | undefined;
  outcome: FileOutcome;
}

const look = async (
  { listProjects, listAudienceItems, now }: WaitPorts,
  which: 'also paused' | 'not paused',
): Promise<FileLook[]> => {
  const files: FileLook[] = [];
  for await (const { projectId, paused } of listProjects())
    if (!paused || which === 'also paused')
      for await (const item of listAudienceItems(projectId))
        files.push({
          key: `${projectId}/${item.fileName}`,
          progress: progressOf(item, now()),
          importId: item.outcome?.importId,
          outcome: toOutcome(item),
        });
  return files;
};

const toOutcome = ({ projectId, fileName, source, outcome }: AudienceItem): FileOutcome => ({
  project: projectId,
  name: audienceNameOf(fileName),
  ...(outcome?.etag === source.etag
    ? { result: outcome.result, cause: outcome.cause ?? null }
    : { result: 'source-missing', cause: null }),
});

const stillOpen = (open: readonly FileLook[], timeoutMs: number): RefusedError => {
  const named = open.slice(0, namedAtMost).map(({ key }) => `"${key}"`);
  const others = open.length - named.length;
  const list = [...named, ...(others > 0 ? [`${others} more`] : [])].join(', ');
  return new RefusedError(
    `Not done after ${timeoutMs / 1000} s: ${list || 'the scanner always ran out of time'}. ` +
      'They go on by themselves; "audience list" shows how far they are.',
  );
};
