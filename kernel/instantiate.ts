import { joinWasm } from './build/join-wasm.ts';
import { initialPages, mostPages } from './memory-size.ts';

/** What assembly/index.ts exports, as the host sees it. Numbers are unsigned; addresses and lengths in bytes. */
export interface JoinExports {
  begin: (arenaBytes: number, mostHomes: number, desks: number, hasSeveralFiles: boolean) => number;
  beginFile: (at: number, fileBit: number, wantsSum: boolean) => void;
  removeFile: () => void;
  setReading: (delimiter: number, column: number, name: number) => void;
  start: (at: number) => void;
  read: (end: number) => number;
  finish: (end: number) => number;
  /** signed */
  checksum: (end: number) => bigint;
  expectBytes: (likely: number) => void;
  startPackedSum: () => void;
  sumPacked: (end: number) => void;
  /** signed */
  packedChecksum: () => bigint;
  mark: (end: number) => void;
  isMarked: (end: number) => number;
  setKeys: (
    type: number,
    name: number,
    prefix: number,
    sortName: number,
    sortValue: number,
  ) => void;
  markPage: (end: number) => number;
  itemsStart: () => number;
  itemsEnd: () => number;
  copyIds: (most: number) => number;
  sampleIds: (most: number, fileBit: number) => number;
  sampleEnd: () => number;
  sampledUnmatchable: () => number;
  copyUnmatchable: (most: number, mostBytes: number, fileBit: number) => number;
  unmatchableEnd: () => number;
  orderMembers: () => void;
  copyUnmarked: (from: number, fileBit: number) => number;
  unmarkedEnd: () => number;
  unmarkedNext: () => number;
  chooseMembers: (fileBit: number) => number;
  copyMembers: (from: number, to: number) => number;
  copiedEnd: () => number;
  membersStart: () => number;
  beginComparing: (bucket: number, chunks: number, end: number) => void;
  compareOn: () => number;
  comparedAdded: () => number;
  comparedRemoved: () => number;
  comparedEdits: () => number;
  comparedEditsEnd: () => number;
  comparedIds: () => number;
  comparedIdsEnd: () => number;
  rowCount: () => number;
  blankCount: () => number;
  allDistinctIds: () => number;
  distinctIds: () => number;
  firstId: () => number;
  firstLength: () => number;
  otherDelimiter: () => number;
  longestId: () => number;
  failureReason: () => number;
  failureRow: () => number;
  failureAt: () => number;
  openFile: () => void;
  fillTo: (end: number) => void;
  closeFile: (ending: number) => void;
  post: (desk: number, task: number, from: number, to: number) => void;
  doTask: (desk: number) => number;
  clear: (desk: number) => void;
  result: (desk: number) => number;
  resultStart: (desk: number) => number;
  resultEnd: (desk: number) => number;
  stepAt: (desk: number) => number;
  windowOf: (desk: number) => number;
  work: () => void;
  isAwake: () => number;
  loseTasks: () => void;
  deskCount: WebAssembly.Global;
  window: WebAssembly.Global;
  windowSize: WebAssembly.Global;
  arena: WebAssembly.Global;
  longestKey: WebAssembly.Global;
  slackBytes: WebAssembly.Global;
  comparedBytes: WebAssembly.Global;
  columnNameBytes: WebAssembly.Global;
  keyNameBytes: WebAssembly.Global;
  keyPrefixBytes: WebAssembly.Global;
  sortNameBytes: WebAssembly.Global;
  sortValueBytes: WebAssembly.Global;
}

/** The module and this type are made from the same sources; a test compares their names. */
const isJoinExports = (
  exports: WebAssembly.Exports,
): exports is WebAssembly.Exports & JoinExports => typeof exports.begin === 'function';

/** What a kernel consists of. Its memory can be shared with an instance in another thread. */
export interface JoinInstance {
  module: WebAssembly.Module;
  memory: WebAssembly.Memory;
  join: JoinExports;
}

export const addressOf = ({ value }: WebAssembly.Global): number => value;

/** A view that is valid until the memory grows: until the kernel begins another file. */
export const bytesOf = (memory: WebAssembly.Memory, start: number, end: number): Uint8Array =>
  new Uint8Array(memory.buffer, start, end - start);

/** A kernel with a memory of its own. */
export const instantiateJoin = (): JoinInstance => {
  const module = new WebAssembly.Module(Buffer.from(joinWasm, 'base64'));
  const memory = new WebAssembly.Memory({
    initial: initialPages,
    maximum: mostPages,
    shared: true,
  });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  if (!isJoinExports(exports))
    throw new TypeError('kernel/build does not fit kernel/instantiate.ts');
  return { module, memory, join: exports };
};
