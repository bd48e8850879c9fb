import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { changeUsers } from '../../../bin/cli/users/change-users.ts';
import { findHeader } from '../../../bin/cli/users/find-header.ts';
import type { FileRejectedError } from '../../../lambdas/importer/errors.ts';
import { readFile } from '../../../lambdas/importer/read-file.ts';
import { withKernel } from '../../support/kernels.ts';
import { streamOf } from '../../support/streams.ts';
import { calmly, withUserList } from '../../support/user-lists.ts';

const folder = join(import.meta.dirname, '../../fixtures/exports');
const files = ['hard', 'num'].flatMap((list) =>
  readdirSync(join(folder, list)).map((name) => join(list, name)),
);

/** What people are registered when the file is loaded, or why it is refused. */
const loaded = async (content: Buffer): Promise<{ registered: string[] } | { refused: string }> => {
  const registered: string[] = [];
  try {
    // Cut behind each row, so that all kinds of them stand in front of a cut and behind one.
    return await withUserList(content, { leastBytes: 1 }, async (users, rows) => {
      const { header } = findHeader(users, 'auto', new Map());
      const { written } = await changeUsers(
        { users, rows, header, fromLine: 1 },
        {
          ...calmly,
          writeUsers: (ids) => {
            registered.push(...ids);
            return Promise.resolve([]);
          },
        },
      );
      expect(registered).toHaveLength(written);
      return { registered: registered.sort() };
    });
  } catch (error) {
    expect(registered).toEqual([]);
    return { refused: (error as Error).message };
  }
};

/** Who of the registered users is a member when the file is imported, or why it is rejected. */
const imported = (
  content: Buffer,
  registered: ReadonlySet<string>,
): Promise<{ members: string[]; others: string[] } | { rejected: string; reason: string }> =>
  withKernel(async (kernel) => {
    const opened = { bytes: content.length, body: streamOf([content]) };
    try {
      const { file } = await readFile(opened, kernel, new AbortController().signal);
      const ids = [...file.ids(100)].flat();
      return {
        members: ids.filter((id) => registered.has(id)).sort(),
        others: ids.filter((id) => !registered.has(id)),
      };
    } catch (error) {
      const { reason, message } = error as FileRejectedError;
      return { rejected: message, reason };
    }
  });

/** What tools have called the column. */
const columns = ['id', 'ID'];

describe('an export that is loaded as users and dropped as an audience', () => {
  it('is one of many', () => {
    expect(files.length).toBeGreaterThan(200);
  });

  it.each(files)('%s gives all its people, or none and the reason twice', async (name) => {
    const content = readFileSync(join(folder, name));
    const load = await loaded(content);
    const people = 'registered' in load ? load.registered : [];
    const result = await imported(content, new Set(people));
    if ('rejected' in result) {
      if (result.reason === 'empty') expect(load).toEqual({ registered: [] });
      else expect(load).toEqual({ refused: `${result.rejected} Nothing was changed.` });
      return;
    }
    expect(result.members).toEqual(people);
    // Nobody is left out but the column's name.
    expect(result.others.filter((id) => !columns.includes(id))).toEqual([]);
    expect(result.others.length).toBeLessThanOrEqual(1);
    expect(people).not.toContain('id');
  });
});
