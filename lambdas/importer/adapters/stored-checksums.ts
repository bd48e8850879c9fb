import type { GetObjectCommand, GetObjectCommandOutput } from '@aws-sdk/client-s3';

/** Of all bytes of an object, as S3 keeps them with it. */
export interface StoredChecksums {
  crc64: bigint | undefined;
  crc32: number | undefined;
}

/**
 * Has the answer say the object's checksums. Not by `ChecksumMode`: the SDK would take that for an order to compute them
 * itself, in JavaScript.
 */
export const askForChecksums = (command: GetObjectCommand): void => {
  command.middlewareStack.add(
    (next) => (args) => {
      if (hasHeaders(args.request)) args.request.headers['x-amz-checksum-mode'] = 'ENABLED';
      return next(args);
    },
    { step: 'build', name: 'askForChecksums' },
  );
};

const hasHeaders = (request: unknown): request is { headers: Record<string, string> } =>
  typeof request === 'object' &&
  request !== null &&
  'headers' in request &&
  typeof request.headers === 'object' &&
  request.headers !== null;

type Answer = Pick<GetObjectCommandOutput, 'ChecksumCRC64NVME' | 'ChecksumCRC32' | 'ChecksumType'>;

/** Those that can be checked: a composite one is of the parts in which the object was uploaded, which nobody knows. */
export const storedChecksumsIn = (answer: Answer): StoredChecksums => {
  const isComposite = answer.ChecksumType === 'COMPOSITE';
  const crc64 = isComposite ? undefined : decode(answer.ChecksumCRC64NVME, 8);
  const crc32 = isComposite ? undefined : decode(answer.ChecksumCRC32, 4);
  return { crc64: crc64?.readBigUInt64BE(), crc32: crc32?.readUInt32BE() };
};

const decode = (base64: string | undefined, length: number): Buffer | undefined => {
  // A composite one that is not said to be ends with a hyphen and the number of parts.
  if (base64 === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === length ? bytes : undefined;
};
