import { AudienceImportError } from '../errors.ts';

/** What is packed cannot be unpacked. */
export class BrokenPackingError extends AudienceImportError {
  override readonly name = 'BrokenPackingError';
  /** it ends too early */
  readonly isTruncated: boolean;

  constructor(isTruncated: boolean, cause: unknown) {
    super(`what is packed ${isTruncated ? 'ends too early' : 'is damaged'}`, { cause });
    this.isTruncated = isTruncated;
  }
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** @returns the error itself if it is none of zlib's */
export const brokenPacking = (error: unknown): unknown => {
  const code = codeOf(error);
  return /^Z(?:STD)?_/.test(code) ? new BrokenPackingError(code === 'Z_BUF_ERROR', error) : error;
};
