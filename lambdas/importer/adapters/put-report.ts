import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { StartTimer } from '../../shared/ports.ts';
import type { PutReport } from '../reports/write-reports.ts';

/** Bytes of a part, at least: one is in memory at a time. 10,000 of them, which S3 takes, are more than any file. */
const leastPartBytes = 8 * 1024 * 1024;

/** To take back what was broken off, which mostly is for want of time. */
const mostAbortMs = 2000;

/**
 * One PUT, or a multipart upload where it has more than 8 MB. Not the Upload of the SDK: that goes on for a while when it is
 * aborted, and reads from the kernel meanwhile.
 */
export const createPutReport =
  (s3: S3Client, bucket: string, startTimer: StartTimer): PutReport =>
  async (key, pieces, signal) => {
    signal.throwIfAborted();
    const to = { Bucket: bucket, Key: key };
    const as = { ...to, ContentType: 'text/csv; charset=utf-8' };
    const parts = cutIntoParts(pieces);
    const { value: first = Buffer.alloc(0) } = parts.next();
    const second = parts.next();
    if (second.done === true) {
      await s3.send(new PutObjectCommand({ ...as, Body: first }), { abortSignal: signal });
      return;
    }
    const { UploadId } = await s3.send(
      new CreateMultipartUploadCommand({ ...as, ChecksumAlgorithm: 'CRC32' }),
      { abortSignal: signal },
    );
    const upload = { ...to, UploadId };
    const done: CompletedPart[] = [];
    const send = async (Body: Buffer): Promise<void> => {
      const PartNumber = done.length + 1;
      const { ETag, ChecksumCRC32 } = await s3.send(
        new UploadPartCommand({ ...upload, PartNumber, Body, ChecksumAlgorithm: 'CRC32' }),
        { abortSignal: signal },
      );
      done.push({ PartNumber, ETag, ChecksumCRC32 });
    };
    try {
      await send(first);
      await send(second.value);
      for (const part of parts) await send(part);
      await s3.send(
        new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: done } }),
        { abortSignal: signal },
      );
    } catch (error) {
      await takeBack(s3, upload, startTimer, error);
      throw error;
    }
  };

/** Parts that nobody puts together are invisible, and billed. */
const takeBack = async (
  s3: S3Client,
  upload: { Bucket: string; Key: string; UploadId: string | undefined },
  startTimer: StartTimer,
  reason: unknown,
): Promise<void> => {
  const overtime = new AbortController();
  const timer = startTimer(mostAbortMs, () => {
    overtime.abort();
  });
  try {
    await s3.send(new AbortMultipartUploadCommand(upload), { abortSignal: overtime.signal });
  } catch (error) {
    throw new AggregateError(
      [reason, error],
      'a report was not written, and parts of it are left in the bucket',
      { cause: error },
    );
  } finally {
    timer.cancel();
  }
};

function* cutIntoParts(pieces: Iterable<Uint8Array>): Generator<Buffer, undefined> {
  let some: Uint8Array[] = [];
  let bytes = 0;
  for (const piece of pieces) {
    some.push(piece);
    bytes += piece.length;
    if (bytes < leastPartBytes) continue;
    yield Buffer.concat(some);
    [some, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(some);
}
