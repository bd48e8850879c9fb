import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AwsChunkedDecoder } from '../../../local/s3/protocol/aws-chunked.ts';

interface Encoding {
  chunks: readonly Uint8Array[];
  trailers: Readonly<Record<string, string>>;
  isSigned: boolean;
}

const encode = ({ chunks, trailers, isSigned }: Encoding): Buffer => {
  const size = (length: number): string =>
    `${length.toString(16)}${isSigned ? `;chunk-signature=${'0f'.repeat(32)}` : ''}\r\n`;
  return Buffer.concat([
    ...chunks.flatMap((chunk) => [Buffer.from(size(chunk.length)), chunk, Buffer.from('\r\n')]),
    Buffer.from(size(0)),
    ...Object.entries(trailers).map(([name, value]) => Buffer.from(`${name}:${value}\r\n`)),
    Buffer.from('\r\n'),
  ]);
};

const split = (bytes: Buffer, cuts: readonly number[]): Buffer[] => {
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort(
    (a, b) => a - b,
  );
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
};

const decode = (pieces: readonly Buffer[]): { data: Buffer; trailers: Record<string, string> } => {
  const decoder = new AwsChunkedDecoder();
  const data = Buffer.concat(pieces.flatMap((piece) => [...decoder.decode(piece)]));
  decoder.end();
  return { data, trailers: Object.fromEntries(decoder.trailers) };
};

const encoding = fc.record({
  chunks: fc.array(
    fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      fc.constantFrom(Buffer.from('\r\n'), Buffer.from('0\r\n\r\n'), Buffer.from('\n')),
    ),
    { maxLength: 5 },
  ),
  trailers: fc.constantFrom({}, { 'x-amz-checksum-crc32': 'AAAAAA==' }, { a: '1', b: '2' }),
  isSigned: fc.boolean(),
});

describe('AwsChunkedDecoder', () => {
  it('gives the same data and trailers wherever the bytes are cut', () => {
    fc.assert(
      fc.property(encoding, fc.array(fc.nat(), { maxLength: 12 }), (body, cuts) => {
        expect(decode(split(encode(body), cuts))).toEqual({
          data: Buffer.concat(body.chunks),
          trailers: body.trailers,
        });
      }),
    );
  });

  it('notices at any place that the body was cut off', () => {
    fc.assert(
      fc.property(encoding, fc.nat(), (body, cut) => {
        const whole = encode(body);
        const part = whole.subarray(0, cut % whole.length);
        expect(() => decode([part])).toThrow(expect.objectContaining({ code: 'IncompleteBody' }));
      }),
    );
  });

  it.each([
    ['a chunk longer than its size', '2\r\nabc\r\n0\r\n\r\n'],
    ['a size that is no number', 'xyz\r\n'],
    ['a line that ends with LF only', '1\na\r\n0\r\n\r\n'],
    ['something after the end', '0\r\n\r\nGET'],
    ['a line without end', 'a'.repeat(20_000)],
    ['a negative size', '-1\r\n'],
  ])('refuses %s', (_what, body) => {
    expect(() => decode([Buffer.from(`${body}\n`)])).toThrow(
      expect.objectContaining({ code: 'InvalidRequest' }),
    );
  });

  it('refuses a trailer without a name', () => {
    expect(() => decode([Buffer.from('0\r\n:x\r\n\r\n')])).toThrow(
      expect.objectContaining({ code: 'MalformedTrailerError' }),
    );
  });
});
