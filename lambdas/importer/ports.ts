/** One version of the object, as it was when it was opened. */
export interface OpenedFile {
  /** length */
  bytes: number;
  body: AsyncIterable<Uint8Array>;
}

/**
 * Streams exactly the version of the object with this ETag.
 *
 * @throws FileSupersededError when the object is another one by now, or none
 */
export type OpenFile = (key: string, etag: string, signal: AbortSignal) => Promise<OpenedFile>;
