import type { GetUnreached } from '../shared/adapters/get-unreached.ts';
import type { Project } from '../shared/domain/project.ts';
import type { Now } from '../shared/ports.ts';
import { composeCatchUp } from './domain/compose-catch-up.ts';
import { composeMail } from './domain/compose-mail.ts';
import { noteAnswers, noteDebts, notePaid, owedTo, readyOf, tidy } from './domain/debts.ts';
import type { Letter } from './domain/group-notices.ts';
import type { Mail } from './domain/render-mail.ts';
import { SendingHaltedError } from './errors.ts';
import { deliver } from './deliver.ts';
import type { MailRun } from './mail-run.ts';
import type { SaveUnreached, SendMail } from './ports.ts';

export interface CorrespondencePorts {
  getUnreached: GetUnreached;
  saveUnreached: SaveUnreached;
  sendMail: SendMail;
  now: Now;
}

/** Mails to the administrators of one project, of whom SES may refuse some. */
export interface Correspondence {
  /** false: SES has refused all of them a moment ago */
  isOpen: () => boolean;
  /** Sends those who can be reached by now what others have got before. */
  catchUp: () => Promise<void>;
  /** @returns true when somebody has it, and whoever has not is noted */
  send: (letter: Letter) => Promise<boolean>;
  /**
   * A mail that nobody is owed: whom SES refuses does not get it.
   *
   * @returns true when somebody has it
   */
  sendOnce: (mail: Mail) => Promise<boolean>;
  /** notices that somebody has not got */
  owed: () => number;
}

export const openCorrespondence = async (
  project: Project,
  run: MailRun,
  { getUnreached, saveUnreached, sendMail, now }: CorrespondencePorts,
): Promise<Correspondence> => {
  const { projectId, adminEmails } = project;
  let unreached = await getUnreached(projectId);
  const save = async (next: typeof unreached): Promise<void> => {
    const tidied = tidy(next, adminEmails);
    if (JSON.stringify(tidied) === JSON.stringify(unreached)) return;
    unreached = tidied;
    run.order += 1;
    await saveUnreached(projectId, unreached, run.order);
  };
  const ready = (): string[] => readyOf(adminEmails, unreached, now());

  const post = async (...[to, mail]: Parameters<SendMail>): ReturnType<typeof tryDeliver> =>
    tryDeliver(projectId, to, mail, run, sendMail);

  return {
    isOpen: () => ready().length > 0,
    owed: () => unreached.notices.length,

    catchUp: async () => {
      await save(unreached);
      for (const address of ready()) {
        const owed = owedTo(address, unreached);
        if (owed.length === 0 || run.isHalted) continue;
        const mail = composeCatchUp(project, owed, unreached.addresses[address]);
        const delivery = await post([address], mail);
        if (!delivery) continue;
        const answered = noteAnswers(unreached, delivery, now());
        await save(delivery.reached.length > 0 ? notePaid(answered, address) : answered);
      }
    },

    send: async (letter) => {
      const delivery = await post(ready(), composeMail(project, letter));
      if (!delivery) return false;
      const { reached } = delivery;
      const answered = noteAnswers(unreached, delivery, now());
      const isPartial = reached.length > 0 && reached.length < adminEmails.length;
      // Before the notices go: what nobody knows of would be lost.
      await save(isPartial ? noteDebts(answered, letter, reached) : answered);
      return reached.length > 0;
    },

    sendOnce: async (mail) => {
      const delivery = await post(ready(), mail);
      if (!delivery) return false;
      await save(noteAnswers(unreached, delivery, now()));
      return delivery.reached.length > 0;
    },
  };
};

/** Of a project that is gone nobody is told. */
export const forgetUnreached = async (
  projectId: string,
  run: MailRun,
  { getUnreached, saveUnreached }: CorrespondencePorts,
): Promise<void> => {
  const { notices } = await getUnreached(projectId);
  if (notices.length === 0) return;
  run.order += 1;
  await saveUnreached(projectId, { addresses: {}, notices: [] }, run.order);
};

const tryDeliver = async (
  ...[projectId, to, mail, run, sendMail]: Parameters<typeof deliver>
): Promise<Awaited<ReturnType<typeof deliver>> | undefined> => {
  try {
    return await deliver(projectId, to, mail, run, sendMail);
  } catch (error) {
    run.failures.push({ projectId, error });
    if (error instanceof SendingHaltedError) run.isHalted = true;
    return undefined;
  }
};
