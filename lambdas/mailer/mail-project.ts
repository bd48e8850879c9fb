import pMap, { pMapSkip } from 'p-map';
import type { Project } from '../shared/domain/project.ts';
import { composeMail } from './domain/compose-mail.ts';
import { groupNotices, type Letter, type PendingNotice } from './domain/group-notices.ts';
import { NoticesNotRemovedError, RecipientsRefusedError, SendingHaltedError } from './errors.ts';
import type { MailRun, ProjectBatch } from './mail-run.ts';
import type { ReadPending, RemoveNotices, SendMail } from './ports.ts';

export interface MailProjectPorts {
  readPending: ReadPending;
  removeNotices: RemoveNotices;
  getProject: (projectId: string) => Promise<Project | undefined>;
  sendMail: SendMail;
  /** true when the run has to end; asked between mails */
  isOutOfTime: () => boolean;
}

/** Calls to DynamoDB at the same time. */
const concurrency = 16;

/** Keys of what was read and not removed yet, by file name. */
type Unsent = Map<string, Set<string>>;

/**
 * Mails what is pending for some audiences of one project. A mail that fails stops no other, except those
 * that would fail alike.
 *
 * @throws what reading the project throws; nothing was sent then
 */
export const mailProject = async (
  batch: ProjectBatch,
  run: MailRun,
  ports: MailProjectPorts,
): Promise<void> => {
  const { projectId } = batch;
  const project = await ports.getProject(projectId);
  const pending = await readAll(batch, run, ports);
  const unsent: Unsent = new Map(
    Map.groupBy(pending, ({ fileName }) => fileName)
      .entries()
      .map(([fileName, notices]) => [fileName, new Set(notices.map(({ key }) => key))]),
  );

  if (!project || project.deletedAt !== undefined) {
    if (await tryRemove(projectId, pending, unsent, run, ports))
      run.unwanted.push({ projectId, notices: pending.length });
    return;
  }
  for (const letter of groupNotices(pending))
    if (run.isHalted || run.refused.has(projectId) || ports.isOutOfTime())
      run.noticesPending += letter.length;
    else if (await trySend(project, letter, run, ports))
      await tryRemove(projectId, letter, unsent, run, ports);
};

const readAll = async (
  { projectId, fileNames }: ProjectBatch,
  run: MailRun,
  ports: MailProjectPorts,
): Promise<PendingNotice[]> => {
  const read = async (fileName: string): Promise<PendingNotice[] | typeof pMapSkip> => {
    try {
      const notices = await ports.readPending({ projectId, fileName });
      if (!notices) return pMapSkip;
      const entries = Object.entries(notices);
      if (entries.length === 0) await ports.removeNotices({ projectId, fileName }, [], true);
      return entries.map(([key, notice]) => ({ fileName, key, notice }));
    } catch (error) {
      run.noticesPending += 1;
      run.failures.push({ projectId, error });
      return pMapSkip;
    }
  };
  return (await pMap(fileNames, read, { concurrency })).flat();
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

/** Removes as much as it can: each notice that stays is mailed again. */
const tryRemove = async (
  projectId: string,
  notices: readonly PendingNotice[],
  unsent: Unsent,
  run: MailRun,
  ports: MailProjectPorts,
): Promise<boolean> => {
  const errors: unknown[] = [];
  const remove = async ([fileName, group]: [string, PendingNotice[]]): Promise<void> => {
    const keys = group.map(({ key }) => key);
    const left = new Set(unsent.get(fileName));
    for (const key of keys) left.delete(key);
    try {
      await ports.removeNotices({ projectId, fileName }, keys, left.size === 0);
      unsent.set(fileName, left);
    } catch (error) {
      run.noticesPending += keys.length;
      errors.push(error);
    }
  };
  await pMap(
    Map.groupBy(notices, ({ fileName }) => fileName),
    remove,
    { concurrency },
  );
  if (errors.length > 0)
    run.failures.push({ projectId, error: new NoticesNotRemovedError(errors.length, errors[0]) });
  return errors.length === 0;
};
