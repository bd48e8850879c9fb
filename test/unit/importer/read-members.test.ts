import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { beginAttempt } from '../../../lambdas/importer/attempt.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { alone, runningAlone } from '../../support/alone.ts';
import { aProject } from '../../support/factories.ts';
import { fakeUsers } from '../../support/fake-users.ts';
import { openedFile } from '../../support/opened-file.ts';
import { readMembers } from '../../support/read-members.ts';

const kernel = new JoinKernel();

const readFrom = (
  text: string,
  users: readonly string[],
  more: Partial<Project> = {},
  attempt = beginAttempt(),
) =>
  readMembers(aProject(more), runningAlone(attempt), {
    ...alone,
    openFile: () => Promise.resolve(openedFile(text)),
    kernel,
    openUsers: () => fakeUsers(users),
    preferredPlan: 'cheaper',
    backoff: { sleep: () => Promise.resolve(), random: () => 0 },
    now: () => 0,
  });

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
        const text = `${lines.join('\n')}\n`;
        const { members, counts } = await readFrom(text, users, {}, attempt);
        expect(counts.rows).toBe(counts.duplicates + counts.members + counts.unregistered);
        expect(counts.rows + counts.blank).toBe(lines.length);
        expect(counts.members).toBe(members.count);
        expect(attempt.counts).toEqual(counts);
      }),
    );
  });

  it.each([
    ['user_id;name\r\nuser-1;Ann\r\n', 'a ";"', "--delimiter ';'", 'user_id;name'],
    ['user-1;\n', 'a ";"', "--delimiter ';'", 'user-1;'],
    ['user_id\tname\nuser-1\tAnn\n', 'a tab', '--delimiter tab', 'user_id\\tname'],
    ['user-1|x', 'a "|"', "--delimiter '|'", 'user-1|x'],
  ])('names the delimiter of %j, of which nobody is registered', async (text, ...parts) => {
    const error: unknown = await readFrom(text, ['user-1']).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'FileRejectedError', reason: 'other-delimiter' });
    for (const part of parts) expect((error as Error).message).toContain(part);
  });

  it('takes IDs that contain one as they are, if only one of them is registered', async () => {
    const { counts } = await readFrom('a;b\nc;d\ne;f\n', ['c;d']);
    expect(counts).toMatchObject({ members: 1, unregistered: 2 });
  });

  it('reads the column that the project says, by its delimiter', async () => {
    const text = 'name;user_id\nAnn;user-1\n"Bob; ""B""";user-2\n';
    const users = ['user-1', 'Ann'];
    const { counts } = await readFrom(text, users, { idColumn: 'user_id', delimiter: ';' });
    expect(counts).toMatchObject({ rows: 2, blank: 1, members: 1, unregistered: 1 });
    const numbered = await readFrom(text, users, { idColumn: 1, delimiter: ';' });
    expect(numbered.counts).toMatchObject({ rows: 3, blank: 0, members: 1 });
  });

  it.each([
    ['Kundennummer\n0001\n', ['0001'], 'Kundennummer'],
    ['\ufeff\n"user_id",\nuser-1,\n', ['user-1'], 'user_id'],
    ['alice\nbob\n', ['alice'], undefined],
    ['user-1\nuser-2\n', [], undefined],
    [`${'x'.repeat(300)}\n`, [], undefined],
  ])('notes a first row that may be a column’s name: %j', async (text, registered, header) => {
    const attempt = beginAttempt();
    await readFrom(text, registered, {}, attempt);
    expect(attempt.header).toBe(header);
  });
});
