import { mailProject, type MailProjectPorts } from './mail-project.ts';
import { beginRun, type MailRun, type ProjectBatch } from './mail-run.ts';
import type { AudienceKey, ListPending } from './ports.ts';

export interface MailPorts extends MailProjectPorts {
  listPending: ListPending;
}

/**
 * Audiences that are worked on together: bounds memory, the size of a digest, and how long it takes to
 * remove what was sent. A project has no more audiences than that, though it may have more files.
 */
const batchSize = 2_000;

/**
 * One run: tells of all that is pending, project by project, so that one that fails stops no other. Never
 * throws; what went wrong is in the result.
 */
export const mailNotices = async (ports: MailPorts): Promise<MailRun> => {
  const run = beginRun();
  try {
    for await (const batch of batchesOf(ports.listPending())) await mailBatch(batch, run, ports);
  } catch (error) {
    run.failures.push({ projectId: undefined, error });
  }
  return run;
};

const mailBatch = async (batch: ProjectBatch, run: MailRun, ports: MailPorts): Promise<void> => {
  const { projectId, fileNames } = batch;
  if (run.isHalted || run.refused.has(projectId) || ports.isOutOfTime()) {
    // Goes on through the index only to count: it holds nothing but keys.
    run.noticesPending += fileNames.length;
    return;
  }
  try {
    await mailProject(batch, run, ports);
  } catch (error) {
    run.noticesPending += fileNames.length;
    run.failures.push({ projectId, error });
  }
};

async function* batchesOf(keys: AsyncIterable<AudienceKey>): AsyncGenerator<ProjectBatch> {
  let batch: ProjectBatch | undefined;
  for await (const { projectId, fileName } of keys) {
    if (batch && (batch.projectId !== projectId || batch.fileNames.length === batchSize)) {
      yield batch;
      batch = undefined;
    }
    batch ??= { projectId, fileNames: [] };
    batch.fileNames.push(fileName);
  }
  if (batch) yield batch;
}
