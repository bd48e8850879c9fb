import type { SentMail } from '../../aws/ses/ses-service.ts';
import { escapeName } from '../../../../lambdas/shared/domain/escape-name.ts';
import { mostNotices } from '../../../../lambdas/shared/domain/fold-notices.ts';
import { allMails, type Excuses } from '../excuses.ts';
import { keyOfFile, type Observed } from '../observed.ts';
import { longestWait } from './check-liveness.ts';
import type { Report } from './report.ts';

interface Told {
  projectId: string;
  fileName: string;
  at: number;
}

/** A notice reaches each administrator whom SES takes, in at most 40 minutes. It bounds what an item holds, too. */
export const createNoticesCheck = (
  { projects, watch }: Observed,
  mails: readonly SentMail[],
  isRefused: (address: string) => boolean,
  excuses: Excuses,
  now: () => number,
  report: Report,
): { check: () => void } => {
  let open: Told[] = [];

  watch({
    onAudience: ({ projectId, fileName, before, after }) => {
      const file = keyOfFile(projectId, fileName);
      const notices = Object.entries(after?.notices ?? {});
      for (const [key, { at }] of notices)
        if (before?.notices[key] === undefined) open.push({ projectId, fileName, at });
      if (notices.length > mostNotices)
        report(`${file} holds ${notices.length} notices, and may hold ${mostNotices}`);
    },
  });

  const reaches = (address: string, { fileName, at }: Told): boolean =>
    mails.some(
      (mail) =>
        mail.at >= at && mail.to.includes(address) && mail.text?.includes(escapeName(fileName)),
    );

  return {
    check: () => {
      open = open.filter((told) => {
        const { projectId, fileName, at } = told;
        const project = projects.get(projectId);
        if (!project || project.deletedAt !== undefined) return false;
        const missed = project.adminEmails.filter(
          (address) => !isRefused(address) && !reaches(address, told),
        );
        if (missed.length === 0) return false;
        const file = keyOfFile(projectId, fileName);
        if (now() - at <= longestWait + excuses.since(file, at, allMails)) return true;
        report(`${missed.join()} heard nothing of what ${file} had to tell`);
        return false;
      });
    },
  };
};
