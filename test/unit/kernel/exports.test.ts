import { expect, it } from '@jest/globals';
import { instantiateJoin, type JoinExports } from '../../../kernel/instantiate.ts';

/** How many arguments a function takes, or what it is that is no function. */
type Shape<T> = T extends (...values: infer Values) => unknown ? Values['length'] : 'global';

/** The interface, as values: the compiler sees to it that this is all of it. */
const shapes: { [Name in keyof JoinExports]: Shape<JoinExports[Name]> } = {
  begin: 4,
  beginFile: 3,
  removeFile: 0,
  setReading: 3,
  start: 1,
  read: 1,
  finish: 1,
  checksum: 1,
  expectBytes: 1,
  startPackedSum: 0,
  sumPacked: 1,
  packedChecksum: 0,
  mark: 1,
  isMarked: 1,
  setKeys: 5,
  markPage: 1,
  itemsStart: 0,
  itemsEnd: 0,
  copyIds: 1,
  sampleIds: 2,
  sampleEnd: 0,
  sampledUnmatchable: 0,
  copyUnmatchable: 3,
  unmatchableEnd: 0,
  orderMembers: 0,
  chooseMembers: 1,
  copyMembers: 2,
  copiedEnd: 0,
  membersStart: 0,
  beginComparing: 3,
  compareOn: 0,
  comparedAdded: 0,
  comparedRemoved: 0,
  comparedEdits: 0,
  comparedEditsEnd: 0,
  comparedIds: 0,
  comparedIdsEnd: 0,
  rowCount: 0,
  blankCount: 0,
  allDistinctIds: 0,
  distinctIds: 0,
  firstId: 0,
  firstLength: 0,
  otherDelimiter: 0,
  longestId: 0,
  failureReason: 0,
  failureRow: 0,
  failureAt: 0,
  openFile: 0,
  fillTo: 1,
  closeFile: 1,
  post: 4,
  doTask: 1,
  clear: 1,
  result: 1,
  resultStart: 1,
  resultEnd: 1,
  stepAt: 1,
  windowOf: 1,
  work: 0,
  isAwake: 0,
  loseTasks: 0,
  deskCount: 'global',
  window: 'global',
  windowSize: 'global',
  arena: 'global',
  longestKey: 'global',
  slackBytes: 'global',
  comparedBytes: 'global',
  columnNameBytes: 'global',
  keyNameBytes: 'global',
  keyPrefixBytes: 'global',
  sortNameBytes: 'global',
  sortValueBytes: 'global',
};

const shapeOf = (exported: unknown): unknown =>
  typeof exported === 'function' ? exported.length : 'global';

it('assembly/index.ts exports what JoinExports says', () => {
  const exported = Object.entries(instantiateJoin().join).map(
    ([name, value]: [string, unknown]) => [name, shapeOf(value)],
  );
  expect(Object.fromEntries(exported)).toEqual(shapes);
});
