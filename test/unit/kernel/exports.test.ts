import { expect, it } from '@jest/globals';
import { instantiateJoin, type JoinExports } from '../../../kernel/instantiate.ts';

/** How many arguments a function takes, or what it is that is no function. */
type Shape<T> = T extends (...values: infer Values) => unknown
  ? Values['length']
  : T extends WebAssembly.Memory
    ? 'memory'
    : 'global';

/** The interface, as values: the compiler sees to it that this is all of it. */
const shapes: { [Name in keyof JoinExports]: Shape<JoinExports[Name]> } = {
  memory: 'memory',
  begin: 2,
  start: 1,
  read: 1,
  finish: 1,
  mark: 1,
  setKeys: 5,
  markPage: 1,
  itemsStart: 0,
  itemsEnd: 0,
  copyIds: 1,
  orderMembers: 0,
  copyMembers: 2,
  copiedEnd: 0,
  membersStart: 0,
  rowCount: 0,
  blankCount: 0,
  distinctIds: 0,
  longestId: 0,
  failureReason: 0,
  failureRow: 0,
  window: 'global',
  windowSize: 'global',
  arena: 'global',
  longestKey: 'global',
  keyNameBytes: 'global',
  keyPrefixBytes: 'global',
  sortNameBytes: 'global',
  sortValueBytes: 'global',
};

const shapeOf = (exported: unknown): unknown => {
  if (typeof exported === 'function') return exported.length;
  return exported instanceof WebAssembly.Memory ? 'memory' : 'global';
};

it('assembly/index.ts exports what JoinExports says', () => {
  const exported = Object.entries(instantiateJoin()).map(([name, value]: [string, unknown]) => [
    name,
    shapeOf(value),
  ]);
  expect(Object.fromEntries(exported)).toEqual(shapes);
});
