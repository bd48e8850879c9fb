import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BrokenRowError, CollidingIdsError, ForgottenFileError } from '../../../kernel/errors.ts';
import type { FileJoin } from '../../../kernel/file-join.ts';
import type { JoinKernel } from '../../../kernel/join-kernel.ts';
import { NoRoomError, type SharedJoin } from '../../../kernel/shared-join.ts';
import { idsWithHash } from '../../support/colliding-ids.ts';
import { idsOf, numbered, oneThreadOrTwo, provideKernel, quoted } from '../../support/kernels.ts';
import { orderMembers } from '../../support/order-members.ts';

let kernel: JoinKernel;

/** A bit for each. */
const mostFiles = 32;

type Ids = readonly string[];

const toCsv = (rows: Ids): Buffer => Buffer.from(rows.map((id) => `${quoted(id)}\n`).join(''));

const begin = (contents: readonly Buffer[], homes?: number): SharedJoin =>
  kernel.beginTogether(
    contents.reduce((sum, { length }) => sum + length, 0),
    contents.length,
    { homes },
  );

/** @returns the file, or why it is none */
const read = (join: SharedJoin, content: Buffer): FileJoin | Error => {
  const file = join.begin(content.length);
  for (let from = 0; from < content.length; from += 1000)
    file.write(content.subarray(from, from + 1000));
  try {
    file.finish();
    return file;
  } catch (error) {
    return error as Error;
  }
};

const readAll = (contents: readonly Buffer[], homes?: number) => {
  const join = begin(contents, homes);
  const files = contents.map((content) => read(join, content));
  return { files, marks: join.endReading() };
};

const membersOf = (file: FileJoin | Error): Ids | string =>
  file instanceof Error ? file.name : idsOf(file.orderMembers());

const expected = (rows: Ids, users: ReadonlySet<string>): Ids =>
  orderMembers([...new Set(rows)].filter((id) => users.has(id) && !id.includes('\n'))).ids;

const broken = Buffer.from('a,b\n');
const id = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map((number) => `user-${number}`),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
);
const rows = fc.array(id, { maxLength: 60 });

