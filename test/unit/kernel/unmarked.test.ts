import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FileJoin } from '../../../kernel/file-join.ts';
import type { JoinKernel } from '../../../kernel/join-kernel.ts';
import {
  idsOf,
  numbered,
  oneThreadOrTwo,
  provideKernel,
  quoted,
  readInto,
} from '../../support/kernels.ts';

let kernel: JoinKernel;

const toFile = (ids: readonly string[]): Buffer =>
  Buffer.from(ids.map((id) => `${quoted(id)}\n`).join(''));

const piecesOf = (file: FileJoin): Buffer[] =>
  // Copied one by one: a piece is valid until the next one is asked for.
  file
    .unmarked()
    .map((piece) => Buffer.from(piece))
    .toArray();

const unmarkedOf = (file: FileJoin): string[] =>
  Buffer.concat(piecesOf(file)).toString('latin1').split('\xff').slice(0, -1).map(fromLatin1);

const fromLatin1 = (text: string): string => Buffer.from(text, 'latin1').toString('utf8');

const id = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map((number) => `user-${number}`),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
);

/** As a Set has them, of a file by itself. */
const expected = (ids: readonly string[], users: ReadonlySet<string>): string[] =>
  [...new Set(ids)].filter((each) => !users.has(each) || each.includes('\n')).toSorted();

describe.each(oneThreadOrTwo)('the IDs that are not marked, %s', (_way, options) => {
  provideKernel(options, (provided) => {
    kernel = provided;
  });

  it('are of each file its own, whatever the others have', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(id, { maxLength: 60 }), { minLength: 1, maxLength: 32 }),
        fc.array(id, { maxLength: 80 }),
        (files, some) => {
          const users = new Set([...some, ...files.flatMap((ids) => ids.slice(0, 5))]);
          const contents = files.map(toFile);
          const together = kernel.beginTogether(
            contents.reduce((sum, { length }) => sum + length, 0),
            contents.length,
          );
          const joins = contents.map((content) => {
            const join = together.begin(content.length);
            join.write(content);
            join.finish();
            return join;
          });
          together.endReading().mark([...users]);
          expect(joins.map((join) => unmarkedOf(join).toSorted())).toEqual(
            files.map((ids) => expected(ids, users)),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('are those of a file alone, as often as they are asked for, and its members stay', () => {
    fc.assert(
      fc.property(fc.array(id, { maxLength: 60 }), fc.array(id), (ids, some) => {
        const users = new Set([...some, ...ids.slice(0, 5)]);
        const file = readInto(kernel, toFile(ids));
        file.mark([...users]);
        for (const again of [unmarkedOf(file), unmarkedOf(file)])
          expect(again.toSorted()).toEqual(expected(ids, users));
        const members = [...new Set(ids)].filter((each) => users.has(each) && !each.includes('\n'));
        expect(idsOf(file.orderMembers()).toSorted()).toEqual(members.toSorted());
      }),
    );
  });

  it('come in pieces, so that no memory is needed for all of them', () => {
    const ids = numbered(12_000, 'x'.repeat(2000));
    const file = readInto(kernel, toFile(ids));
    file.mark(ids.slice(0, 10));
    expect(piecesOf(file).map(({ length }) => length > 8 * 1024 * 1024)).toEqual(
      Array.from({ length: 3 }, () => false),
    );
    expect(unmarkedOf(file).toSorted()).toEqual(ids.slice(10).toSorted());
  });

  it('are cut where they are longer than any key, and no character is', () => {
    const fit = 'x'.repeat(2048);
    const file = readInto(kernel, toFile([fit, `${fit}y`, `y${'é'.repeat(5_000_000)}`]));
    expect(unmarkedOf(file).toSorted()).toEqual([fit, `${fit}…`, `y${'é'.repeat(1023)}…`]);
  });
});
