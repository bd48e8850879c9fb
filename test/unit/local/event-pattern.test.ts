import { describe, expect, it } from '@jest/globals';
import { LocalStackError } from '../../../local/errors.ts';
import { parseEventPattern } from '../../../local/events/event-pattern.ts';

const event = {
  source: 'aws.s3',
  'detail-type': 'Object Created',
  resources: ['arn:aws:s3:::inbox', 'arn:aws:s3:::other'],
  detail: {
    bucket: { name: 'inbox' },
    object: { key: 'shop/Spring.csv', size: 12, etag: null },
    tags: [],
    parts: [
      { number: 1, ok: true },
      { number: 2, ok: false },
    ],
  },
};
const matches = (pattern: object): boolean =>
  parseEventPattern(pattern, 'Rule.EventPattern')(event);
const ofKey = (...key: readonly unknown[]) => ({ detail: { object: { key } } });
const ofSize = (...size: readonly unknown[]) => ({ detail: { object: { size } } });

describe('a pattern matches', () => {
  it.each<[string, object]>([
    ['a value', { source: ['aws.s3'] }],
    ['one of several', { source: ['aws.ec2', 'aws.s3'] }],
    ['several fields', { source: ['aws.s3'], detail: { bucket: { name: ['inbox'] } } }],
    ['null', { detail: { object: { etag: [null] } } }],
    ['a number', ofSize(12)],
    ['one of the values of a list', { resources: ['arn:aws:s3:::other'] }],
    ['one of the objects of a list', { detail: { parts: { number: [2], ok: [false] } } }],
    ['a prefix', ofKey({ prefix: 'shop/' })],
    ['a suffix', ofKey({ suffix: '.csv' })],
    ['a prefix or a suffix', ofKey({ prefix: 'none/' }, { suffix: '.csv' })],
    ['whatever case', ofKey({ 'equals-ignore-case': 'SHOP/spring.csv' })],
    ['anything but a value', ofKey({ 'anything-but': 'shop/' })],
    ['anything but a list', ofSize({ 'anything-but': [1, 2] })],
    ['anything but a prefix', ofKey({ 'anything-but': { prefix: 'reports/' } })],
    ['anything but suffixes', ofKey({ 'anything-but': { suffix: ['.tmp', '.gz'] } })],
    ['what is there', { detail: { object: { etag: [{ exists: true }] } } }],
    ['what is not there', { detail: { object: { version: [{ exists: false }] } } }],
    [
      'what is not there, nor what it would be in',
      { detail: { no: { such: [{ exists: false }] } } },
    ],
    ['what is not there, or a value', ofKey({ exists: false }, 'shop/Spring.csv')],
    ['a bound', ofSize({ numeric: ['>=', 12] })],
    ['a range', ofSize({ numeric: ['>', 0, '<', 13] })],
  ])('%s', (_, pattern) => {
    expect(matches(pattern)).toBe(true);
  });
});

describe('a pattern does not match', () => {
  it.each<[string, object]>([
    ['another value', { source: ['aws.ec2'] }],
    ['unless all fields do', { source: ['aws.s3'], detail: { bucket: { name: ['other'] } } }],
    ['a number that is a text', ofSize('12')],
    ['a number by a prefix', ofSize({ prefix: '1' })],
    ['one object for two fields of two', { detail: { parts: { number: [1], ok: [false] } } }],
    ['another prefix', ofKey({ prefix: 'Shop/' })],
    ['another suffix', ofKey({ suffix: '.CSV' })],
    ['what it is anything but', ofKey({ 'anything-but': ['shop/Spring.csv'] })],
    ['a prefix that it is anything but', ofKey({ 'anything-but': { prefix: 'shop/' } })],
    [
      'anything but something in a field that is not there',
      { detail: { no: [{ 'anything-but': 'x' }] } },
    ],
    ['an object as a value that is there', { detail: { object: [{ exists: true }] } }],
    ['an empty list as one', { detail: { tags: [{ exists: true }] } }],
    ['what is there as missing', ofKey({ exists: false })],
    ['beyond a bound', ofSize({ numeric: ['<', 12] })],
    ['out of a range', ofSize({ numeric: ['>', 12, '<=', 20] })],
  ])('%s', (_, pattern) => {
    expect(matches(pattern)).toBe(false);
  });
});

describe('what is not understood is refused, with its place', () => {
  it.each<[unknown, string]>([
    [
      ofKey({ wildcard: '*.csv' }),
      'Rule.EventPattern.detail.object.key[0]: .* not understand wildcard',
    ],
    [{ $or: [{ source: ['a'] }] }, 'Rule.EventPattern: .* not understand \\$or'],
    [
      ofKey({ prefix: { 'equals-ignore-case': 'x' } }),
      'prefix does not take {"equals-ignore-case":"x"}',
    ],
    [ofKey({ 'anything-but': { wildcard: '*' } }), 'anything-but does not take'],
    [ofSize({ numeric: ['>', 'x'] }), 'numeric does not take'],
    [ofSize({ numeric: [] }), 'numeric does not take'],
    [ofKey({ prefix: 'a', suffix: 'b' }), 'one operator'],
    [{ source: 'aws.s3' }, 'Rule.EventPattern.source: expected a list of values or an object'],
    [{ source: [] }, 'Rule.EventPattern.source: an empty list'],
    [{}, 'Rule.EventPattern: an empty pattern'],
    [[], 'Rule.EventPattern: expected an object'],
    [{ source: [['aws.s3']] }, 'source\\[0\\]: expected a value'],
  ])('%j', (pattern, message) => {
    const parse = () => parseEventPattern(pattern, 'Rule.EventPattern');
    expect(parse).toThrow(LocalStackError);
    expect(parse).toThrow(new RegExp(message.replaceAll(/\[0\]/g, '\\[0\\]')));
  });
});
