/** One version of the object, as it was when it was opened. */
export interface OpenedFile {
  /** length */
  bytes: number;
  body: AsyncIterable<Uint8Array>;
  /** CRC-64/NVME of all bytes, if S3 has it; unsigned. Whoever reads the body compares it. */
  crc64?: bigint | undefined;
}

/**
 * Streams exactly the version of the object with this ETag.
 *
 * @throws FileSupersededError when the object is another one by now, or none. The body throws it, too, and
 *   DamagedFileError when S3 has another checksum of the bytes
 */
export type OpenFile = (key: string, etag: string, signal: AbortSignal) => Promise<OpenedFile>;
