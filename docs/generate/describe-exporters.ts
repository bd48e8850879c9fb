import type { Outcome } from './exporters/exporter.ts';
import { exporters } from './exporters/exporters.ts';

/** docs/exporters.md: what tools write, and what to set. */
export const describeExporters = (): string =>
  [
    '# What tools write, and what to set',
    'Written by `npm run docs` from [what was tried](generate/exporters/): change that, not this page. Each row stands for ' +
      'files that the tool wrote with its defaults ([here](../test/fixtures/exports/)); a test imports them all.',
    'Each tool was given two lists: **text**, 14 IDs with all that makes IDs hard to write (commas, quotes, blanks, ' +
      'backslashes, leading zeros, letters beyond ASCII, a carriage return), and **numbers**, whole ones beside a missing ' +
      'value, one of them of 19 digits. Everybody on them was registered.',
    '✓: all of them became members. `cr`: all but the ID with a carriage return in it, which the tool does not quote: ' +
      'the rows end there. `blank`: all but the one that begins with a blank, which the tool cuts off. Any other word is what ' +
      'the product says: that the file [is rejected](errors.md#rejected-the-file-is-at-fault), or ' +
      '[why IDs are unregistered](diagnosis.md).',
    'What works everywhere: one column, as text, in UTF-8, with quotes doubled and nothing else escaped. Header lines ' +
      'and missing values do no harm.',
    [
      '| tool | version | as | text | numbers | what to set |',
      '| --- | --- | --- | --- | --- | --- |',
      ...exporters.map(
        ({ tool, version, as, hard, num, set }) =>
          `| ${tool} | ${version} | ${as} | ${show(hard)} | ${show(num)} | ${set} |`,
      ),
    ].join('\n'),
  ].join('\n\n');

const show = (outcome: Outcome | undefined): string => {
  if (outcome === undefined) return '';
  return outcome === 'all' ? '✓' : `\`${outcome}\``;
};
