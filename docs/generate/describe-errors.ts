import { gaveUpCause, repeatDelaysSeconds } from '../../lambdas/shared/contract.ts';
import { errorPolicies } from '../../lambdas/shared/domain/error-policies.ts';
import type { Ending, ErrorPolicy } from '../../lambdas/shared/domain/error-policy.ts';
import { retryAtAfter } from '../../lambdas/shared/domain/retry-schedule.ts';

/** docs/errors.md: the table of the policies, and what its words mean in numbers. */
export const describeErrors = (): string =>
  [
    '# What goes wrong, and what becomes of it',
    'Written by `npm run docs` from [the table in the code](../lambdas/shared/domain/error-policies.ts), which the ' +
      'types of all errors are taken from and a test runs row by row: change that, not this page.',
    'Whatever happens, an audience keeps its last complete version until another one is published. `audience list` ' +
      'shows the cause of a rejection or failure, `audience show` says it in a sentence, and `import history` has every ' +
      'attempt, interrupted and released ones, too. A cause is mailed once for each version of a file, however often ' +
      'the file is tried again. IDs that belong to nobody are no error; [why so many may be](diagnosis.md) stands in the ' +
      'record, the mail and `audience show`.',
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
      'The file is rejected whole; the mail names the row, counted from 1 with blank rows, where there is one. ' +
      '`audience retry` tries it again although it has not changed.',
  },
  {
    ending: 'held',
    title: 'Held: somebody has to decide',
    text:
      'The file was read and its list is complete, but it is not live until an operator approves it. The last version ' +
      'stays, if there is one. The mail has the numbers of both. A newer file takes the place of what is held, and so does ' +
      '`audience retry`; what nobody approves is dropped after 30 days.',
  },
  {
    ending: 'failed',
    title: 'Failed: it could not be done as things are',
    text: 'The file is not at fault and need not be uploaded again. `audience retry` does not wait for the time.',
  },
  {
    ending: 'interrupted',
    title: 'Interrupted: something did not work for now',
    text:
      `The message goes back to the queue. When it was delivered ${deliveries} times in vain, the import has failed as ` +
      `\`${gaveUpCause}\`. A delivery counts, too, if Lambda had nothing free to run the function with. A function that is stopped in the middle, because its time or memory has run out, leaves no record; its ` +
      'message comes back a minute after the longest time that it may run.',
  },
  {
    ending: 'released',
    title: 'Released: there was nothing to be done after all',
    text: 'Seen only when the import had begun. No error.',
  },
  {
    ending: 'dropped',
    title: 'Dropped: there was nothing to begin',
    text: 'Seen only in the log of the function. No error.',
  },
  {
    ending: 'malformed',
    title: 'Malformed: a message that is no order to import a file',
    text:
      'The scanner sends none such. The dead-letter function keeps its first 1,000 characters for a year, and ' +
      '`dead-letter redrive` lists it.',
  },
];

const describeSection = ({ ending, title, text }: Section): string[] => {
  const rows = policies.filter(([, policy]) => policy.ending === ending);
  return [
    `## ${title}`,
    `${capitalize(lastsOf(rows))}. ${text}`,
    [
      '| cause | what it means | tried again | mailed | what to do |',
      '| --- | --- | --- | --- | --- |',
      ...rows.map(
        ([cause, { what, again, told, remedy }]) =>
          `| \`${cause}\` | ${what} | ${againWords[again]} | ${toldWords[told]} | ${remedy} |`,
      ),
    ].join('\n'),
  ];
};

/** What stands above the table of a section has to be true of all its rows. */
const lastsOf = (rows: readonly [string, ErrorPolicy][]): string => {
  const [lasts, ...others] = new Set(rows.map(([, policy]) => policy.lasts));
  if (lasts === undefined || others.length > 0)
    throw new Error('the rows of a section do not last alike');
  return lasts;
};

const capitalize = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const toldWords: Readonly<Record<ErrorPolicy['told'], string>> = {
  'at-once': 'at once',
  'after-giving-up': `when given up on, as \`${gaveUpCause}\``,
  never: 'no',
};

const againWords: Readonly<Record<ErrorPolicy['again'], string>> = {
  'file-changed': 'when the file changes',
  room: 'when the project has room, the oldest file first, or when the file changes',
  schedule: `after ${inHours(0)} hour, ${inHours(1)} more, then every ${inHours(2)}`,
  queue: `after ${repeatDelaysSeconds.map(inMinutes).join(', ')} minutes`,
  scan: 'when a scan finds it due',
  never: 'never',
};
