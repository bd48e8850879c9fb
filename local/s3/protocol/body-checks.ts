import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { checksumDigest } from './checksums.ts';
import type { Checksum, Digest } from './checksums.ts';
import { Crc64Nvme } from './crc64nvme.ts';
import { S3Error } from './s3-error.ts';

/** What a header that comes with the body, before or after it, says of the bytes. */
interface Check {
  header: string;
  digest: Digest;
  /** as the header has it */
  expected: (trailers: ReadonlyMap<string, string>) => string | undefined;
  /** from base64 to the header's coding */
  write: (base64: string) => string;
  refusal: (message: string) => S3Error;
}

const asIs = (base64: string): string => base64;
const badDigest = (message: string): S3Error => new S3Error('BadDigest', message);
const badSha256 = (message: string): S3Error => new S3Error('XAmzContentSHA256Mismatch', message);

const md5Digest = (): Digest => {
  const hash = createHash('md5');
  return { update: (bytes) => void hash.update(bytes), result: () => hash.digest('base64') };
};

const headerChecks = (headers: IncomingHttpHeaders): Check[] => {
  const checks: Check[] = [];
  for (const [header, value] of Object.entries(headers)) {
    const digest = checksumDigest(header);
    if (digest !== undefined && typeof value === 'string')
      checks.push({ header, digest, expected: () => value, write: asIs, refusal: badDigest });
  }
  const sha256 = headers['x-amz-content-sha256'];
  const digest = checksumDigest('x-amz-checksum-sha256');
  // Other values say that the body is unsigned, or signed in chunks.
  if (digest !== undefined && typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256))
    checks.push({
      header: 'x-amz-content-sha256',
      digest,
      expected: () => sha256,
      write: (base64) => Buffer.from(base64, 'base64').toString('hex'),
      refusal: badSha256,
    });
  return checks;
};

const trailerChecks = (headers: IncomingHttpHeaders): Check[] => {
  const announced = headers['x-amz-trailer'];
  if (typeof announced !== 'string') return [];
  const names = announced.split(',').map((name) => name.trim().toLowerCase());
  return names.flatMap((header) => {
    const digest = checksumDigest(header);
    const expected: Check['expected'] = (trailers) => trailers.get(header);
    return digest === undefined
      ? []
      : [{ header, digest, expected, write: asIs, refusal: badDigest }];
  });
};

export interface BodySums {
  /** hexadecimal */
  md5: string;
  checksum: Checksum;
}

/** Checks the bytes of a body against all that its headers and trailers say of them. */
export class BodyChecks {
  readonly #md5 = md5Digest();
  readonly #contentMd5: string | undefined;
  readonly #checks: readonly Check[];
  readonly #headers: IncomingHttpHeaders;
  /** What S3 adds when the client has sent no checksum. */
  readonly #crc64 = new Crc64Nvme();

  /** @throws S3Error `InvalidDigest` when `Content-MD5` is no MD5 */
  constructor(headers: IncomingHttpHeaders) {
    const contentMd5 = headers['content-md5'];
    this.#contentMd5 = typeof contentMd5 === 'string' ? contentMd5 : undefined;
    if (this.#contentMd5 !== undefined && Buffer.from(this.#contentMd5, 'base64').length !== 16)
      throw new S3Error('InvalidDigest', 'The Content-MD5 you specified is not valid.');
    this.#headers = headers;
    this.#checks = [...headerChecks(headers), ...trailerChecks(headers)];
  }

  update(bytes: Buffer): void {
    this.#md5.update(bytes);
    this.#crc64.update(bytes);
    for (const { digest } of this.#checks) digest.update(bytes);
  }

  /**
   * The MD5 of the bytes in hexadecimal, and the checksum that S3 keeps: the one that the client sent, or its own.
   *
   * @throws S3Error `BadDigest`, `XAmzContentSHA256Mismatch`, or `MalformedTrailerError` when a trailer that was
   * announced did not come
   */
  finish(trailers: ReadonlyMap<string, string>): BodySums {
    const md5 = this.#md5.result();
    if (this.#contentMd5 !== undefined && this.#contentMd5 !== md5)
      throw badDigest('The Content-MD5 you specified did not match what we received.');
    for (const { header, digest, expected, write, refusal } of this.#checks) {
      const wanted = expected(trailers);
      if (wanted === undefined)
        throw new S3Error(
          'MalformedTrailerError',
          `The trailer ${header} was announced and is missing.`,
        );
      const received = write(digest.result());
      if (received !== wanted)
        throw refusal(`${header} says ${wanted}, but the bytes received have ${received}.`);
    }
    return { md5: Buffer.from(md5, 'base64').toString('hex'), checksum: this.#checksum(trailers) };
  }

  #checksum(trailers: ReadonlyMap<string, string>): Checksum {
    for (const [header, value] of [...Object.entries(this.#headers), ...trailers]) {
      const algorithm = /^x-amz-checksum-(crc\w+|sha\w+)$/.exec(header)?.[1];
      if (algorithm !== undefined && typeof value === 'string') return { algorithm, value };
    }
    return { algorithm: 'crc64nvme', value: this.#crc64.result() };
  }
}
