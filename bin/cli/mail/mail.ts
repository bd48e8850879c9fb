import type { Command } from 'commander';
import type { Mail } from '../adapters/list-mails.ts';
import type { OnStack } from '../context.ts';
import { RefusedError } from '../errors.ts';
import { escapeName } from '../../../lambdas/shared/domain/escape-name.ts';

export const addMailCommands = (program: Command, onStack: OnStack): void => {
  const mail = program.command('mail');

  mail.command('list').action(async () => {
    await onStack(async ({ ports: { listMails }, output, say }) => {
      if (!listMails) throw new RefusedError(({ stack }) => stack.noMailsKept);
      const mails = await listMails();
      await output.result(mails, () =>
        mails.length === 0 ? say.stack.noMailYet : mails.map(describeMail).join('\n\n'),
      );
    });
  });
};

export const describeMail = ({ to, subject, text, html }: Mail): string =>
  [`To: ${to.join(', ')}`, `Subject: ${subject}`, '', ...(text ?? html ?? '').trimEnd().split('\n')]
    .map((line) => escapeName(line.replace(/\r$/, '')))
    .join('\n');
