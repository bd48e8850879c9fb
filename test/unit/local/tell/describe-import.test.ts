import { expect, it } from '@jest/globals';
import { describeImport } from '../../../../local/tell/describe-import.ts';
import { readLogLine } from '../../../../local/tell/log-line.ts';

const ended = (fields: Record<string, unknown>, sentence?: string): string | undefined => {
  const line = readLogLine(
    JSON.stringify({
      level: 'INFO',
      message: 'import ended',
      projectId: 'shop',
      fileName: 'vip.csv',
      ...fields,
    }),
  );
  if (line?.message !== 'import ended') throw new Error('not understood');
  return describeImport(line, sentence);
};
const counts = { rows: 171, blank: 1, duplicates: 20, unregistered: 51, members: 100 };

it.each([
  [
    { result: 'published', version: 3, unchanged: false, counts },
    'published as version 3: 100 members (171 rows, 20 listed twice, 51 not registered)',
  ],
  [
    {
      result: 'published',
      version: 3,
      unchanged: true,
      counts: { rows: 1, duplicates: 0, unregistered: 0, members: 1 },
    },
    'has the same members as before: version 3 stays, 1 member (1 row)',
  ],
  [
    { result: 'rejected', failure: { cause: 'several-columns', row: 3 } },
    'rejected: several-columns in row 3. Row 3 has more than one column.',
  ],
  [
    { result: 'held', version: 2, counts, failure: { cause: 'shrunk' } },
    'held: shrunk. Row 3 has more than one column.',
  ],
  [{ result: 'failed', failure: { cause: 'too-slow' } }, 'failed: too-slow. Row 3 has more'],
  [{ result: 'dropped', why: 'being-imported' }, undefined],
  [{ result: 'released', why: 'project-moved' }, undefined],
])('%j', (fields, expected) => {
  const text = ended(fields, 'Row 3 has more than one column. Export only the column of IDs.');
  if (expected === undefined) expect(text).toBeUndefined();
  else expect(text).toContain(expected);
});
