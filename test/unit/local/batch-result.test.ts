import { describe, expect, it } from '@jest/globals';
import { deletableMessages } from '../../../local/events/batch-result.ts';

const all = ['a', 'b', 'c'];
const returned = (value: unknown) => ({ ok: true, payload: JSON.stringify(value) }) as const;
const failures = (...ids: unknown[]) =>
  returned({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });

describe('messages that are deleted after a batch', () => {
  it('are all but those that the function reports', () => {
    expect(deletableMessages(all, failures('b'), true)).toEqual(['a', 'c']);
  });

  it.each([
    ['null', returned(null)],
    ['an empty object', returned({})],
    ['a null list', returned({ batchItemFailures: null })],
    ['an empty list', returned({ batchItemFailures: [] })],
  ])('are all when the report is %s', (_, outcome) => {
    expect(deletableMessages(all, outcome, true)).toEqual(all);
  });

  it.each([
    ['an empty identifier', failures('')],
    ['a null identifier', failures(null)],
    ['an identifier under another name', returned({ batchItemFailures: [{ id: 'a' }] })],
    ['a message that was not in the batch', failures('a', 'z')],
    ['a text', returned('')],
    ['a list that is none', returned({ batchItemFailures: 'a' })],
  ])('are none when the report has %s', (_, outcome) => {
    expect(deletableMessages(all, outcome, true)).toEqual([]);
  });

  it('are none when the function failed', () => {
    const failed = { ok: false, error: { errorType: 'Error', errorMessage: 'no' } } as const;
    expect(deletableMessages(all, failed, true)).toEqual([]);
    expect(deletableMessages(all, failed, false)).toEqual([]);
  });

  it('are all, whatever it returns, when the mapping does not ask for a report', () => {
    expect(deletableMessages(all, failures('b'), false)).toEqual(all);
  });
});
