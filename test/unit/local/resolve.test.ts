import { describe, expect, it } from '@jest/globals';
import { resolveValue, type References } from '../../../local/template/resolve.ts';

const references: References = {
  ref: (name) => ({ Queue: 'http://queue', 'AWS::Region': 'us-east-1' })[name],
  attribute: (id, attribute) => (id === 'Queue' && attribute === 'Arn' ? 'arn:queue' : undefined),
};
const resolve = (value: unknown) => resolveValue(value, references, 'Importer.Environment');

describe('intrinsic functions of a template', () => {
  it.each([
    [{ Ref: 'Queue' }, 'http://queue'],
    [{ Ref: 'AWS::Region' }, 'us-east-1'],
    [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:queue'],
    [{ 'Fn::GetAtt': 'Queue.Arn' }, 'arn:queue'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, 1]] }, 'a-us-east-1-1'],
    [{ 'Fn::Sub': '${Queue.Arn}/${AWS::Region}/${!kept}' }, 'arn:queue/us-east-1/${kept}'],
    [{ 'Fn::Sub': ['${Own}', { Own: { Ref: 'Queue' } }] }, 'http://queue'],
    [{ 'Fn::Select': [1, { 'Fn::Split': ['-', { Ref: 'AWS::Region' }] }] }, 'east'],
  ])('resolves %j', (value, expected) => {
    expect(resolve(value)).toBe(expected);
  });

  it('resolves what is nested, and leaves the rest as it is', () => {
    expect(resolve({ A: [{ B: { Ref: 'Queue' } }, 2, null], C: true })).toEqual({
      A: [{ B: 'http://queue' }, 2, null],
      C: true,
    });
  });

  it('removes properties and items that are AWS::NoValue', () => {
    const none = { Ref: 'AWS::NoValue' };
    expect(resolve({ A: none, B: [none, 1] })).toEqual({ B: [1] });
  });

  it.each([
    [
      { Variables: { TOPIC: { Ref: 'Topic' } } },
      'Importer.Environment.Variables.TOPIC: Ref to Topic',
    ],
    [
      [{ 'Fn::GetAtt': ['Queue', 'Colour'] }],
      'Importer.Environment[0]: Fn::GetAtt of Queue.Colour',
    ],
    [{ 'Fn::ImportValue': 'x' }, 'Importer.Environment: Fn::ImportValue is not understood'],
    [{ 'Fn::Sub': '${Topic}' }, 'Importer.Environment: Ref to Topic'],
    [{ 'Fn::Select': [7, ['a']] }, 'Importer.Environment: Fn::Select beyond'],
    [{ 'Fn::Join': ['-'] }, 'Importer.Environment: expected 2 arguments'],
  ])('refuses %j and says where', (value, message) => {
    expect(() => resolve(value)).toThrow(message);
  });
});
