import { AudienceImportError } from '../errors.ts';

const says = {
  truncated: 'ends too early',
  'too-wide': 'needs a window of more than 128 MB',
  damaged: 'is damaged',
};

/** `too-wide`: zstd may refer further back than Node's engine keeps. */
export type BrokenPacking = keyof typeof says;

/** What is packed cannot be unpacked. */
export class BrokenPackingError extends AudienceImportError {
  override readonly name = 'BrokenPackingError';
  readonly how: BrokenPacking;

  constructor(how: BrokenPacking, cause: unknown) {
    super(`what is packed ${says[how]}`, { cause });
    this.how = how;
  }
}

const howOf = (code: string): BrokenPacking => {
  if (code === 'Z_BUF_ERROR') return 'truncated';
  return code.includes('windowTooLarge') ? 'too-wide' : 'damaged';
};

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** @returns the error itself if it is none of zlib's */
export const brokenPacking = (error: unknown): unknown => {
  const code = codeOf(error);
  return /^Z(?:STD)?_/.test(code) ? new BrokenPackingError(howOf(code), error) : error;
};
