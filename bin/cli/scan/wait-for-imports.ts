import { z } from 'zod';
import type { ListAudienceItems } from '../../../lambdas/shared/adapters/read-audience-items.ts';
import type { ScanSummary } from '../../../lambdas/shared/contract.ts';
import { type AudienceItem, outcomeSchema } from '../../../lambdas/shared/domain/audience-item.ts';
import { audienceNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import { isActive, type Project } from '../../../lambdas/shared/domain/project.ts';
import type { Now, Sleep } from '../../../lambdas/shared/ports.ts';
import { firstDelayMs, longerDelay } from './delays.ts';
import { RefusedError } from '../errors.ts';
import { type FileProgress, progressOf } from './file-progress.ts';
import { nameSome } from '../terminal/name-some.ts';
import { takeAll } from '../../../lambdas/shared/adapters/take-all.ts';

export type RunScanner = () => Promise<ScanSummary>;

/** What became of a file. */
export const fileOutcomeSchema = z.object({
  project: z.string().describe('project ID'),
  name: z.string().describe('of the audience'),
  result: z
    .enum([...outcomeSchema.shape.result.options, 'source-missing'])
    .describe('`source-missing`: the file was removed before it could be imported'),
  cause: z.string().nullable().describe('machine-readable, of what was not published'),
});
export type FileOutcome = z.infer<typeof fileOutcomeSchema>;

export interface WaitPorts {
  runScanner: RunScanner;
  listProjects: () => AsyncIterable<Project>;
  listAudienceItems: ListAudienceItems;
  now: Now;
  /** DynamoDB's clock, by which files are due and imports live */
  serviceNow: Now;
  sleep: Sleep;
  /** told which files are still open, as `project/file`, and how many have ended */
  onProgress: (open: readonly string[], ended: number) => void;
}

/**
 * Scans, and waits until no file of an active project is due any more. What the scanner has to
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
  const before = new Set((await look(ports, 'all')).map(({ importId }) => importId));
  const everOpen = new Set<string>();
  const deadline = ports.now() + timeoutMs;
  const isOfThisScan = (file: FileLook): boolean =>
    file.progress === 'ended' &&
    (everOpen.has(file.key) || (file.importId !== undefined && !before.has(file.importId)));

  const summary = await ports.runScanner();
  let { stoppedEarly } = summary;
  for (let delayMs = firstDelayMs; ; delayMs = longerDelay(delayMs)) {
    const files = await look(ports, 'active');
    const open = files.filter(({ progress }) => progress !== 'ended');
    for (const { key } of open) everOpen.add(key);
    const ended = files.filter(isOfThisScan);
    ports.onProgress(
      open.map(({ key }) => key),
      ended.length,
    );
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
  { listProjects, listAudienceItems, serviceNow }: WaitPorts,
  which: 'all' | 'active',
): Promise<FileLook[]> => {
  const files: FileLook[] = [];
  // What cannot be read is none of them: the scanner, which fails for it, names it.
  await takeAll(listProjects(), async (project) => {
    if (!isActive(project) && which === 'active') return;
    await takeAll(listAudienceItems(project.projectId), (item) => {
      files.push({
        key: `${item.projectId}/${item.fileName}`,
        progress: progressOf(item, serviceNow()),
        importId: item.outcome?.importId,
        outcome: toOutcome(item),
      });
    });
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

const stillOpen = (open: readonly FileLook[], timeoutMs: number): RefusedError =>
  new RefusedError((say) =>
    say.scan.stillOpen(
      timeoutMs / 1000,
      nameSome(
        open.map(({ key }) => key),
        say,
      ),
    ),
  );
