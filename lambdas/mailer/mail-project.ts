import type { Project } from '../shared/domain/project.ts';
import { composeMail } from './domain/compose-mail.ts';
import { groupNotices, type Letter } from './domain/group-notices.ts';
import { removalMs, reserveMs } from './domain/removal-time.ts';
import { RecipientsRefusedError, SendingHaltedError } from './errors.ts';
import type { MailRun } from './mail-run.ts';
import type { SendMail } from './ports.ts';
import { type Batch, readBatches, type ReadPorts } from './read-batches.ts';
import { createRemoval, type Remove } from './remove-sent.ts';

export interface MailProjectPorts extends ReadPorts {
  getProject: (projectId: string) => Promise<Project | undefined>;
  sendMail: SendMail;
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
    for await (const batch of readBatches(projectId, run, ports)) {
      unseen -= batch.audiences;
      const remove = createRemoval(projectId, batch.notices, run, ports);
      if (!project || project.deletedAt !== undefined) await drop(projectId, batch, remove, run);
      else await mailBatch(project, batch, remove, run, ports);
      if (isOver(projectId, run)) break;
    }
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
  project: Project,
  { notices, writeUnits }: Batch,
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
    if (isOver(project.projectId, run) || ports.timeLeft() < reserveMs + removalMs(unitsOf(letter)))
      run.noticesPending += letter.length;
    else if (await trySend(project, letter, run, ports)) await remove(letter);
};

const trySend = async (
  { projectId, adminEmails }: Project,
  letter: Letter,
  run: MailRun,
  ports: MailProjectPorts,
): Promise<boolean> => {
  try {
    await ports.sendMail(adminEmails, composeMail(projectId, letter));
    run.mailsSent += 1;
    return true;
  } catch (error) {
    run.noticesPending += letter.length;
    run.failures.push({ projectId, error });
    if (error instanceof RecipientsRefusedError) run.refused.add(projectId);
    if (error instanceof SendingHaltedError) run.isHalted = true;
    return false;
  }
};
