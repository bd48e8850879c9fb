import type { ValidationView } from '../../import/validation-view.ts';
import { common } from './common.ts';

const outcomes: Readonly<Record<ValidationView['outcome'], (live: number | null) => string>> = {
  published: (live) =>
    live !== null
      ? `would be published in place of version ${live}`
      : 'would be published: the first list',
  unchanged: (live) => `would change nobody: version ${live ?? '-'} has the same members`,
  held: () => 'would be held, and not published before somebody approves it',
  rejected: () => 'would be rejected, and what is live would stay',
  failed: () => 'would fail, and what is live would stay',
  undecided: () => 'cannot be foretold',
};

/** What `import` says. */
export const imports = {
  rolledBack: (version: number): string =>
    `Version ${version} is live by a rollback, which is no import: it stays until the file changes.`,
  /** behind a decision */
  dropped: (version: number, members: number): string =>
    `dropped version ${version} with ${common.members(members)}`,
  onlyFile: 'only the file was deleted',
  none: 'No import is recorded. Records are kept for a year.',
  headings: {
    when: 'WHEN',
    audience: 'AUDIENCE',
    outcome: 'OUTCOME',
    cause: 'CAUSE',
    rows: 'ROWS',
    members: 'MEMBERS',
    change: 'CHANGE',
    matched: 'MATCHED',
    seconds: 'SECONDS',
    cost: 'COST',
    finding: 'FINDING',
  },
  prices: (region: string, asOf: string): string => `the prices of ${region} in ${asOf}`,
  pricesInPlace: (region: string, asOf: string, of: string): string =>
    `the prices of ${region} in ${asOf}, as there are none of ${of}`,
  cost: (prices: readonly string[]): string =>
    `COST is what DynamoDB takes for the read and write units, by ${prices.join(', and by ')}.`,

  labels: {
    project: 'project',
    audience: 'audience',
    file: 'file',
    anImport: 'an import',
    cause: 'cause',
    message: 'message',
    row: 'row',
    liveNow: 'live now',
    members: 'members',
    matched: 'matched',
    added: 'added',
    removed: 'removed',
    rows: 'rows',
    blank: 'blank',
    duplicates: 'duplicates',
    unregistered: 'unregistered',
    suchAs: 'such as',
    finding: 'finding',
    plan: 'plan',
    importTakes: 'import takes',
    dryRunTook: 'dry run took',
    pricesOf: 'prices of',
  },
  live: (version: number, members: number): string =>
    `version ${version}, ${common.members(members)}`,
  outcome: (
    outcome: ValidationView['outcome'],
    live: number | null,
    replacesHeld: number | null,
  ): string =>
    outcomes[outcome](live) +
    (replacesHeld === null ? '' : `; version ${replacesHeld}, which is held, would be dropped`),
  expense: (readUnits: number, writeUnits: number, dollars: string): string =>
    `${common.readUnits(readUnits)}, ${common.writeUnits(writeUnits)}: ${dollars}`,
  plan: (plan: string, plannedUnits: number): string =>
    `${plan}, expected to take ${common.readUnits(plannedUnits)}`,
  priceList: (region: string, asOf: string): string => `${region} in ${asOf}, DynamoDB alone`,

  noFile: 'Give a FILE, - for standard input, or --key KEY of a file in the bucket.',
  notInBucket: (key: string, projectId: string, path: string): string =>
    `There is no file "${key}" in the bucket. Files of project "${projectId}" lie under "${path}".`,
  hidden: (key: string): string =>
    `There is no file "${key}" in the bucket, or you may not read it: that takes s3:GetObject, and kms:Decrypt where it ` +
    'is encrypted with a key of yours.',
  noName: 'Give --name NAME: what comes through standard input has none.',
  nameTooLong: (object: string, mostBytes: number): string =>
    `"${object}" is too long a name: with the project's path, S3 takes ${mostBytes} bytes.`,
  unfitName: (name: string): string =>
    `"${name}" cannot be the name of an audience: it contains a slash.`,
  wouldBeIgnored: (object: string): string =>
    `"${object}" would be ignored under this name: files lie directly under the project's path, end with .csv, .csv.gz or ` +
    '.csv.zst, and do not begin with a dot. To try it as the file of an audience: --name NAME.',
  /** @param why a cause; null: not known */
  undecided: (why: string | null): string => {
    switch (why) {
      case 'superseded':
        return 'The file was changed or removed while it was read. Give the command again.';
      case 'table-busy':
        return 'Imports need all that a table gives. Give the command again later.';
      default:
        return `It could not be tried to its end (${why ?? '-'}). Give the command again.`;
    }
  },
  isPaused: (projectId: string): string =>
    `Project "${projectId}" is paused: nothing is imported before "audience-import project resume ${projectId}".`,
  isBusy: (tableName: string): string =>
    `Imports read table ${tableName}: waiting until they have ended.`,
  changesUnknown: (reason: string): string => `What changes cannot be said: ${reason}.`,
  findingsUnknown: (reason: string): string =>
    `Why IDs are unregistered cannot be said: ${reason}.`,
};
export type ImportTexts = typeof imports;
