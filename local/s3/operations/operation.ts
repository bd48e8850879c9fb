import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { DirectoryNames } from '../store/directory-names.ts';
import type { BucketFolder } from '../store/bucket-folder.ts';
import type { Objects } from '../store/objects.ts';
import type { Uploads } from '../store/uploads.ts';

export interface Bucket {
  name: string;
  created: Date;
  folder: BucketFolder;
  names: DirectoryNames;
  objects: Objects;
  uploads: Uploads;
}

export interface S3Call {
  method: string;
  /** decoded; empty when the request is for the bucket or the service */
  key: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** From here on the body is wanted: a client that waits for `100 Continue` gets it. */
  body: () => AsyncIterable<Buffer>;
}

export interface Reply {
  status: number;
  headers?: OutgoingHttpHeaders;
  /** a string is an XML document; a stream needs `Content-Length` among the headers */
  body?: string | { stream: Readable; length: number };
}

export type Operation = (call: S3Call, bucket: Bucket) => Promise<Reply>;

/** The bytes of a request. Stopping early does not destroy the connection, which the answer still needs. */
export const bytesOf = async function* (request: IncomingMessage): AsyncGenerator<Buffer> {
  const chunks: AsyncIterable<unknown> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of chunks) if (Buffer.isBuffer(chunk)) yield chunk;
};
