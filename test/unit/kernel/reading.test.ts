import { isUtf8 } from 'node:buffer';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BrokenRowError, OutOfMemoryError } from '../../../kernel/errors.ts';
import type { FileJoin } from '../../../kernel/file-join.ts';
import type { JoinKernel } from '../../../kernel/join-kernel.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { readByTheRules } from '../../support/csv-oracle.ts';
import { parseRows } from '../../support/csv-parse-rows.ts';
import { quoted, readPieces, oneThreadOrTwo, provideKernel } from '../../support/kernels.ts';
import { cutAt } from '../../support/streams.ts';

let kernel: JoinKernel;
/** The least that a kernel is ready with after a microsecond, not after filling a table. */
const fewHomes = 64;

/** Each ID as often as the kernel hands it out. */
const handedOut = (file: FileJoin, groupSize = 7): string[] => {
  const groups = [...file.ids(groupSize)];
  expect(Math.max(0, ...groups.map(({ length }) => length))).toBeLessThanOrEqual(groupSize);
  return groups.flat().sort();
};

const read = (...pieces: Uint8Array[]) => {
  const { file, counts } = readPieces(kernel, pieces);
  const { rows, blank, distinct, firstRow } = counts;
  return { rows, blank, distinct, firstRow, ids: handedOut(file) };
};

const canBeUser = (id: string): boolean => !id.includes('\n') && Buffer.byteLength(id) <= 2048;

/** Half a character is none. */
const clip = (id: string): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.from(id).subarray(0, 200), {
    stream: true,
  });

/** What is kept of rows that were read by other means. */
const keptOf = (rows: readonly string[]) => {
  const ids = rows.filter((id) => id !== '');
  const distinct = new Set(ids);
  return {
    rows: ids.length,
    blank: rows.length - ids.length,
    distinct: distinct.size,
    firstRow: clip(ids[0] ?? ''),
    ids: [...distinct].filter(canBeUser).sort(),
  };
};

const cuts = fc.array(fc.nat(), { maxLength: 12 });

const mark = '\ufeff';

/** Any bytes, those that mean something to the reader more often. */
const anyBytes = fc
  .tuple(
    fc.constantFrom('', '', mark, mark + mark, 'sep=,\n', 'SEP=,\r', '"sep=,"\r\n', 'sep=,,\n'),
    fc.array(
      fc.oneof(
        {
          weight: 60,
          arbitrary: fc.constantFrom(
            ...['\n', '\n', '\r', '\r\n', '\r\n', 'a', 'b', 'a', '"x"\n', '"y"\r', '"z",\r\n'],
            ...['a,\n', ',\n', 'b,"",\r', '",""', ',""\r\n', '\n"'],
          ),
        },
        { weight: 3, arbitrary: fc.constantFrom('"', ',', '""', '\ufeff', '\nsep=,\n') },
        { weight: 3, arbitrary: fc.constantFrom('é', '漢', '😀', '\0', ' ') },
      ),
      { maxLength: 30 },
    ),
    // Pieces of characters, and anything else.
    fc.option(
      fc.tuple(fc.nat(60), fc.constantFrom(0xef, 0xbb, 0xbf, 0xff, 0x22, 0x0d, 0x0a, 0x2c, 0x41)),
      { freq: 3 },
    ),
  )
  .map(([start, parts, change]) => {
    const bytes = Buffer.from(start + parts.join(''));
    if (change !== null && bytes.length > 0) bytes[change[0] % bytes.length] = change[1];
    return Uint8Array.from(bytes);
  });

/** csv-parse knows neither of them. */
const hasMarksOrSep = (bytes: Uint8Array): boolean =>
  /\xef\xbb\xbf|^"?sep=/i.test(Buffer.from(bytes).toString('latin1'));

/** In characters; more of them near the kernel's steps of 16 bytes and the longest key. */
const lengths = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 70 }) },
  { weight: 2, arbitrary: fc.integer({ min: 2030, max: 2070 }) },
  { weight: 1, arbitrary: fc.integer({ min: 71, max: 2100 }) },
);
const longIds = fc
  .tuple(fc.constantFrom('x', 'é', '漢', '😀', 'a"b'), lengths, fc.nat(3))
  .map(([unit, length, number]) => unit.repeat(length).slice(0, length * 2) + number);
const ids = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: anyCharacter, minLength: 1, maxLength: 40 }) },
  { weight: 4, arbitrary: longIds },
  { weight: 3, arbitrary: fc.constantFrom('a', 'a ', ' a', 'a\t', 'A', 'a\0', 'aa', '"', '""') },
  { weight: 1, arbitrary: fc.constant('') },
);

