import type { ImportMessage } from '../shared/contract.ts';

/** Tells the scanner that the message is gone, so that it looks at the file again. */
export type RecordDrop = (message: ImportMessage) => Promise<void>;

/**
 * Streams exactly the version of the object with this ETag.
 *
 * @throws FileSupersededError when the object is another one by now, or none
 */
export type OpenFile = (key: string, etag: string) => Promise<AsyncIterable<Uint8Array>>;
