import type { Check } from '../check.ts';
import { missing, notApplicable, ok, type Verdict, warning } from '../finding.ts';
import type { SendingQuota } from '../ports.ts';

/** SES gives no account outside the sandbox so little. */
const inSandbox = 200;

export const judgeSendingQuota = (
  { isPaused, mailsPerDay }: SendingQuota,
  region: string,
): Verdict => {
  if (isPaused)
    return missing(
      `SES has paused sending for this account in ${region}`,
      'SES console -> Account dashboard says why, and what to do',
    );
  // -1: as many as one likes
  if (mailsPerDay >= 0 && mailsPerDay <= inSandbox)
    return warning(
      `the account is in the SES sandbox in ${region}: only verified recipients get mail, ${mailsPerDay} a day`,
      'Verify each administrator, or SES console -> Account dashboard -> Request production access',
    );
  return ok(
    mailsPerDay < 0
      ? 'any number of mails a day'
      : `out of the sandbox, ${mailsPerDay} mails a day`,
  );
};

export const sandbox: Check = {
  name: 'sandbox',
  rights: ['ses:GetSendQuota', 'ses:GetAccountSendingEnabled'],
  run: async ({ isLocal, region, look }) => [
    isLocal
      ? notApplicable('the local stack sends nothing')
      : judgeSendingQuota(await look.sendingQuota(), region),
  ],
};
