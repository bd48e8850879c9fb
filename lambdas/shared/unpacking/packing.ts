/** How a file is packed that is unpacked for people. */
export type Packing = 'gzip' | 'zstd';

/** What has to be seen of a file before that can be told, in bytes. */
export const packingBytes = 4;

/**
 * By its first bytes, whatever its name or `Content-Encoding` says: S3 sends what it was given.
 *
 * @param start the first four bytes of a file, or all of a shorter one
 */
export const packingOf = (start: Uint8Array): Packing | undefined => {
  const [a, b, c, d] = start;
  if (a === 0x1f && b === 0x8b && c === 0x08) return 'gzip';
  const isFrame = a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd;
  // Some programs write a frame in front that is to be skipped.
  const isSkippable = a !== undefined && a >> 4 === 5 && b === 0x2a && c === 0x4d && d === 0x18;
  return isFrame || isSkippable ? 'zstd' : undefined;
};
