import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { beginAttempt } from '../../../lambdas/importer/attempt.ts';
import { readMembers } from '../../../lambdas/importer/read-members.ts';
import { alone, runningAlone } from '../../support/alone.ts';
import { aProject } from '../../support/factories.ts';
import { fakeUsers } from '../../support/fake-users.ts';
import { openedFile } from '../../support/opened-file.ts';

const kernel = new JoinKernel();

describe('reading the members of a file', () => {
  it('accounts for every row: rows = duplicates + members + unregistered', async () => {
    const rows = fc.array(fc.constantFrom('', 'a', 'b', 'c', 'd', '"e"', '"f""g"', '""'), {
      minLength: 1,
      maxLength: 60,
    });
    const registered = fc.subarray(['a', 'c', 'e', 'f"g']);
    await fc.assert(
      fc.asyncProperty(rows, registered, async (lines, users) => {
        fc.pre(lines.some((line) => line !== '' && line !== '""'));
        const attempt = beginAttempt();
        const { members, counts } = await readMembers(
          { key: 'k', etag: 'e1' },
          aProject(),
          runningAlone(attempt),
          {
            ...alone,
            openFile: () => Promise.resolve(openedFile(`${lines.join('\n')}\n`)),
            kernel,
            openUsers: () => fakeUsers(users),
            preferredPlan: 'cheaper',
            backoff: { sleep: () => Promise.resolve(), random: () => 0 },
            now: () => 0,
          },
        );
        expect(counts.rows).toBe(counts.duplicates + counts.members + counts.unregistered);
        expect(counts.rows + counts.blank).toBe(lines.length);
        expect(counts.members).toBe(members.count);
        expect(attempt.counts).toEqual(counts);
      }),
    );
  });
});