describe.each(oneThreadOrTwo)('several files together, %s', (_way, options) => {
  provideKernel(options, (provided) => {
    kernel = provided;
  });

  it('have each the members that it would have alone, whatever the others have, broken ones among them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(rows, { nil: undefined, freq: 5 }), { minLength: 1, maxLength: 32 }),
        fc.array(id, { maxLength: 80 }),
        (files, some) => {
          const users = new Set([...some, ...files.flatMap((file) => file?.slice(0, 5) ?? [])]);
          const contents = files.map((file, index) =>
            file ? toCsv(file) : Buffer.concat([toCsv([`x${index}`, 'user-1']), broken]),
          );
          const { files: joined, marks } = readAll(contents);
          marks.mark([...users]);
          expect(joined.map(membersOf)).toEqual(
            files.map((file) => (file ? expected(file, users) : 'BrokenRowError')),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('count each its own rows, blank rows and different IDs', () => {
    const contents = ['a\nb\na\n', '\nb\nc\n\n', 'd\n'].map((text) => Buffer.from(text));
    const join = begin(contents);
    const counts = contents.map((content) => {
      const file = join.begin(content.length);
      file.write(content);
      return file.finish();
    });
    expect(counts).toMatchObject([
      { rows: 3, blank: 0, distinct: 2, firstRow: 'a' },
      { rows: 2, blank: 2, distinct: 2, firstRow: 'b' },
      { rows: 1, blank: 0, distinct: 1, firstRow: 'd' },
    ]);
  });

  it('may be 32, also the same one 32 times; there is no room for another', () => {
    const ids = numbered(3000);
    const contents = Array.from({ length: mostFiles }, () => toCsv(ids));
    const join = begin(contents);
    const files = contents.map((content) => read(join, content));
    expect(() => join.begin(0)).toThrow(NoRoomError);
    join.endReading().mark(ids);
    const [first, ...others] = files.map(membersOf);
    expect(first).toEqual(orderMembers(ids).ids);
    expect(others).toEqual(others.map(() => first));
  });

  it('grow one table, in which each keeps its IDs', () => {
    const files = Array.from({ length: 8 }, (_, file) =>
      numbered(40_000).map((text, index) => (index % 2 === 0 ? text : `${file}-${text}`)),
    );
    const { files: joined, marks } = readAll(files.map(toCsv));
    const users = new Set(files.flatMap((file) => file.filter((_, index) => index % 3 === 0)));
    marks.mark([...users]);
    expect(joined.map(membersOf)).toEqual(files.map((file) => expected(file, users)));
  });

  it('hand out each ID once to be looked up', () => {
    const { files, marks } = readAll([toCsv(['a', 'b']), toCsv(['b', 'c']), toCsv(['c', 'a'])]);
    expect([...marks.ids(2)].flat().toSorted()).toEqual(['a', 'b', 'c']);
    marks.mark(['b']);
    expect(files.map(membersOf)).toEqual([['b'], ['b'], []]);
  });

  it('give each a sample of its own IDs that are not marked', () => {
    const { files, marks } = readAll([toCsv(['a', 'b', 'x\ny']), toCsv(['b', 'c']), toCsv(['a'])]);
    marks.mark(['a']);
    expect(files.map((file) => (file instanceof Error ? file : file.sample(9)))).toEqual([
      { ids: ['b'], unmatchable: 1 },
      { ids: expect.arrayContaining(['b', 'c']), unmatchable: 0 },
      { ids: [], unmatchable: 0 },
    ]);
  });

  it('name each of their own IDs that nobody can be registered under', () => {
    const { files } = readAll([toCsv(['a', 'x\ny']), toCsv(['b']), toCsv(['y\nz', 'x\ny'])]);
    expect(
      files.map((file) => (file instanceof Error ? file : file.unmatchable(9).toSorted())),
    ).toEqual([['x\ny'], [], ['x\ny', 'y\nz']]);
  });

  it('leave nothing behind of one that was given up in its middle', () => {
    const contents = [toCsv(numbered(100)), toCsv(numbered(5000, 'gone-')), toCsv(['a', 'b'])];
    const join = begin(contents);
    const first = read(join, contents[0]!);
    join.begin(contents[1]!.length).write(contents[1]!.subarray(0, 30_000));
    const last = read(join, contents[2]!);
    const marks = join.endReading();
    expect([...marks.ids(500)].flat()).toHaveLength(102);
    marks.mark(['user-7', 'gone-7', 'b']);
    expect([first, last].map(membersOf)).toEqual([['user-7'], ['b']]);
  });

  it('are not held up by one whose rows break a rule, or whose table would be full', () => {
    const contents = [toCsv(['a']), broken, toCsv(numbered(200)), toCsv(['b', 'a'])];
    const { files, marks } = readAll(contents, 100);
    expect(files[1]).toBeInstanceOf(BrokenRowError);
    expect(files[2]).toMatchObject({ name: 'TableFullError' });
    marks.mark(['a', 'b', 'user-1']);
    expect([files[0]!, files[3]!].map(membersOf)).toEqual([['a'], orderMembers(['a', 'b']).ids]);
  });

  it('are not held up by one whose IDs were built to have one hash, even if they have some of these', () => {
    const colliding = idsWithHash(0x0123_4567_89ab_cdefn, 6000);
    const some = colliding.slice(0, 3);
    const { files, marks } = readAll([toCsv(['a']), toCsv(colliding), toCsv(some)]);
    expect(files[1]).toBeInstanceOf(CollidingIdsError);
    marks.mark(['a', ...colliding]);
    expect([files[0]!, files[2]!].map(membersOf)).toEqual([['a'], orderMembers(some).ids]);
  });

  it.each([3, 12, 90])('keep apart %d IDs that have one hash', (count) => {
    const ids = idsWithHash(0x0123_4567_89ab_cdefn, count).toReversed();
    const files = [2, 3, 5].map((step) => ids.filter((_, index) => index % step === 0));
    const { files: joined, marks } = readAll(files.map(toCsv));
    marks.mark(ids);
    expect(joined.map(membersOf)).toEqual(files.map((file) => orderMembers(file).ids));
  });

  it('forget the members of one when those of the next are asked for', () => {
    const { files, marks } = readAll([toCsv(['a', 'b']), toCsv(['b'])]);
    marks.mark(['a', 'b']);
    const [first, second] = files as [FileJoin, FileJoin];
    const members = first.orderMembers();
    expect(idsOf(members)).toHaveLength(2);
    expect(idsOf(second.orderMembers())).toEqual(['b']);
    expect(() => idsOf(members)).toThrow(ForgottenFileError);
    expect(idsOf(first.orderMembers())).toHaveLength(2);
  });

  it('take no file that is longer than the room that is left', () => {
    const join = kernel.beginTogether(1000, 3);
    expect(read(join, toCsv(['a']))).not.toBeInstanceOf(Error);
    expect(() => join.begin(2000)).toThrow(NoRoomError);
    expect(membersOf(read(join, toCsv(['b'])))).toEqual([]);
  });
});
