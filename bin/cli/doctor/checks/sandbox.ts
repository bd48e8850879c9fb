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
      (say) => say.sandbox.paused(region),
      (say) => say.sandbox.doLook,
    );
  // -1: as many as one likes
  if (mailsPerDay >= 0 && mailsPerDay <= inSandbox)
    return warning(
      (say) => say.sandbox.inSandbox(region, mailsPerDay),
      (say) => say.sandbox.doLeave,
    );
  return ok(({ sandbox: say }) => (mailsPerDay < 0 ? say.anyNumber : say.outside(mailsPerDay)));
};

export const sandbox: Check = {
  name: 'sandbox',
  rights: ['ses:GetSendQuota', 'ses:GetAccountSendingEnabled'],
  run: async ({ isLocal, region, look }) => [
    isLocal
      ? notApplicable((say) => say.sandbox.isLocal)
      : judgeSendingQuota(await look.sendingQuota(), region),
  ],
};
