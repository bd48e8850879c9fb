import { senderPlaceholder } from '../../../../lambdas/shared/contract.ts';
import type { Check } from '../check.ts';
import { missing, notApplicable, ok, type Verdict } from '../finding.ts';
import type { Identity, Patient } from '../ports.ts';

/** @param address undefined or the placeholder: nobody has set one */
export const judgeSender = (
  address: string | undefined,
  identity: Identity | undefined,
  region: string,
): Verdict => {
  if (address === undefined || address === senderPlaceholder)
    return missing(
      (say) => say.sender.none,
      (say) => say.sender.doSet,
    );
  const verified = identity?.verified;
  if (verified === undefined)
    return missing(
      (say) => say.sender.unverified(address, region),
      (say) => say.sender.doVerify(region),
    );
  return ok((say) => say.sender.verified(address, verified, region));
};

const findSender = ({ stack, settings, look }: Patient): Promise<string | undefined> =>
  stack?.mailerFunction === undefined
    ? Promise.resolve(settings.senderEmail)
    : look.sender(stack.mailerFunction);

export const sender: Check = {
  name: 'sender',
  rights: ['lambda:GetFunctionConfiguration', 'ses:GetIdentityVerificationAttributes'],
  run: async (patient) => {
    const { isLocal, region, look } = patient;
    if (isLocal) return [notApplicable((say) => say.sender.isLocal)];
    const address = await findSender(patient);
    const isSet = address !== undefined && address !== senderPlaceholder;
    return [judgeSender(address, isSet ? await look.identity(address) : undefined, region)];
  },
};
