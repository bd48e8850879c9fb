import { describe, expect, it } from '@jest/globals';
import { busEvent } from '../../../local/events/bus-event.ts';
import { LocalStackError } from '../../../local/errors.ts';
import { readTargetInput } from '../../../local/events/target-input.ts';

const event = busEvent({
  source: 'audience-import',
  detailType: 'Import Failed',
  resources: ['arn:one'],
  detail: { name: 'vi"p\n', record: { row: 17, tags: ['a'] }, cause: null },
});
const compose = (...args: Parameters<typeof readTargetInput>) => readTargetInput(...args)(event);
const transform = (InputTemplate: string, InputPathsMap: Record<string, string> = {}) =>
  compose({ InputTransformer: { InputTemplate, InputPathsMap } }, 'Rule.Targets[0]');
const paths = {
  type: '$.detail-type',
  name: '$.detail.name',
  row: '$.detail.record.row',
  all: '$.detail.record',
  cause: '$.detail.cause',
  first: '$.resources[0]',
  none: '$.detail.no.such',
};

describe('a target gets', () => {
  it('the event, if its rule says nothing', () => {
    expect(JSON.parse(compose({}, 'here'))).toEqual(event);
  });

  it('what its rule says', () => {
    expect(compose({ Input: '{"a":1}' }, 'here')).toBe('{"a":1}');
  });

  it('a part of the event', () => {
    expect(JSON.parse(compose({ InputPath: '$.detail.record' }, 'here'))).toEqual({
      row: 17,
      tags: ['a'],
    });
  });

  it.each<[string, unknown]>([
    ['{"text":"<type>","name":<name>}', { text: 'Import Failed', name: 'vi"p\n' }],
    [
      '{"row":<row>,"all":<all>,"cause":<cause>}',
      { row: 17, all: { row: 17, tags: ['a'] }, cause: null },
    ],
    [
      '{"text":"row <row> of <all> (<cause>)"}',
      { text: 'row 17 of {"row":17,"tags":["a"]} (null)' },
    ],
    ['{"none":<none>,"text":"<none>","first":<first>}', { none: '', text: '', first: 'arn:one' }],
    ['"a \\"<type>\\" quoted"', 'a "Import Failed" quoted'],
  ])('what %s makes of it', (template, expected) => {
    expect(JSON.parse(transform(template, paths))).toEqual(expected);
  });
});

describe('refused, with its place, is', () => {
  it.each<[string, () => unknown, string]>([
    [
      'a name without a path',
      () => transform('{"a":<aws.events.event>}'),
      'Rule.Targets[0].InputTransformer: there is no path for <aws.events.event>',
    ],
    [
      'two at once',
      () => compose({ Input: '1', InputPath: '$' }, 'Rule.Targets[0]'),
      'exclude each other',
    ],
    [
      'a mark in a value that ends a text',
      () => transform('{"text":"<name>"}', paths),
      'makes no JSON',
    ],
    ['a template that makes no JSON', () => transform('<name> is gone', paths), 'makes no JSON'],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(LocalStackError);
    expect(act).toThrow(message);
  });
});
