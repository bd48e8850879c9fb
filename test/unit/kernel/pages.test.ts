import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BrokenPageError } from '../../../kernel/errors.ts';
import type { KeyFormat } from '../../../kernel/user-marks.ts';
import type { JoinKernel } from '../../../kernel/join-kernel.ts';
import { cutAt } from '../../support/streams.ts';
import { idsOf, readInto, oneThreadOrTwo, provideKernel } from '../../support/kernels.ts';

let kernel: JoinKernel;

/** Who of `ids` is registered, as pages say it. */
const markedBy = async (
  ids: readonly string[],
  format: KeyFormat,
  pieces: readonly Uint8Array[],
) => {
  const file = readInto(kernel, ids.map((id) => `"${id.replaceAll('"', '""')}"\n`).join(''));
  file.readKeysAs(format);
  const items = await file.markPage(pieces);
  return { items, members: new Set(idsOf(file.orderMembers())) };
};

const prefixed: KeyFormat = { keyName: 'pk', keyType: 'string', keyPrefix: 'shop/' };
const texts = fc.oneof(
  fc.constantFrom('a', 'b', '"', '\\', '\\u0041', 'Items', '{"S":"a"}', '😀', 'é', '\u0000', '\n'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
);

/** JSON in which characters may be escaped that need not be. */
const escapedJson = (value: unknown, escapes: boolean, indent: number): Buffer => {
  const json = JSON.stringify(value, null, indent);
  return Buffer.from(
    escapes
      ? json.replace(/[^\x20-\x7e\n]/g, (unit) =>
          [...Array(unit.length).keys()]
            .map((at) => `\\u${unit.charCodeAt(at).toString(16).padStart(4, '0')}`)
            .join(''),
        )
      : json,
  );
};

describe.each(oneThreadOrTwo)('a page of users, %s', (_way, options) => {
  provideKernel(options, (provided) => {
    kernel = provided;
  });

  it('marks exactly those of its users who are in the file, however it is written', async () => {
    const users = fc.array(
      fc.record({
        id: texts,
        project: fc.constantFrom('shop/', 'shop2/', 'sho', ''),
        sort: fc.constantFrom('PROFILE', 'ORDER', undefined),
        more: fc.boolean(),
      }),
      { maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(
        users,
        fc.array(texts),
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom(0, 1),
        fc.array(fc.nat(), { maxLength: 5 }),
        async (some, others, hasSortKey, escapes, indent, cuts) => {
          const page = {
            Count: some.length,
            LastEvaluatedKey: { pk: { S: 'shop/a' }, Items: { L: [{ S: '"]}' }] } },
            Items: some.map(({ id, project, sort, more }) => ({
              ...(more && { tags: { L: [{ S: 'x]"' }, { M: { pk: { S: 'shop/b' } } }] } }),
              ...(sort && { sk: { S: sort } }),
              pk: { S: project + id },
            })),
            ScannedCount: -1.5e3,
            done: true,
          };
          const format = hasSortKey
            ? { ...prefixed, sortKey: { name: 'sk', value: 'PROFILE' } }
            : prefixed;
          const registered = new Set(
            some
              .filter(({ sort }) => !hasSortKey || sort === 'PROFILE')
              .map(({ id, project }) => project + id)
              .filter((key) => key.startsWith('shop/') && key !== 'shop/' && !key.includes('\n'))
              .map((key) => key.slice('shop/'.length)),
          );
          const ids = [...new Set([...some.map(({ id }) => id), ...others])];
          const bytes = escapedJson(page, escapes, indent);
          const { items, members } = await markedBy(ids, format, cutAt(bytes, cuts));
          expect(members).toEqual(new Set(ids.filter((id) => registered.has(id))));
          const rest = Buffer.concat([
            bytes.subarray(0, items!.start),
            Buffer.from('[]'),
            bytes.subarray(items!.end),
          ]);
          expect(JSON.parse(rest.toString())).toEqual({ ...page, Items: [] });
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('may have numbers for keys, which are texts in the file', async () => {
    const page = Buffer.from('{"Items":[{"n":{"N":"42"}},{"n":{"S":"7"}},{"n":{"N":"1.5"}}]}');
    const format = { keyName: 'n', keyType: 'number', keyPrefix: '' } as const;
    const { members } = await markedBy(['42', '7', '1.5', '042'], format, [page]);
    expect(members).toEqual(new Set(['42', '1.5']));
  });

  it('may be of a Query, whose IDs are sort keys, and one of them a name in JSON', async () => {
    const page = Buffer.from(
      '{"Items":[{"id":{"S":"a"}},{"id":{"S":"Items"}},{"id":{"S":"shop#1"}}],"Count":3,' +
        '"LastEvaluatedKey":{"id":{"S":"c"},"shard":{"S":"shop#1"}},"ScannedCount":3}',
    );
    const format = { keyName: 'id', keyType: 'string', keyPrefix: '' } as const;
    const { members } = await markedBy(['a', 'b', 'c', 'Items'], format, [page]);
    expect(members).toEqual(new Set(['a', 'Items']));
  });

  it('may have no items', async () => {
    expect(await markedBy(['a'], prefixed, [Buffer.from('{"Count":0}')])).toEqual({
      items: undefined,
      members: new Set(),
    });
    const { members } = await markedBy(['a'], prefixed, [Buffer.from(' {"Items" : [ ] } ')]);
    expect(members.size).toBe(0);
  });

  it('that is cut anywhere is refused', async () => {
    const page = Buffer.from(
      '{"Items":[{"pk":{"S":"shop/\\u00e9\\"a"},"x":{"BOOL":true}}],"Count":1}',
    );
    for (let end = 0; end < page.length; end += 1)
      await expect(markedBy(['a'], prefixed, [page.subarray(0, end)])).rejects.toThrow(
        BrokenPageError,
      );
    expect((await markedBy(['é"a'], prefixed, [page])).members).toEqual(new Set(['é"a']));
    const longer = Buffer.concat([page, Buffer.from('x')]);
    await expect(markedBy(['a'], prefixed, [longer])).rejects.toThrow(BrokenPageError);
  });

  it.each(['{"Items":[{"pk":{"S":"\\x"}}]}', '{"Items":[{"pk":{"S":"\\ud800"}}]}', '[]'])(
    'that is not JSON of a Scan is refused: %s',
    async (text) => {
      await expect(markedBy(['a'], prefixed, [Buffer.from(text)])).rejects.toThrow(BrokenPageError);
    },
  );
});
