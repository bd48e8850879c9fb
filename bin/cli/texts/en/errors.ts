import type { NameDifference } from '../../../../lambdas/shared/domain/similar-names.ts';

const differences: Readonly<Record<NameDifference, string>> = {
  case: 'in letter case',
  blanks: 'in blanks at its ends',
  composed: 'in its accents, which are part of their letters (NFC)',
  decomposed: 'in its accents, which are characters of their own (NFD), as Macs write them',
};

/** Errors that come from AWS, this machine or a stored item. */
export const errors = {
  noCredentials:
    'No valid AWS credentials were found. Log in, or set AWS_PROFILE or --profile; or use --local.',
  expiredCredentials: 'The AWS credentials have expired. Log in again, then repeat the command.',
  wrongCredentials:
    'AWS does not accept the credentials. Check AWS_PROFILE, the access key, and the clock of this machine.',
  notAllowed: (what: string): string =>
    `Not allowed: ${what}. Have this permission granted, or use another profile.`,
  resourceGone: (message: string): string =>
    `A resource of the stack is gone (${message}). Deploy or start the stack again.`,
  throttled: (message: string): string =>
    `AWS is throttling (${message}). Repeat the command in a minute.`,
  noAnswer: (message: string): string =>
    `The stack does not answer (${message}). If it is the local one, start it again: npm start.`,
  unreachable: (message: string): string =>
    `AWS cannot be reached (${message}). Check the network and --region.`,
  malformed: (message: string): string =>
    `${message}\n"audience-import project put" repairs a project: give it the settings that are wrong. ` +
    'The item of an audience has to be corrected in its table, or removed.',
  /** @param message in English, says what to do */
  newer: (message: string): string => `${message}.`,
  usersTableKey: (message: string): string =>
    `The users table has another key than the project says (${message}). Correct --users-key, --users-key-type and ` +
    '--users-sort-key of the project; "audience-import doctor" says what differs.',
  fileBrokeOff: (message: string): string =>
    `The file could not be read to its end (${message}). Give the command again.`,
  /** from here on: @param message in English, for developers */
  versionGone: (message: string): string => message,
  unknownForm: (message: string): string => message,
  unread: (message: string): string => message,
  oldNode: (message: string): string => message,
  noRegion: 'No AWS region is set. Set AWS_REGION or --region; or use --local.',
  awsAnswered: (name: string, message: string): string => `AWS answered ${name}: ${message}`,
  didYouMean: (names: readonly string[]): string => `Did you mean ${names.join(', or ')}?`,
  proposed: (name: string): string => `"${name}"`,
  proposedSimilar: (name: string, spelled: string, difference: NameDifference): string =>
    `"${name}" (${spelled}), which differs ${differences[difference]}`,
};
export type ErrorTexts = typeof errors;
