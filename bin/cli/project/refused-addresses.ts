import { z } from 'zod';
import type { Unreached } from '../../../lambdas/shared/domain/unreached.ts';
import type { CliTexts } from '../texts/texts.ts';

/** An administrator's address that SES refuses: part of `project show --json`. */
export const refusedAddressSchema = z.object({
  address: z.string(),
  reason: z.string().describe("SES's code, such as `MessageRejected`"),
  since: z.string().describe('ISO 8601'),
  missed: z.number().describe('notices that other administrators have got since'),
});
export type RefusedAddressView = z.infer<typeof refusedAddressSchema>;

/** @param adminEmails of the project now: the mailer forgets others with its next run */
export const viewRefusedAddresses = (
  { addresses }: Unreached,
  adminEmails: readonly string[],
): RefusedAddressView[] =>
  Object.entries(addresses)
    .filter(([address]) => adminEmails.includes(address))
    .map(([address, { code, since, missed }]) => ({
      address,
      reason: code,
      missed,
      since: new Date(since).toISOString(),
    }));

export const describeRefusedAddresses = (
  refused: readonly RefusedAddressView[],
  { project }: CliTexts,
): string =>
  refused
    .map(
      ({ address, reason, since, missed }) =>
        `${project.refusedAddress(address, reason, since, missed)}\n`,
    )
    .join('');
