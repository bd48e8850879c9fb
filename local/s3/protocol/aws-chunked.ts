import { S3Error } from './s3-error.ts';

const maxLineLength = 16 * 1024;

/**
 * Takes the `aws-chunked` coding apart: `size[;chunk-signature=…] CR LF data CR LF`, repeated, then a chunk of
 * size 0, trailers, and an empty line. Signatures are not checked.
 */
export class AwsChunkedDecoder {
  /** Headers that came after the data, by lower-case name. */
  readonly trailers = new Map<string, string>();
  #expects: 'size' | 'data' | 'end of data' | 'trailer' | 'nothing' = 'size';
  #dataLeft = 0;
  #line = '';

  /** The data in these bytes, which may begin and end anywhere. */
  *decode(bytes: Buffer): Generator<Buffer, void, undefined> {
    let at = 0;
    while (at < bytes.length) {
      if (this.#expects === 'data') {
        const data = bytes.subarray(at, at + this.#dataLeft);
        at += data.length;
        this.#dataLeft -= data.length;
        if (this.#dataLeft === 0) this.#expects = 'end of data';
        yield data;
      } else {
        const lineFeed = bytes.indexOf('\n', at);
        const end = lineFeed === -1 ? bytes.length : lineFeed + 1;
        this.#line += bytes.toString('latin1', at, end);
        at = end;
        if (this.#line.length > maxLineLength) throw malformed('a line is too long');
        if (lineFeed !== -1) this.#takeLine();
      }
    }
  }

  /** @throws S3Error `IncompleteBody` when the coding has not come to its end */
  end(): void {
    if (this.#expects !== 'nothing')
      throw new S3Error(
        'IncompleteBody',
        `The aws-chunked body ends where ${this.#expects} should follow.`,
      );
  }

  #takeLine(): void {
    if (!this.#line.endsWith('\r\n')) throw malformed('a line does not end with CR LF');
    const line = this.#line.slice(0, -2);
    this.#line = '';
    switch (this.#expects) {
      case 'size':
        this.#takeSize(line);
        break;
      case 'end of data':
        if (line !== '') throw malformed('a chunk is longer than its size');
        this.#expects = 'size';
        break;
      case 'trailer':
        if (line === '') this.#expects = 'nothing';
        else this.#takeTrailer(line);
        break;
      default:
        throw malformed('something follows its end');
    }
  }

  #takeSize(line: string): void {
    const size = /^([0-9a-f]{1,12})(?:;.*)?$/i.exec(line)?.[1];
    if (size === undefined)
      throw malformed(`a chunk size was expected, not "${line.slice(0, 80)}"`);
    this.#dataLeft = parseInt(size, 16);
    this.#expects = this.#dataLeft === 0 ? 'trailer' : 'data';
  }

  #takeTrailer(line: string): void {
    const colon = line.indexOf(':');
    if (colon < 1)
      throw new S3Error(
        'MalformedTrailerError',
        `"${line.slice(0, 80)}" is not a trailing header.`,
      );
    this.trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
}

const malformed = (reason: string): S3Error =>
  new S3Error('InvalidRequest', `The aws-chunked body is malformed: ${reason}.`);
