import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DamagedFileError } from '../../../kernel/errors.ts';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import type { Reading } from '../../../kernel/reading.ts';
import { FileRejectedError } from '../../../lambdas/importer/errors.ts';
import { aboutFile } from '../../../lambdas/shared/texts/explain.ts';
import { readFile } from '../../../lambdas/importer/read-file.ts';
import { foreignFormatOf } from '../../../lambdas/shared/domain/foreign-format.ts';
import { bitwiseCrc64 } from '../../support/bitwise-crc64.ts';
import { type OracleAnswer, readByTheRules } from '../../support/csv-oracle.ts';
import { cutAt, streamOf } from '../../support/streams.ts';

const kernel = new JoinKernel();
const { signal } = new AbortController();

const readAs = ({ column, delimiter }: Reading, ...parts: (string | Uint8Array)[]) => {
  const pieces = parts.map((part) => Buffer.from(part));
  const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
  return readFile(
    { bytes, body: streamOf(pieces) },
    kernel,
    signal,
    { idColumn: column, delimiter },
    aboutFile('shop', 'vip list.csv'),
  );
};

/** What is kept of a file: its counts, and the IDs that somebody can be registered under. */
const read = async (...parts: (string | Uint8Array)[]) => {
  const { file, counts } = await readAs({}, ...parts);
  const { rows, blank, distinct, firstRow } = counts;
  return { rows, blank, distinct, firstRow, ids: new Set([...file.ids(7)].flat()) };
};

/** The same, of rows that were read by other means. */
const keptOf = (rows: readonly string[]) => {
  const ids = rows.filter((id) => id !== '');
  const distinct = new Set(ids);
  return {
    rows: ids.length,
    blank: rows.length - ids.length,
    distinct: distinct.size,
    firstRow: ids[0] ?? '',
    ids: new Set([...distinct].filter((id) => !id.includes('\n'))),
  };
};

type Refusal = 'empty' | 'binary' | Extract<OracleAnswer, { brokenRow: number }>;

const mark = Uint8Array.of(0xef, 0xbb, 0xbf);

