import { gaveUpCause, repeatDelaysSeconds } from '../../lambdas/shared/contract.ts';
import { errorPolicies } from '../../lambdas/shared/domain/error-policies.ts';
import type { Ending, ErrorPolicy } from '../../lambdas/shared/domain/error-policy.ts';
import { retryAtAfter } from '../../lambdas/shared/domain/retry-schedule.ts';

/** docs/errors.md: the table of the policies, and what its words mean in numbers. */
export const describeErrors = (): string =>
  [
    '# What goes wrong, and what becomes of it',
    'Every cause that `audience list` shows: what it means, whether the file is tried again, who gets a mail, and what to do.',
    'Whatever happens, an audience keeps its last complete list until another one is published. `audience show` says the cause in a ' +
      'sentence, and `import history` lists every attempt. Each cause is mailed once for each version of a file, however often the file ' +
      'is tried again. IDs that belong to nobody are no error; [why so many may be](diagnosis.md) has a page of its own.',
    'For contributors: `npm run docs` writes this page from [the table in the code](../lambdas/shared/domain/error-policies.ts). The types of all ' +
      'errors are taken from that table, and a test runs it row by row. Change the table, not this page.',
    ...sections.flatMap(describeSection),
  ].join('\n\n');

interface Section {
  ending: Ending;
  title: string;
  text: string;
}

const policies: [cause: string, policy: ErrorPolicy][] = Object.entries(errorPolicies);

const inMinutes = (seconds: number): string => String(seconds / 60);
const inHours = (retries: number): string => String(retryAtAfter(retries, 0) / 3_600_000);
const deliveries = repeatDelaysSeconds.length + 1;

const sections: readonly Section[] = [
  {
    ending: 'rejected',
    title: 'Rejected: the file is at fault',
    text:
      'Nothing of the file is published, and the last list stays live. The mail names the row, counted from 1 with blank rows. ' +
      '`audience retry` tries the file again although it has not changed.',
  },
  {
    ending: 'held',
    title: 'Held: somebody has to decide',
    text:
      'The list of the file is complete, but campaigns do not read it until an operator approves it. The last list stays live, if there is ' +
      'one. The mail has the numbers of members of both lists. A newer file, or `audience retry`, replaces the held list. A list that nobody approves is ' +
      'dropped after 30 days. More in [lists that are held](checks-on-lists.md#lists-that-are-held).',
  },
  {
    ending: 'failed',
    title: 'Failed: it could not be done as things are',
    text: 'The file is not at fault, and nobody has to upload it again. `audience retry` tries it now, without waiting.',
  },
  {
    ending: 'interrupted',
    title: 'Interrupted: something did not work for now',
    text:
      `The message of the import goes back to the queue. After ${deliveries} deliveries without success the import is given up: it has failed with the cause ` +
      `\`${gaveUpCause}\`. A delivery also counts if Lambda had no room to run the function. A function that is stopped because its time or memory ` +
      'has run out leaves no record; its message comes back a minute after the longest time that the function may run.',
  },
  {
    ending: 'released',
    title: 'Released: an import began, and there was nothing to do',
    text: 'This is no error.',
  },
  {
    ending: 'dropped',
    title: 'Dropped: a message came, and there was no import to begin',
    text: 'This is no error, and stands only in the log of the function.',
  },
  {
    ending: 'malformed',
    title: 'Malformed: a message that does not ask for an import',
    text:
      'The scanner sends no such message, so somebody else has. The dead-letter function keeps its first 1,000 characters for a year, and ' +
      '`dead-letter redrive` lists it.',
  },
];

const describeSection = ({ ending, title, text }: Section): string[] => {
  const rows = policies.filter(([, policy]) => policy.ending === ending);
  const common = commonOf(rows);
  return [
    `## ${title}`,
    `${capitalize(lastsOf(rows))}. ${text}`,
    [
      `**Tried again:** ${againWords[common.again]}.`,
      `**Mail:** ${toldWords[common.told]}.`,
      ...(common.remedy === undefined ? [] : [`**What to do:** ${common.remedy}`]),
    ].join('\n'),
    rows.map(([cause, policy]) => describePolicy(cause, policy, common)).join('\n'),
  ];
};

interface Common extends Pick<ErrorPolicy, 'again' | 'told'> {
  /** of all of them */
  remedy: string | undefined;
}

/** What is said once, above the causes: what holds for the first of them, and for most. */
const commonOf = (rows: readonly [string, ErrorPolicy][]): Common => {
  const [first] = rows;
  if (!first) throw new Error('a section without causes');
  const { again, told, remedy } = first[1];
  return {
    again,
    told,
    remedy: rows.every(([, row]) => row.remedy === remedy) ? remedy : undefined,
  };
};

/** A list, and no table: its lines fit a terminal and a phone. */
const describePolicy = (
  cause: string,
  { what, remedy, again, told }: ErrorPolicy,
  common: Common,
): string =>
  [
    `- **\`${cause}\`**: ${what}`,
    ...(common.remedy === undefined ? [`_What to do:_ ${remedy}`] : []),
    ...(again === common.again ? [] : [`_Tried again:_ ${againWords[again]}.`]),
    ...(told === common.told ? [] : [`_Mail:_ ${toldWords[told]}.`]),
  ].join('\n  ');

/** What stands above the causes of a section has to be true of all of them. */
const lastsOf = (rows: readonly [string, ErrorPolicy][]): string => {
  const [lasts, ...others] = new Set(rows.map(([, policy]) => policy.lasts));
  if (lasts === undefined || others.length > 0)
    throw new Error('the rows of a section do not last alike');
  return lasts;
};

const capitalize = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const toldWords: Readonly<Record<ErrorPolicy['told'], string>> = {
  'at-once': 'at once',
  'after-giving-up': `only when the import is given up, with the cause \`${gaveUpCause}\``,
  never: 'none',
};

const againWords: Readonly<Record<ErrorPolicy['again'], string>> = {
  'file-changed': 'when the file changes',
  room: 'when the project has room, the oldest file first, or when the file changes',
  schedule: `after ${inHours(0)} hour, ${inHours(1)} more, then every ${inHours(2)}`,
  queue: `after ${repeatDelaysSeconds.map(inMinutes).join(', ')} minutes`,
  scan: 'when a scan finds it due',
  never: 'never',
};
