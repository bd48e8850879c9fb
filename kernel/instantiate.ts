import { joinWasm } from './build/join-wasm.ts';

/** What assembly/index.ts exports, as the host sees it. Numbers are unsigned; addresses and lengths in bytes. */
export interface JoinExports {
  memory: WebAssembly.Memory;
  begin: (fileBytes: number, mostHomes: number) => number;
  start: (at: number) => void;
  read: (end: number) => number;
  finish: (end: number) => number;
  mark: (end: number) => void;
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
  orderMembers: () => number;
  copyMembers: (from: number, to: number) => number;
  copiedEnd: () => number;
  membersStart: () => number;
  rowCount: () => number;
  blankCount: () => number;
  distinctIds: () => number;
  longestId: () => number;
  failureReason: () => number;
  failureRow: () => number;
  window: WebAssembly.Global;
  windowSize: WebAssembly.Global;
  arena: WebAssembly.Global;
  longestKey: WebAssembly.Global;
  keyNameBytes: WebAssembly.Global;
  keyPrefixBytes: WebAssembly.Global;
  sortNameBytes: WebAssembly.Global;
  sortValueBytes: WebAssembly.Global;
}

/** The module and this type are made from the same sources; a test compares their names. */
const isJoinExports = (
  exports: WebAssembly.Exports,
): exports is WebAssembly.Exports & JoinExports =>
  exports.memory instanceof WebAssembly.Memory && typeof exports.begin === 'function';

/** A kernel with a memory of its own. */
export const instantiateJoin = (): JoinExports => {
  const module = new WebAssembly.Module(Buffer.from(joinWasm, 'base64'));
  const { exports } = new WebAssembly.Instance(module);
  if (!isJoinExports(exports))
    throw new TypeError('kernel/build does not fit kernel/instantiate.ts');
  return exports;
};
