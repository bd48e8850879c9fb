import { mostUnreachedNotices, type Unreached } from '../../shared/domain/unreached.ts';
import { hashAddress } from '../hash-address.ts';
import type { PendingNotice } from './group-notices.ts';

/** SES is asked again about an address that it has refused: somebody may have verified it meanwhile. */
const retryMs = 5 * 60_000;

/** Whom to write to: all but those whom SES has refused a moment ago. */
export const readyOf = (
  addresses: readonly string[],
  { addresses: refused }: Unreached,
  now: number,
): string[] =>
  addresses.filter((address) => now >= (refused[address]?.tried ?? -Infinity) + retryMs);

/** Notices that others have got, and this one has not. */
export const owedTo = (address: string, { notices }: Unreached): Unreached['notices'] =>
  notices.filter(({ reached }) => !reached.includes(hashAddress(address)));

/** What became of one mail. */
export interface Delivery {
  reached: readonly string[];
  /** SES's code, by address */
  refused: ReadonlyMap<string, string>;
}

export const noteAnswers = (
  { addresses, notices }: Unreached,
  { reached, refused }: Delivery,
  now: number,
): Unreached => {
  const kept = Object.entries(addresses).filter(([address]) => !reached.includes(address));
  const answers = Array.from(refused, ([address, code]) => {
    const { since = now, missed = 0 } = addresses[address] ?? {};
    return [address, { code, since, tried: now, missed }] as const;
  });
  return { addresses: Object.fromEntries([...kept, ...answers]), notices };
};

/** Some have got these, and others have not. */
export const noteDebts = (
  { addresses, notices }: Unreached,
  told: readonly PendingNotice[],
  reached: readonly string[],
): Unreached => ({
  addresses: Object.fromEntries(
    Object.entries(addresses).map(([address, { missed, ...rest }]) => [
      address,
      { ...rest, missed: reached.includes(address) ? missed : missed + told.length },
    ]),
  ),
  notices: [
    ...notices,
    ...told.map(({ fileName, notice }) => ({
      fileName,
      notice,
      reached: reached.map(hashAddress),
    })),
  ].slice(-mostUnreachedNotices),
});

/** This address has got all that it was owed. */
export const notePaid = ({ addresses, notices }: Unreached, address: string): Unreached => ({
  addresses,
  notices: notices.map((each) => ({
    ...each,
    reached: [...new Set([...each.reached, hashAddress(address)])],
  })),
});

/** Without those who are no administrators any more, and what everybody has. */
export const tidy = (unreached: Unreached, adminEmails: readonly string[]): Unreached => ({
  addresses: Object.fromEntries(
    Object.entries(unreached.addresses).filter(([address]) => adminEmails.includes(address)),
  ),
  notices: unreached.notices
    .map((each) => ({
      ...each,
      reached: each.reached.filter((hash) => adminEmails.map(hashAddress).includes(hash)),
    }))
    .filter(({ reached }) => reached.length < adminEmails.length),
});
