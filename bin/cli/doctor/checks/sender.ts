import { senderPlaceholder } from '../../../../lambdas/shared/contract.ts';
import type { Check } from '../check.ts';
import { missing, notApplicable, ok, type Verdict } from '../finding.ts';
import type { Identity, Patient } from '../ports.ts';

const verify = 'SES console -> Identities -> Create identity';

/** @param address undefined or the placeholder: nobody has set one */
export const judgeSender = (
  address: string | undefined,
  identity: Identity | undefined,
  region: string,
): Verdict => {
  if (address === undefined || address === senderPlaceholder)
    return missing(
      'no sender is set: administrators are not told of imports that fail',
      `Verify an address or domain (${verify}), put "senderEmail" into cdk.json under "context", and deploy`,
    );
  if (identity?.verified === undefined)
    return missing(
      `neither ${address} nor its domain is verified in ${region}; SES verifies for one region only`,
      `${verify}, in ${region}`,
    );
  return ok(`${address}: ${identity.verified} is verified in ${region}`);
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
    if (isLocal) return [notApplicable('the local stack keeps its mails: "mail list" shows them')];
    const address = await findSender(patient);
    const isSet = address !== undefined && address !== senderPlaceholder;
    return [judgeSender(address, isSet ? await look.identity(address) : undefined, region)];
  },
};
