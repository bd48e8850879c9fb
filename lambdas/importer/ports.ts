/**
 * Streams exactly the version of the object with this ETag.
 *
 * @throws FileSupersededError when the object is another one by now, or none
 */
export type OpenFile = (key: string, etag: string) => Promise<AsyncIterable<Uint8Array>>;
