/**
 * What all threads know of the files, in the memory that they share. One thread reads a file; afterwards nothing of it
 * changes until the next one. What a thread wrote is seen by the one that finds its task done (tasks.ts).
 */
import { stateStart } from './layout';

@unmanaged
class State {
  /** Why the import cannot go on, in which row, and where in it if that is worth knowing. */
  failureReason: u32;
  failureRow: u32;
  failureAt: usize;

  /** What separates the columns of a row. */
  delimiter: u8;
  /** Which of them has the IDs: its number from 1, or the length of its name; neither if there is only one. */
  column: u32;
  columnName: u32;

  /** Rows so far, blank ones included. */
  rows: u32;
  blank: u32;
  /** Bytes of the longest ID, or of the longest key if it is longer than that. */
  longest: u32;
  /** Where the first ID stands, and its bytes; 0 as long as there is none. */
  firstId: usize;
  firstLength: u32;
  /** What else may separate columns, for all that is known of the first rows; 0 if nothing does. */
  otherDelimiter: u8;

  /** All files together have no more bytes, and likely so many. */
  arenaBytes: u32;
  likelyBytes: u32;
  desks: usize;
  table: usize;
  homes: u32;
  mostHomes: u32;
  /** IDs of all files together. */
  distinct: u32;

  /** The masks, and where one file's members are put together; both 0 if there is one file. */
  masks: usize;
  chosen: usize;
  /** Of the current file: its bit, and how many different IDs it has. */
  fileBit: u32;
  distinctInFile: u32;

  /** The slots of members in order: of all files, and those that are copied now. */
  allMembers: u32;
  list: usize;
  members: u32;

  /** CRC-64/NVME of the file's bytes from its start up to an address. */
  wantsSum: bool;
  sum: u64;
  summedUpTo: usize;
  /** The same of the packed bytes that have come. */
  packedSum: u64;

  /** Lengths of the texts that say how keys look; the type is `S` or `N`. */
  keyType: u8;
  keyName: u32;
  keyPrefix: u32;
  sortName: u32;
  sortValue: u32;
}

export const state = changetype<State>(stateStart);
