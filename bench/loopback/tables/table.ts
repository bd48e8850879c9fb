import { crc32 } from 'node:zlib';
import type { Refusal } from '../../../local/throttling/refusal.ts';

/** A response body, and its CRC-32 for the header `x-amz-crc32`. */
export interface Reply {
  parts: readonly Uint8Array[];
  crc: number;
}

/** Takes the parsed body of one operation. */
export type Operation = (body: unknown) => Reply;

/** A table that the loopback server keeps itself, by the names of the operations it knows. */
export interface Table {
  name: string;
  operations: ReadonlyMap<string, Operation>;
}

export const jsonReply = (value: unknown): Reply => {
  const bytes = Buffer.from(JSON.stringify(value));
  return { parts: [bytes], crc: crc32(bytes) };
};

/** The table has no units left. */
export class ThrottledError extends Error {
  override readonly name = 'ThrottledError';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** @throws ThrottledError */
export const assertTaken = (refusal: Refusal | undefined): void => {
  if (refusal) throw new ThrottledError(refusal);
};

/** DynamoDB refuses the request; the message goes to the client. */
export class ValidationError extends Error {
  override readonly name = 'ValidationError';
}
