import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BrokenRowError } from '../../../kernel/errors.ts';
import type { JoinKernel } from '../../../kernel/join-kernel.ts';
import type { Reading } from '../../../kernel/reading.ts';
import { readColumnByTheRules } from '../../support/columns-oracle.ts';
import { readByTheRules } from '../../support/csv-oracle.ts';
import { idsOf, oneThreadOrTwo, provideKernel, quoted } from '../../support/kernels.ts';
import { cutAt } from '../../support/streams.ts';

let kernel: JoinKernel;

const readPieces = (pieces: readonly Uint8Array[], reading: Reading) => {
  const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
  const file = kernel.begin(bytes, { reading });
  for (const piece of pieces) file.write(piece);
  const { rows, blank, distinct } = file.finish();
  return { rows, blank, distinct, ids: [...file.ids(7)].flat().sort() };
};

const read = (text: string | Uint8Array, reading: Reading, some: number[] = []) =>
  readPieces(cutAt(Buffer.from(text), some), reading);

const keptOf = (rows: readonly string[]) => {
  const ids = rows.filter((id) => id !== '');
  const distinct = new Set(ids);
  return {
    rows: ids.length,
    blank: rows.length - ids.length,
    distinct: distinct.size,
    ids: [...distinct].filter((id) => !id.includes('\n')).sort(),
  };
};

const cuts = fc.array(fc.nat(), { maxLength: 12 });
const readings = fc.record({
  column: fc.constantFrom<string | number>('id', 'id', 'é', 'a,b', 1, 2, 3),
  delimiter: fc.constantFrom(',', ',', ';', '\t'),
});

/** Commas stand for the delimiter. */
const files = fc
  .tuple(
    readings,
    fc.constantFrom('', '', '\ufeff', '\n', 'sep=,\n', '"SEP=,"\r\n', ',,\r'),
    fc.constantFrom('id,name', 'name,"id",x', 'x,é,id', '"a,b",id', 'id,id', 'name', 'x,,id'),
    fc.array(
      fc.oneof(
        { weight: 20, arbitrary: fc.constantFrom('a', 'b', 'é', '漢', ' ', 'id', 'a"b') },
        { weight: 20, arbitrary: fc.constantFrom(',', ',', ',x,y', ',"p,q"', ',"l\nm\rn"', ',""') },
        { weight: 14, arbitrary: fc.constantFrom('\n', '\r\n', '\r', '\na,b,c\r\n', '\n\ufeff') },
        { weight: 6, arbitrary: fc.constantFrom('"x",', '"y""z",', '\n"', '","', ',"v""w"') },
        { weight: 1, arbitrary: fc.constantFrom('"', '\ufeff', '\0', '""') },
      ),
      { maxLength: 30 },
    ),
    fc.option(fc.tuple(fc.nat(90), fc.constantFrom(0xef, 0xff, 0x22, 0x0d, 0x0a, 0x2c)), {
      freq: 3,
    }),
  )
  .map(([reading, start, names, parts, change]) => {
    const text = `${start}${names}\n${parts.join('')}`;
    const bytes = Buffer.from(text.replaceAll(',', reading.delimiter));
    if (change !== null) bytes[change[0] % bytes.length] = change[1];
    return { reading, bytes: Uint8Array.from(bytes) };
  });

