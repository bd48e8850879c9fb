import { formats } from '../../../../lambdas/shared/texts/en/formats.ts';
import { countOf } from '../../../../lambdas/shared/domain/count-of.ts';

const plural = (amount: string, one: string): string => (/(^| )1$/.test(amount) ? one : `${one}s`);

/** What several commands say. */
export const common = {
  /** @param iso ISO 8601 */
  time: (iso: string): string => iso,
  members: (count: number): string => countOf(count, 'member'),
  audiences: (count: number): string => countOf(count, 'audience'),
  readUnits: (count: number): string => countOf(count, 'read unit'),
  writeUnits: (count: number): string => countOf(count, 'write unit'),
  yes: 'yes',
  no: 'no',
  ago: formats.ago,
  outOf: (done: string, total: string): string => `${done} of ${total}`,
  /** what progress is of: `36,000 of 120,000 users` */
  progress: {
    users: (amount: string): string => `${amount} ${plural(amount, 'user')}`,
    usersRead: (amount: string): string => `${amount} ${plural(amount, 'user')} read`,
    registeredRead: (amount: string): string =>
      `${amount} registered ${plural(amount, 'user')} read`,
    usersChanged: (amount: string): string =>
      `${amount} ${plural(amount, 'user')} added and removed`,
    usersLookedAt: (amount: string): string => `${amount} ${plural(amount, 'user')} looked at`,
    megabytesRead: (amount: string): string => `${amount} MB read`,
    membersRead: (amount: string): string => `${amount} ${plural(amount, 'member')} read`,
    chunksRead: (amount: string): string => `${amount} ${plural(amount, 'chunk')} read`,
    recordsRead: (amount: string): string => `${amount} ${plural(amount, 'record')} read`,
    audiencesDeleted: (amount: string): string => `${amount} ${plural(amount, 'audience')} deleted`,
    importsRunning: (amount: string): string =>
      `${amount} ${plural(amount, 'import')} still running`,
    /** @param open names of those that have not */
    importsEnded: (amount: string, open: string): string =>
      `${amount} ${plural(amount, 'import')} ended${open === '' ? '' : `; open: ${open}`}`,
  },
  left: (time: string): string => `${time} left`,
  working: (seconds: number): string => `working, ${seconds} s`,
  stillWorking: (seconds: number): string => `still working after ${seconds} s`,
  allInJson: 'All of it: with --json, or on a wider terminal.',
  /** @param others how many are not named */
  someNames: (names: readonly string[], others: number): string =>
    [...names.map((name) => `"${name}"`), ...(others > 0 ? [`${others} more`] : [])].join(', '),
  finding: (sentence: string, example: string): string => `${sentence} For example: ${example}`,
  notBoth: (one: string, other: string): string => `Give ${one} or ${other}, not both.`,
  error: (reason: string): string => `error: ${reason}`,
  interrupted: 'It was interrupted.',
  unexpected: (error: string): string =>
    `${error} (a mistake in audience-import; with NODE_DEBUG=audience-import it says where)`,
};
export type Common = typeof common;
