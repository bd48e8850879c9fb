import { countOf } from '../../../../lambdas/shared/domain/count-of.ts';

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
  isTrue: 'true',
  isFalse: 'false',
  ago: {
    seconds: (count: number): string => `${count} s ago`,
    minutes: (count: number): string => `${count} min ago`,
    hours: (count: number): string => `${count} h ago`,
    days: (count: number): string => (count === 1 ? '1 day ago' : `${count} days ago`),
  },
  outOf: (done: string, total: string): string => `${done} of ${total}`,
  left: (time: string): string => `${time} left`,
  working: (seconds: number): string => `working, ${seconds} s`,
  stillWorking: (seconds: number): string => `still working after ${seconds} s`,
  allInJson: 'All of it: with --json, or on a wider terminal.',
  finding: (sentence: string, example: string): string => `${sentence} For example: ${example}`,
  error: (reason: string): string => `error: ${reason}`,
  unexpected: (error: string): string =>
    `${error} (a mistake in audience-import; with NODE_DEBUG=audience-import it says where)`,
};
export type Common = typeof common;
