/**
 * Mean size of a compressed chunk in bytes. With the spread of hashing, nearly all items then stay under
 * 4 KB, so that asking for one user costs half a read unit (docs/adr/0003).
 */
export const targetBytes = 3500;
/** An item takes 400 KB at most, its keys included. */
export const maxChunkBytes = 300 * 1024;
