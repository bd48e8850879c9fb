import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import {
  MalformedItemError,
  NewerItemError,
  parseItem,
  parseItems,
} from '../../../lambdas/shared/adapters/parse-item.ts';

const schema = z.object({ name: z.string() });

const itemsOf = (...Items: Record<string, unknown>[]) =>
  parseItems(
    schema,
    (async function* () {
      yield await Promise.resolve({ Items });
    })(),
    ({ name }) => String(name),
    'thing',
  );

describe('an item of our tables', () => {
  it.each([{ name: 'a' }, { name: 'a', schema: 1 }, { name: 'a', later: { is: 'ignored' } }])(
    'is read as far as it is known: %j',
    (item) => {
      expect(parseItem(schema, item, 'thing a')).toEqual({ name: 'a' });
    },
  );

  it('is refused if a later release has written it in another form, even if it looks alike', () => {
    const read = () => parseItem(schema, { name: 'a', schema: 2 }, 'thing a');
    expect(read).toThrow(NewerItemError);
    expect(read).toThrow(
      'thing a was written by a later release (schema 2; this one knows up to 1)',
    );
  });

  it('stops no other of a list', async () => {
    const names: string[] = [];
    const reading = (async () => {
      for await (const { name } of itemsOf({ name: 'a', schema: 2 }, { name: 'b' }))
        names.push(name);
    })();
    await expect(reading).rejects.toMatchObject({
      entries: [{ key: 'a', error: expect.any(NewerItemError) }],
    });
    expect(names).toEqual(['b']);
  });

  it('that is malformed is not taken for a newer one', () => {
    const read = () => parseItem(schema, { name: 1, schema: 'x' }, 'thing a');
    expect(read).toThrow(MalformedItemError);
    expect(read).not.toThrow(NewerItemError);
  });
});
