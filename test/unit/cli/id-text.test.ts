import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvOf, jsonArrayOf, linesOf } from '../../../bin/cli/audience/id-text.ts';
import type { JoinKernel } from '../../../kernel/join-kernel.ts';
import { inGroups } from '../../../lambdas/shared/in-groups.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { provideKernel } from '../../support/kernels.ts';
import { collect, streamOf } from '../../support/streams.ts';

type Columns = Pick<Project, 'idColumn' | 'delimiter'>;

/** As a reader hands them out. */
const inBatches = (ids: readonly string[]): AsyncIterable<string[]> => streamOf(inGroups(ids, 150));

describe('printing IDs', () => {
  it('prints them exactly, one a line', async () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => ` ${index}\r`);
    const blocks = await collect(linesOf(inBatches(ids)));
    expect(blocks.join('')).toBe(ids.map((id) => `${id}\n`).join(''));
    expect(blocks.length).toBeGreaterThan(1);
  });

  it('prints one JSON array, whatever the IDs are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: anyCharacter })), async (ids) => {
        const text = (await collect(jsonArrayOf(inBatches(ids)))).join('');
        expect(JSON.parse(text)).toEqual(ids);
      }),
    );
  });

  it('cuts a large array into blocks', async () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => `user ${index}`);
    const blocks = await collect(jsonArrayOf(inBatches(ids)));
    expect(JSON.parse(blocks.join(''))).toEqual(ids);
    expect(blocks.length).toBeGreaterThan(1);
  });
});

describe('writing IDs as a file', () => {
  let kernel: JoinKernel;
  provideKernel({}, (provided) => {
    kernel = provided;
  });

  /** What an import makes of it. */
  const readBack = (text: string, { idColumn, delimiter }: Columns = {}): string[] => {
    const bytes = Buffer.from(text);
    const file = kernel.begin(bytes.length, { reading: { column: idColumn, delimiter } });
    file.write(bytes);
    file.finish();
    return [...file.ids(1000)].flat().sort();
  };
  const write = async (ids: readonly string[], columns: Columns = {}): Promise<string> =>
    (await collect(csvOf(inBatches(ids), columns))).join('');

  /** Whatever a user can be registered under. */
  const anId = fc
    .oneof(
      fc.string({ unit: anyCharacter, minLength: 1, maxLength: 20 }),
      fc
        .array(fc.constantFrom(...Array.from('ab01,;\t\r"\'=+-@ .|\ufeff\u00a0\\')), {
          minLength: 1,
          maxLength: 8,
        })
        .map((characters) => characters.join('')),
      fc.constantFrom(
        ...[
          'sep=,',
          'sep=;',
          '=1+1',
          '\ufeff',
          '\ufeffuser-1',
          '\ufeff"a"',
          '\r',
          'a\r',
          '\ra',
          ',',
          ',,',
          '""',
        ],
        ...[
          ' lead',
          'trail ',
          '"',
          '"a',
          'a"',
          'a"b',
          "'0001",
          '\\N',
          'NULL',
          'user_id',
          '\u001a',
          '\0',
          'a\0b',
        ],
      ),
    )
    .filter((id) => id.isWellFormed() && !id.includes('\n'));

  it('writes what an import reads back to the same IDs, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(anId), async (ids) => {
        expect(readBack(await write(ids))).toEqual(ids.toSorted());
      }),
      { numRuns: 2000 },
    );
  });

  it('writes what an import of a project with other columns reads back', async () => {
    const columns = fc.record(
      {
        idColumn: fc.constantFrom<string | number>('user_id', 'a,b', 'sep=,', '"', 1, 2, 7),
        delimiter: fc.constantFrom(';', '\t', '|', '.', '_', '@', ' ', ','),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(anId, { minLength: 1 }), columns, async (ids, of) => {
        expect(readBack(await write(ids, of), of)).toEqual(ids.toSorted());
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves alone what nobody reads in another way', async () => {
    const plain = ['0001', 'user-1', 'a.b@example.com', 'A_b', '1234567890123456789'];
    expect(await write(plain)).toBe(plain.map((id) => `${id}\n`).join(''));
  });

  it('writes nothing for nobody', async () => {
    expect(await write([])).toBe('');
  });
});