/** As it is if it may be, else quoted. */
const write = (id: string, wantsQuotes: boolean): string =>
  wantsQuotes || id === '' || /^["\ufeff]|[\n\r,]/.test(id) ? quoted(id) : id;

/** A file that breaks no rule, and the IDs in it. */
const goodFiles = fc
  .tuple(
    fc.constantFrom('', '\ufeff'),
    fc.array(fc.tuple(ids, fc.boolean(), fc.constantFrom('\n', '\n', '\r\n', '\r', ',\n')), {
      maxLength: 40,
    }),
    fc.boolean(),
  )
  .map(([mark, rows, endsLastRow]) => {
    const text = rows.map(([id, wantsQuotes, end]) => write(id, wantsQuotes) + end).join('');
    const end = endsLastRow ? text.length : text.replace(/(\r\n|\r|\n)$/, '').length;
    return { bytes: Buffer.from(mark + text.slice(0, end)), ids: rows.map(([id]) => id) };
  })
  // Not those that look like UTF-16, nor with an ID that looks like a mark.
  .filter(
    ({ bytes, ids: [first] }) => !bytes.subarray(0, 4).includes(0) && first?.[0] !== '\ufeff',
  );

describe.each(oneThreadOrTwo)('reading, %s', (_way, options) => {
  provideKernel(options, (provided) => {
    kernel = provided;
  });

  it('refuses any bytes that break a rule, and else reads what csv-parse reads', () => {
    let broken = 0;
    fc.assert(
      fc.property(anyBytes, cuts, (bytes, some) => {
        const answer = readByTheRules(bytes);
        if ('rows' in answer) {
          if (!hasMarksOrSep(bytes)) expect(parseRows(bytes)).toEqual(answer.rows);
          expect(read(...cutAt(bytes, some))).toEqual(keptOf(answer.rows));
        } else {
          broken += 1;
          expect(() => read(...cutAt(bytes, some))).toThrow(BrokenRowError);
        }
      }),
      { numRuns: 1000 },
    );
    // Bytes that nearly always break a rule, or nearly never, would test half of it.
    expect(broken).toBeGreaterThan(200);
    expect(broken).toBeLessThan(800);
  });

  it('reads IDs of any length and characters, quoted or not, however the file is cut', () => {
    fc.assert(
      fc.property(goodFiles, cuts, (file, some) => {
        const { blank, ...counts } = read(...cutAt(file.bytes, some));
        expect({ ...counts, blank }).toEqual(keptOf(parseRows(file.bytes)));
        // And that is what was written into it.
        const { ids: written, distinct } = keptOf(file.ids);
        expect(counts).toMatchObject({ ids: written, distinct });
      }),
      { numRuns: 500 },
    );
  });

  it('reads the same when every byte comes alone', () => {
    fc.assert(
      fc.property(goodFiles, ({ bytes }) => {
        const single = Array.from(bytes, (_, index) => bytes.subarray(index, index + 1));
        expect(read(...single)).toEqual(keptOf(parseRows(bytes)));
      }),
      { numRuns: 200 },
    );
  });

  it('takes each character for an ID of its own, in every range of Unicode', () => {
    const rows: string[] = [];
    // All of the first that have three bytes, and of the rest every eleventh.
    for (let code = 0; code <= 0x10ffff; code += code < 0x900 ? 1 : 11)
      if (code < 0xd800 || code > 0xdfff) rows.push(String.fromCodePoint(code));
    const bytes = Buffer.from(rows.map((id) => `${write(id, false)}\n`).join(''));
    const { file, counts } = readPieces(kernel, [Buffer.from('\n\n'), bytes]);
    expect(counts).toEqual({ rows: rows.length, blank: 2, distinct: rows.length, firstRow: '\0' });
    const out = [...file.ids(10_000)].flat();
    // All but the line feed. (Jest compares such sets slowly.)
    const found = new Set(out);
    expect(rows.filter((id) => !found.has(id))).toEqual(['\n']);
    expect(out).toHaveLength(rows.length - 1);
  });

  it.each(['plain', 'quoted'])('knows UTF-8 from what is none, in %s rows', (kind) => {
    // Where the rows of Unicode's table 3-7 start and end, and their neighbours.
    const edges = [
      ...[0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1],
      ...[0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff],
    ];
    const nexts = [0x7f, 0x80, 0xbf, 0xc0];
    const around = kind === 'plain' ? '' : '"';
    const wrong: string[] = [];
    let valid = 0;
    const check = (sequence: readonly number[], padding: number): void => {
      const bytes = Buffer.from([
        ...Buffer.from(`first\n${around}${'x'.repeat(padding)}`),
        ...sequence,
        ...Buffer.from(`${around}\nlast`),
      ]);
      let isAccepted = true;
      try {
        readPieces(kernel, [bytes], fewHomes);
      } catch (error) {
        const { reason, row } = error as BrokenRowError;
        isAccepted = reason !== 'not-utf8' || row !== 2;
      }
      valid += Number(isAccepted);
      if (isAccepted !== isUtf8(Uint8Array.from(sequence)))
        wrong.push(Buffer.from(sequence).toString('hex'));
    };
    // The padding moves the sequence through all places of a block of 16 bytes.
    let padding = 0;
    const isPlain = (byte: number): boolean => ![0x0a, 0x0d, 0x22, 0x2c].includes(byte);
    for (let one = 0; one < 256; one++)
      for (const two of edges)
        if (isPlain(one) && isPlain(two)) check([one, two], (padding += 7) % 17);
    for (const one of edges)
      for (const two of edges)
        for (const three of nexts) {
          check([one, two, three], (padding += 7) % 17);
          for (const four of nexts) check([one, two, three, four], (padding += 7) % 17);
        }
    expect(wrong).toEqual([]);
    expect(valid).toBeGreaterThan(600);
  });

  it('refuses half a character at the end of the file, and does not take what was there before for the rest', () => {
    readPieces(kernel, [Buffer.from('a\n漢漢漢漢\n')]);
    for (const half of ['漢', '😀', 'é'].map((text) => Buffer.from(text).subarray(0, -1)))
      for (const start of ['', 'b\n', '"', 'b\n"x'])
        expect(() => read(Buffer.from(start), half)).toThrow(BrokenRowError);
  });

  it.each([
    ['nothing', '', []],
    ['a line feed', '\n', ['']],
    ['one row', 'a', ['a']],
    ['one row with its end', 'a\n', ['a']],
    ['an empty last line', 'a\n\n', ['a', '']],
    ['a quoted last row', 'b\n"a"', ['b', 'a']],
    ['a byte-order mark', '\ufeff', []],
    [
      'rows that only differ in a trailing space',
      'a\na \na  \n"a "\na\t',
      ['a', 'a ', 'a  ', 'a ', 'a\t'],
    ],
    ['rows that end in a CR', 'a\rb\r\rc', ['a', 'b', '', 'c']],
    ['a CR behind an LF, and two in front of one', 'a\n\rb\r\r\n', ['a', '', 'b', '']],
    ['a quoted row that ends in a CR', '"a"\r"b"\r\n"c\rd"\r', ['a', 'b', 'c\rd']],
    ['further columns that are empty', 'a,\nb,,"",\r"c",\r\n"d","",', ['a', 'b', 'c', 'd']],
    ['rows of commas only', ',\na\n,,\r\n"",""\r,', ['', 'a', '', '', '']],
    ['marks at the start of rows', '\ufeffa\n\ufeff\ufeff"b"\r\ufeffc', ['a', 'b', 'c']],
    ['a mark inside a row, and in quotes', 'a\ufeff\n"\ufeffb"\n', ['a\ufeff', '\ufeffb']],
    ['a row that is nothing but marks', 'a\n\ufeff\nb\n\ufeff', ['a', '', 'b']],
    ['other characters that begin like a mark', 'ｦ\nﻀ\r﻾\n', ['ｦ', 'ﻀ', '﻾']],
    ['a row for spreadsheets', 'sep=,\na\n', ['', 'a']],
    ['the same in capitals and quotes, behind a mark', '\ufeff"SEP=,"\r\nsep=\n', ['', 'sep=']],
    ['one that is not row 1', '\nsep=,\n"sep=,"', ['', 'sep=', 'sep=,']],
    ['one that has more', 'sep=,,\n', ['sep=']],
    ['one of another delimiter', 'sep=;\n', ['sep=;']],
    ['rows that only differ in a trailing NUL', 'abc\nabc\0\nabc\0\0', ['abc', 'abc\0', 'abc\0\0']],
  ])('reads %s', (_, text, rows) => {
    const bytes = Buffer.from(text);
    for (let cut = 0; cut <= bytes.length; cut++)
      expect(read(...cutAt(bytes, [cut]))).toEqual(keptOf(rows));
  });

  it('does not go on in the further columns of a file that was left', () => {
    kernel.begin(10).write(Buffer.from('"a","'));
    expect(read(Buffer.from('"b"\n"c"\n'))).toEqual(keptOf(['b', 'c']));
  });

  it('refuses bytes beyond the length that was said, and a length that it cannot address', () => {
    const file = kernel.begin(2);
    file.write(Buffer.from('a\n'));
    expect(() => {
      file.write(Buffer.from('b'));
    }).toThrow(OutOfMemoryError);
    for (const bytes of [2 ** 29, 2 ** 31, 2 ** 32 - 1])
      expect(() => {
        kernel.begin(bytes);
      }).toThrow(OutOfMemoryError);
    expect(read(Buffer.from('a\nb'))).toEqual(keptOf(['a', 'b']));
  });
});
