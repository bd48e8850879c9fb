import type { Project } from '../shared/domain/project.ts';
import {
  type Correspondence,
  type CorrespondencePorts,
  forgetUnreached,
  openCorrespondence,
} from './correspondence.ts';
import { groupNotices, type Letter } from './domain/group-notices.ts';
import { removalMs, reserveMs } from './domain/removal-time.ts';
import type { MailRun } from './mail-run.ts';
import { type Batch, readBatches, type ReadPorts } from './read-batches.ts';
import { createRemoval, type Remove } from './remove-sent.ts';

export interface MailProjectPorts extends ReadPorts, CorrespondencePorts {
  getProject: (projectId: string) => Promise<Project | undefined>;
}

/**
 * Mails what is pending for one project. A mail that fails stops no other, except those that would fail alike. Never
 * throws.
 *
 * @param audiences that the index has of the project
 */
export const mailProject = async (
  projectId: string,
  audiences: number,
  run: MailRun,
  ports: MailProjectPorts,
): Promise<void> => {
  run.last = projectId;
  let unseen = audiences;
  try {
    const project = await ports.getProject(projectId);
    const isGone = !project || project.deletedAt !== undefined;
    const mails = isGone ? undefined : await openCorrespondence(project, run, ports);
    if (!mails) await forgetUnreached(projectId, run, ports);
    // What is owed stands in the index, too.
    if (mails && mails.owed() > 0) unseen -= 1;
    await mails?.catchUp();
    if (mails && !mails.isOpen()) run.refused.add(projectId);
    else
      for await (const batch of readBatches(projectId, run, ports)) {
        unseen -= batch.audiences;
        const remove = createRemoval(projectId, batch.notices, run, ports);
        if (mails) await mailBatch(projectId, batch, mails, remove, run, ports);
        else await drop(projectId, batch, remove, run);
        if (isOver(projectId, run)) break;
      }
    run.noticesPending += mails?.owed() ?? 0;
  } catch (error) {
    run.failures.push({ projectId, error });
  }
  // The index lags: it may have shown more, or less.
  run.noticesPending += Math.max(0, unseen);
};

const isOver = (projectId: string, { isHalted, refused }: MailRun): boolean =>
  isHalted || refused.has(projectId);

const drop = async (
  projectId: string,
  { notices }: Batch,
  remove: Remove,
  run: MailRun,
): Promise<void> => {
  if (await remove(notices)) run.unwanted.push({ projectId, notices: notices.length });
};

const mailBatch = async (
  projectId: string,
  { notices, writeUnits }: Batch,
  mails: Correspondence,
  remove: Remove,
  run: MailRun,
  ports: MailProjectPorts,
): Promise<void> => {
  const unitsOf = (letter: Letter): number =>
    [...new Set(letter.map(({ fileName }) => fileName))].reduce(
      (sum, fileName) => sum + (writeUnits.get(fileName) ?? 0),
      0,
    );
  for (const letter of groupNotices(notices))
    if (
      isOver(projectId, run) ||
      ports.timeLeft() < reserveMs + removalMs(unitsOf(letter)) ||
      !(await mails.send(letter))
    ) {
      run.noticesPending += letter.length;
      if (!mails.isOpen()) run.refused.add(projectId);
    } else await remove(letter);
};