describe('reading a file', () => {
  it.each([
    ['LF, CR LF and CR end a row', 'a\nb\r\nc\rd\n', ['a', 'b', 'c', 'd']],
    ['the last row needs no end', 'a\nb', ['a', 'b']],
    ['a CR inside of quotes is part of the ID', '"a\rb"\r', ['a\rb']],
    ['further columns that are empty are ignored', 'a,\n"b,",""\n,\n', ['a', 'b,', '']],
    ['sep=, on row 1 is blank', 'sep=,\na\n', ['', 'a']],
    ['blank lines and empty quotes are blank rows', 'a\n\n""\r\nb', ['a', '', '', 'b']],
    ['quotes are taken off', '"a"\n"b,c"\n"d""e"\n"f\ng"\n', ['a', 'b,c', 'd"e', 'f\ng']],
    ['a quote inside an unquoted field is an ordinary character', 'a"b\nc""\n', ['a"b', 'c""']],
    ['nothing is trimmed', ' a \n\tb\n0001\n', [' a ', '\tb', '0001']],
    ['a quoted row may end with CR before the end of the file', '"a"\r', ['a']],
  ])('%s', async (_, text, rows) => {
    expect(await read(text)).toEqual(keptOf(rows));
  });

  it('skips a byte-order mark, also one that the network split', async () => {
    expect(await read(mark, '"a"\n')).toEqual(keptOf(['a']));
    expect(await read(mark.subarray(0, 1), mark.subarray(1), 'a\n')).toEqual(keptOf(['a']));
  });

  it('skips one at the start of any row, and keeps one that is elsewhere', async () => {
    expect(await read('a\n\ufeffb\nc\ufeff\n')).toEqual(keptOf(['a', 'b', 'c\ufeff']));
  });

  it.each([
    ['not-utf8', 2, Buffer.from('a\n\xe9\n', 'latin1')],
    ['not-utf8', 1, Buffer.from([0xed, 0xa0, 0x80])],
    ['utf-16', 1, Buffer.from('\ufeffid\n', 'utf16le')],
    ['utf-16', 1, Buffer.from('id1\nid2', 'utf16le')],
    ['utf-16', 1, Buffer.from('id1\nid2', 'utf16le').swap16()],
    ['unclosed-quote', 3, Buffer.from('a\n\n"b\nc\n')],
    ['broken-quote', 2, Buffer.from('a\n"b"c\n')],
    ['broken-quote', 1, Buffer.from('"b" "c"\n')],
    ['broken-quote', 1, Buffer.from('"b"\0c\n')],
    ['several-columns', 2, Buffer.from('a\nb,c\n')],
    ['several-columns', 1, Buffer.from('"a",b\n')],
    ['several-columns', 2, Buffer.from('a,\n,b\n')],
    ['several-columns', 3, Buffer.from('a\r\r\n"c","\n"')],
    ['several-columns', 1, Buffer.from('a, \n')],
    ['several-columns', 1, Buffer.from('"a",""b\n')],
  ])('refuses %s and names row %d', async (reason, row, bytes) => {
    const error = await read(bytes).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(FileRejectedError);
    expect(error).toMatchObject({ reason, row });
    expect((error as Error).message).toMatch(new RegExp(`^Row ${row} .+\\. .+`));
  });

  it.each([
    ['"user-1" \n', /has a blank after its closing quote .+ no blanks/],
    ['"user-1"\u00a0\n', /has a blank after its closing quote/],
    [
      '"say \\"hi\\""\n',
      /has a backslash in front of a quote \(\\"\).+ escape character .+ twice \(""\)\.$/,
    ],
    ['"a"b,c\td"\n', /has text after its closing quote .+ The text begins: b,c\\td"$/],
  ])('says what stands where a quote was closed: %j', async (text, sentence) => {
    for (const bytes of [`a\n${text}`, `a\n${text.padEnd(3000, 'x\n')}`])
      await expect(read(bytes)).rejects.toThrow(sentence);
  });

  it.each<[string, Reading, RegExp]>([
    [
      '\ufeffuser_id,"na\u202eme"\r\nuser-1,Ann\r\n',
      {},
      /^Row 1 has more than one column\. .+ COLUMN is its number, from 1\. It reads: user_id,"na\\u\{202e\}me"$/,
    ],
    [
      'user_id,first name\nuser-1,Ann\n',
      {},
      /say which column has them: "audience-import project put shop --id-column COLUMN", then "audience-import audience retry shop 'vip list'"\. COLUMN is "user_id", "first name", or its number\. It reads: user_id,first name$/,
    ],
    ['user-1,Ann\nuser-2,Bob\n', {}, /COLUMN is its number, from 1\. It reads: user-1,Ann$/],
    ['a\nuser-1,Ann\n', {}, /^Row 2 has .+ Row 1 reads: a$/],
    [`${'漢'.repeat(1000)},\nb,c\n`, {}, /^.{1,500}漢…$/],
    [
      'user_id;amount\nuser-1;1,50\n',
      {},
      /^Row 2 has .+ Each row has a ";", too\. If that separates the columns, say so: "audience-import project put shop --delimiter ';'", then .+ Row 1 reads: user_id;amount$/,
    ],
    ['user_id\tamount\nuser-1\t1,50\n', {}, /Each row has a tab, too\. .+ --delimiter tab", then/],
    [
      '"user_id";"name"\n',
      {},
      /^Row 1 has a ";" after its closing quote .+ --delimiter ';'", then/,
    ],
    [
      '\nname,ID,e-mail\nAnn,a,x\n',
      { column: 'user_id' },
      /^Row 2 does not have the column that the project takes the IDs from, or has it twice\. Export .+ --id-column COLUMN".+ Its columns: "name", "ID", "e-mail"$/,
    ],
    [
      `${Array.from({ length: 500 }, (_, index) => `c${index}`).join(',')}\n`,
      { column: 'user_id' },
      /Its columns: "c0", .+"c7" and more$/,
    ],
    [
      'name;user_id\nAnn;a\n',
      { column: 'user_id' },
      /Each row has a ";"\. If that separates the columns, say so: .+ Its columns: "name;user_id"$/,
    ],
    [
      'a,b\nc\n',
      { column: 2 },
      /^Row 2 ends before the column that the project takes the IDs from\./,
    ],
  ])(
    'says what may be done about the columns of %j, read as %j',
    async (text, reading, sentence) => {
      await expect(readAs(reading, text)).rejects.toThrow(sentence);
    },
  );

  it.each(['a\nb\n', 'a,b\n', '\n'])(
    'says that bytes are not those that S3 has before it says anything of them: %j',
    async (text) => {
      const bytes = Buffer.from(text);
      const crc64 = bitwiseCrc64(bytes) ^ 1n;
      const opened = { bytes: bytes.length, body: streamOf([bytes]), crc64 };
      await expect(readFile(opened, kernel, signal)).rejects.toThrow(DamagedFileError);
    },
  );

  it('gives what the rules say, however the network cuts the file', async () => {
    const pieces = fc.oneof(
      { weight: 30, arbitrary: fc.constantFrom('a', '0', 'é', '漢', '😀', ' ', '\t', "'") },
      { weight: 14, arbitrary: fc.constantFrom('\n', '\r\n', '\r', ',\n', '\n\ufeff') },
      {
        weight: 6,
        arbitrary: fc.constantFrom('"x"\n', '"x""y"\r\n', '"p,q"\n', '"l\nm"\n', '""\n'),
      },
      { weight: 2, arbitrary: fc.constantFrom('\r', '"', '\ufeff', '\0') },
      { weight: 1, arbitrary: fc.constantFrom(',', '\uffff') },
    );
    const files = fc
      .tuple(
        fc.constantFrom('', '\ufeff', 'sep=,\n'),
        fc.array(pieces, { maxLength: 40 }),
        fc.option(fc.nat(200), { freq: 8 }),
      )
      .map(([start, parts, damage]) => {
        const bytes = Buffer.from(start + parts.join(''));
        // Half a character, somewhere.
        if (damage !== null && bytes.length > 0) bytes[damage % bytes.length] = 0xe9;
        return bytes;
      });

    await fc.assert(
      fc.asyncProperty(files, fc.array(fc.nat(), { maxLength: 12 }), async (bytes, cuts) => {
        const answer = await read(...cutAt(bytes, cuts)).catch((error: unknown): Refusal => {
          if (!(error instanceof FileRejectedError)) throw error;
          if (error.reason === 'empty' || error.reason === 'binary') return error.reason;
          const isEncoding = ['not-utf8', 'utf-16'].includes(error.reason);
          return { brokenRow: error.row!, isEncoding };
        });
        if (foreignFormatOf(bytes, true)) {
          expect(answer).toBe('binary');
          return;
        }
        const expected = readByTheRules(bytes);
        if ('brokenRow' in expected) expect(answer).toEqual(expected);
        else if (expected.rows.every((id) => id === '')) expect(answer).toBe('empty');
        else expect(answer).toEqual(keptOf(expected.rows));
      }),
      { numRuns: 2000 },
    );
  });
});