describe.each(oneThreadOrTwo)('reading one column of several, %s', (_way, options) => {
  provideKernel(options, (provided) => {
    kernel = provided;
  });

  it('gives what the rules say, however the file is cut', () => {
    let broken = 0;
    fc.assert(
      fc.property(files, cuts, ({ reading, bytes }, some) => {
        const answer = readColumnByTheRules(bytes, reading.column, reading.delimiter);
        if ('rows' in answer) expect(read(bytes, reading, some)).toEqual(keptOf(answer.rows));
        else {
          broken += 1;
          const error = (() => {
            try {
              return read(bytes, reading, some);
            } catch (caught) {
              return caught;
            }
          })();
          expect(error).toBeInstanceOf(BrokenRowError);
          const { row, reason } = error as BrokenRowError;
          const isEncoding = ['not-utf8', 'utf-16'].includes(reason);
          expect({ brokenRow: row, isEncoding }).toEqual(answer);
        }
      }),
      { numRuns: 3000 },
    );
    // Files that nearly always break a rule, or nearly never, would test half of it.
    expect(broken).toBeGreaterThan(600);
    expect(broken).toBeLessThan(2800);
  });

  it('reads the same when every byte comes alone', () => {
    fc.assert(
      fc.property(files, ({ reading, bytes }) => {
        const answer = readColumnByTheRules(bytes, reading.column, reading.delimiter);
        fc.pre('rows' in answer);
        const single = Array.from(bytes, (_, index) => bytes.subarray(index, index + 1));
        expect(readPieces(single, reading)).toEqual(keptOf('rows' in answer ? answer.rows : []));
      }),
      { numRuns: 300 },
    );
  });

  it('reads a file of one column as if nothing had been said of columns', () => {
    const rows = fc.array(fc.constantFrom('a', '"b"', '"c""d"', '', 'é', '"l\nm"', 'x'.repeat(40)));
    fc.assert(
      fc.property(rows, cuts, (some, at) => {
        const bytes = Buffer.from(`${some.join('\r\n')}\n`);
        const answer = readByTheRules(bytes);
        expect(read(bytes, { column: 1 }, at)).toEqual(keptOf('rows' in answer ? answer.rows : []));
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, Reading, string, string[]]>([
    ['by its name', { column: 'id' }, 'name,id\nAnn,a\nBob,b\n', ['', 'a', 'b']],
    ['by its name in quotes, behind a mark', { column: 'id' }, '\ufeff"id",n\na,1\n', ['', 'a']],
    ['by a name of one column', { column: 'id' }, 'id\r\na\r\nb', ['', 'a', 'b']],
    ['by its number', { column: 2 }, 'name,id\nAnn,a\n', ['id', 'a']],
    ['with others over several lines', { column: 2 }, '"x\ny, ""z""",a\n,b', ['a', 'b']],
    ['with empty ones', { column: 'id' }, 'n,id\nx,\n,\n"",""\n', ['', '', '', '']],
    ['by another delimiter', { column: 'id', delimiter: ';' }, 'n;id\n1,5;a\n', ['', 'a']],
    ['by a tab', { column: 1, delimiter: '\t' }, 'a\tb\n"c\td"\te', ['a', 'c\td']],
    ['behind a row for spreadsheets', { column: 'id' }, 'sep=,\r\nid,n\r\na,b', ['', '', 'a']],
  ])('finds it %s', (_, reading, text, rows) => {
    for (let cut = 0; cut <= Buffer.byteLength(text); cut++)
      expect(read(text, reading, [cut])).toEqual(keptOf(rows));
  });

  it('takes any bytes in the others, also none that are text', () => {
    const latin = Buffer.concat([
      Buffer.from('id,name,note\na,'),
      Buffer.from([0xe9, 0x00, 0xff]),
      Buffer.from(',"\r\n'),
      Buffer.from([0xfe]),
      Buffer.from(',""\n"\nb,,\n'),
    ]);
    expect(read(latin, { column: 'id' })).toEqual(keptOf(['', 'a', 'b']));
  });

  it.each<[string, number, Reading, string]>([
    ['missing-column', 1, { column: 'id' }, 'user,name\na,b\n'],
    ['missing-column', 2, { column: 'id' }, '\nID,id ,\nx'],
    ['missing-column', 1, { column: 'id' }, 'id,x,id\n'],
    ['missing-column', 1, { column: 'id' }, 'id;x\n'],
    ['too-few-columns', 3, { column: 2 }, 'a,b\n\nc\n'],
    ['too-few-columns', 2, { column: 'id' }, 'n,id\nx'],
    ['broken-quote', 2, { column: 1 }, 'a,b\nc,"d" \n'],
    ['unclosed-quote', 2, { column: 1 }, 'a,b\nc,"d\n'],
    ['not-utf8', 1, { column: 1 }, '\ud800'],
  ])('refuses what is %s, row %d, reading %j', (reason, row, reading, text) => {
    const bytes = Buffer.from(text.replace('\ud800', 'x'));
    if (text === '\ud800') bytes[0] = 0xff;
    let error: unknown;
    try {
      read(bytes, reading);
    } catch (caught) {
      error = caught;
    }
    expect(error).toMatchObject({ name: 'BrokenRowError', reason, row });
  });

  it('does not take what was left behind a doubled quote for the rest of a character', () => {
    for (const half of ['漢', '😀', 'é'].map((text) => Buffer.from(text).subarray(0, -1))) {
      const field = Buffer.concat([Buffer.from('n,"a""'), half, Buffer.from('",x\n')]);
      expect(() => read(field, { column: 2 })).toThrow(BrokenRowError);
    }
  });

  it('begins the next file with one column', () => {
    expect(read('n,id\nx,a\n', { column: 'id' })).toEqual(keptOf(['', 'a']));
    expect(read('id\na;b\n', {})).toEqual(keptOf(['id', 'a;b']));
    expect(read('a;\nb,c;""\n', { delimiter: ';' })).toEqual(keptOf(['a', 'b,c']));
    expect(read('a;\n', {})).toEqual(keptOf(['a;']));
  });

  it('reads many, and the right ones are members', () => {
    const ids = Array.from({ length: 50_000 }, (_, index) => `user-${index}`);
    const text = ids.map((id) => `${quoted(`Ann, "${id}"`)},${id},"two\nlines"\n`).join('');
    const bytes = Buffer.from(`name,id,note\n${text}`);
    const file = kernel.begin(bytes.length, { reading: { column: 'id' } });
    for (const piece of cutAt(bytes, [1e5, 1e6, 2e6])) file.write(piece);
    expect(file.finish()).toMatchObject({ rows: 50_000, blank: 1, firstRow: 'user-0' });
    file.mark([...ids.slice(0, 40_000), 'two', 'name']);
    expect(idsOf(file.orderMembers()).sort().join() === ids.slice(0, 40_000).sort().join()).toBe(
      true,
    );
  });

  it.each([
    [{ column: 0 }],
    [{ column: 65_536 }],
    [{ column: '' }],
    [{ column: 'x'.repeat(2049) }],
    [{ delimiter: '' }],
    [{ delimiter: '"' }],
    [{ delimiter: '\n' }],
    [{ delimiter: ';;' }],
    [{ delimiter: 'é' }],
  ])('takes no reading like %j', (reading) => {
    expect(() => kernel.begin(10, { reading })).toThrow(RangeError);
  });
});

describe('another delimiter', () => {
  provideKernel({}, (provided) => {
    kernel = provided;
  });
  const seenIn = (text: string, reading: Reading = {}): string | undefined => {
    const bytes = Buffer.from(text);
    const file = kernel.begin(bytes.length, { reading });
    file.write(bytes);
    return file.finish().otherDelimiter;
  };

  it.each([
    [';', 'user_id;name\nuser-1;Ann\n\nuser-2;Bob\n', {}],
    [';', 'user-1;\nuser-2;\n', {}],
    ['\t', 'a\tb\tc\nd\te\tf', {}],
    ['|', 'a|b\n', {}],
    [',', 'id,name\na,b\n', { delimiter: ';' }],
    [undefined, 'a\nb\n', {}],
    [undefined, 'id\na;b\nc;d\n', {}],
    [undefined, 'a;b\nc;d;e\n', {}],
    [undefined, 'a;b\nc\n', {}],
    [undefined, 'a;b\n"c;d"\n', {}],
    [undefined, '"a;b"\n', {}],
    [undefined, `a;b\n${'x'.repeat(3000)};\n`, {}],
    [undefined, 'a;b\nc;d\n', { column: 1, delimiter: ';' }],
    [undefined, '\n', {}],
  ])('is %j in %j', (delimiter, text, reading) => {
    expect(seenIn(text, reading)).toBe(delimiter);
  });

  it('is looked for in 2,048 rows', () => {
    expect(seenIn(`${'a;b\n'.repeat(2048)}c\n`)).toBe(';');
    expect(seenIn(`${'a;b\n'.repeat(2047)}c\n`)).toBe(undefined);
  });
});
