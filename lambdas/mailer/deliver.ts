import type { Delivery } from './domain/debts.ts';
import type { Mail } from './domain/render-mail.ts';
import { RecipientsRefusedError, SendingHaltedError } from './errors.ts';
import type { MailRun } from './mail-run.ts';
import type { SendMail } from './ports.ts';

/**
 * Sends one mail to all, or, where SES refuses that because of some of them, one to each.
 *
 * @throws what SES or the network says of the mail to all, if that is not about the recipients
 */
export const deliver = async (
  projectId: string,
  addresses: readonly string[],
  mail: Mail,
  run: MailRun,
  sendMail: SendMail,
): Promise<Delivery> => {
  try {
    await sendMail(addresses, mail);
    run.mailsSent += 1;
    return { reached: addresses, refused: new Map() };
  } catch (error) {
    if (!(error instanceof RecipientsRefusedError)) throw error;
    const [only, ...others] = addresses;
    if (only !== undefined && others.length === 0) {
      run.failures.push({ projectId, error });
      return { reached: [], refused: new Map([[only, error.code]]) };
    }
  }
  const reached: string[] = [];
  const refused = new Map<string, string>();
  for (const address of addresses) {
    if (run.isHalted) break;
    try {
      const alone = await deliver(projectId, [address], mail, run, sendMail);
      reached.push(...alone.reached);
      for (const [each, code] of alone.refused) refused.set(each, code);
    } catch (error) {
      // It is owed the mail then, as those are that SES refuses.
      run.failures.push({ projectId, error });
      if (error instanceof SendingHaltedError) run.isHalted = true;
    }
  }
  return { reached, refused };
};
