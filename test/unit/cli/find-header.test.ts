import { describe, expect, it } from '@jest/globals';
import { cliTexts } from '../../../bin/cli/texts/texts.ts';
import { findHeader, type HeaderChoice } from '../../../bin/cli/users/find-header.ts';
import { readUserFile } from '../../../bin/cli/users/read-user-file.ts';
import { withKernel } from '../../support/kernels.ts';
import { streamOf } from '../../support/streams.ts';

const find = (
  text: string,
  choice: HeaderChoice = 'auto',
  headers: Record<string, string> = {},
): Promise<{ header: string | undefined; says: string | undefined }> =>
  withKernel(async (kernel) => {
    const { header, says } = findHeader(
      await readUserFile(streamOf([Buffer.from(text)]), kernel),
      choice,
      new Map(Object.entries(headers)),
    );
    return { header, says: says?.(cliTexts.en.files) };
  });

const nothing = { header: undefined, says: undefined };

describe('the first row of a list of users', () => {
  it.each([
    ...['id', 'ID', 'user_id', 'User ID', 'userId', 'USER-ID', 'UserID', 'member_id', 'E-Mail'],
    ...['customer id', 'external_id', 'ユーザーID', '会員番号', 'ＩＤ', 'Distinct_Id'],
  ])('is left out when it is %s, and that is said', async (name) => {
    expect(await find(`${name}\nuser-1\n`)).toEqual({
      header: name,
      says: `The first row, "${name}", is a column's name, and was left out. If it is an ID, give --header keep.`,
    });
  });

  it.each(['"user_id"\r\n"user-1"\r\n', '\ufeffuser_id\nuser-1', '\n\nuser_id,\nuser-1,\n'])(
    'is what an import reads: %j',
    async (text) => {
      expect((await find(text)).header).toBe('user_id');
    },
  );

  it.each(['user-1', '0001', 'id1', 'a@example.com', 'alice', 'ids of users', '', 'x'.repeat(300)])(
    'is an ID when it is %j',
    async (id) => {
      expect(await find(`${id}\nuser-2\n`)).toEqual(nothing);
    },
  );

  it('is an ID in an empty file', async () => {
    expect(await find('')).toEqual(nothing);
  });

  it('is an ID if whoever calls says so', async () => {
    expect(await find('user_id\nuser-1\n', 'keep')).toEqual(nothing);
  });

  it('is none if whoever calls says so', async () => {
    expect(await find('\n0001\n0002\n', 'skip')).toEqual({
      header: '0001',
      says: 'The first row, "0001", was left out.',
    });
    await expect(find(`${'x'.repeat(300)}\n`, 'skip')).rejects.toThrow(
      "is longer than a column's name may be",
    );
  });

  it('is left out when a file of the project has it, too, and no ID looks like it', async () => {
    expect(await find('Kundennummer\n0001\n0002\n', 'auto', { Kundennummer: 'vip' })).toEqual({
      header: 'Kundennummer',
      says:
        'The first row, "Kundennummer", is also the first row of the file of "vip", where it was nobody\'s ID, and looks like ' +
        'no other ID here. It was left out; if it is an ID, give --header keep.',
    });
  });

  it('is an ID when others look alike, and that is said', async () => {
    const { header, says } = await find('alice\nbob\ncarol\n', 'auto', { alice: 'vip' });
    expect(header).toBeUndefined();
    expect(says).toContain("if it is a column's name, give --header skip");
  });
});
