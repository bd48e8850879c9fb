/**
 * Where everything lies in the one memory of the kernel. All addresses are bytes.
 *
 *     0x000000  constants of the compiler
 *     0x008000  state      what is known of the file (state.ts), and what the second thread is to do (tasks.ts)
 *     0x00b000  column     the name of the one that has the IDs, at most 4 KB
 *     0x00c000  key        what the keys of the users table look like: 4 texts of at most 4 KB
 *     0x010000  batches    what is known of the rows that are worked on together (5 lists of 2,048 numbers), one
 *                          for each thread
 *     0x028000  checksum   16 tables of 256 numbers of 8 bytes (crc64.ts)
 *     0x030000  window     what goes in and out: pages of users, IDs that are read; 8 MB
 *     0x831000  arena      the file as it came, rows in place; as long as the file, at most 500 MB
 *     (arena's end)        slack: blocks of 16 bytes may be read and written past the end
 *     (next page)  desks   windows of the second thread's tasks, 8 MB each; none if there is no second thread
 *     (next page)  table   slots of 8 bytes; homes, 2^16 at first, 2^27 at most, and 4,096 to run over into
 *     (next page)  masks   4 bytes for each slot: a bit for each file that has the ID; none if there is one file
 *     (next page)  chosen  slots of the members of one of several files; none if there is one file
 *
 * Several files lie in the arena one behind the other, each followed by slack, and have one table. A row whose ID an
 * earlier file has, too, takes no slot. So a user is looked up once, however many files there are.
 *
 * A row in the arena is its ID, followed by the terminator. The ID starts where the field started in the file,
 * so that nothing is copied but the rest of a field after a doubled quote, which moves down. What stood between
 * two IDs (line ends, quotes) is left over and never looked at again.
 *
 * A slot is `ref << 32 | tag`, and 0 when it is empty. The tag is the high half of the ID's hash. A ref is the
 * address of the ID in its low 30 bits, and flags above them. No address in front of the table exceeds that.
 */

export const batchRows: u32 = 2048;

export const stateStart: usize = 0x008000;
export const tasksStart: usize = 0x009000;
export const columnNameBytes: usize = 0x00b000;

export const batchesStart: usize = 0x010000;
export const batchBytes: usize = 0x00c000;

export const crcTablesStart: usize = 0x028000;

/** The attribute that is the key, what stands before the ID in it, the sort key's attribute and its value. */
export const keyNameBytes: usize = 0x00c000;
export const keyPrefixBytes: usize = 0x00d000;
export const sortNameBytes: usize = 0x00e000;
export const sortValueBytes: usize = 0x00f000;

export const windowStart: usize = 0x030000;
export const windowBytes: u32 = 8 * 1024 * 1024;

/** The bytes after a window's end are its slack. */
const windowSlack: usize = 0x1000;

export const arenaStart: usize = windowStart + windowBytes + windowSlack;
export const slackBytes: usize = 64;

/** Ends an ID in the arena. UTF-8 has no such byte, an ID may contain any other. */
export const terminator: u8 = 0xff;

export const addressMask: u32 = 0x3fffffff;
/** The desks behind it have addresses that a ref can hold, too. */
export const mostFileBytes: u32 = 0x20000000 - <u32>arenaStart;
/** of a ref: the user is registered */
export const memberFlag: u32 = 0x80000000;
/** of a ref: the ID contains a line feed, nobody can be registered under it */
export const unmatchableFlag: u32 = 0x40000000;

/** DynamoDB's longest partition key. A longer ID is nobody's. */
export const longestKey: u32 = 2048;

/** Of a desk: what it stands on, and its window. */
export const deskBytes: usize = windowBytes + 0x10000;

const pageBytes: usize = 65536;
/** What the operating system provides at a time, at least. */
export const osPageBytes: usize = 4096;

export function roundUpToPage(address: usize): usize {
  return (address + pageBytes - 1) & ~(pageBytes - 1);
}

/** Lets the memory reach to `end`. @returns false when it may not grow that far */
export function reserve(end: usize): bool {
  const missing = <i32>((roundUpToPage(end) >>> 16) - memory.size());
  return missing <= 0 || memory.grow(missing) >= 0;
}
