/** Files of 500 MB, made piece by piece in memory. */
import { createHash } from 'node:crypto';
import { maxFileBytes } from '../../../lambdas/shared/contract.ts';

export interface LargeFile {
  bytes: number;
  /** Each is valid until the next one is asked for. */
  pieces: () => Iterable<Uint8Array>;
  /** Users who are in the file, one a line, in pieces like those. */
  members: () => Iterable<Uint8Array>;
  /** Users who are not. */
  others: () => Iterable<Uint8Array>;
}

/** Different IDs of one length. */
interface IdShape {
  /** Digits of the piece's number, with which its IDs begin, and how many of them. */
  digits: readonly string[];
  places: number;
  /** What the IDs of every piece end in. */
  endings: readonly string[];
}

const numberedFile = ({ digits, places, endings }: IdShape): LargeFile => {
  const template = Buffer.from(endings.map((end) => `${'#'.repeat(places)}${end}\n`).join(''));
  const rowBytes = template.length / endings.length;
  const bytes = maxFileBytes - (maxFileBytes % rowBytes);
  const pieceCount = Math.ceil(bytes / template.length);

  const makePiece = (number: number): Uint8Array => {
    for (let place = 0; place < places; place++) {
      const value = Math.floor(number / digits.length ** (places - 1 - place)) % digits.length;
      const digit = digits[value]!.charCodeAt(0);
      for (let at = place; at < template.length; at += rowBytes) template[at] = digit;
    }
    return template;
  };
  return {
    bytes,
    *pieces() {
      for (let number = 0; number < pieceCount; number++)
        yield makePiece(number).subarray(0, bytes - number * template.length);
    },
    // A piece in sixteen, but the last one, which may be cut.
    *members() {
      for (let number = 0; number < pieceCount - 1; number += 16) yield makePiece(number);
    },
    *others() {
      for (let number = pieceCount; number < pieceCount + 100; number++) yield makePiece(number);
    },
  };
};

const repeatedFile = (byte: string, bytes: number): LargeFile => ({
  bytes,
  *pieces() {
    const most = Buffer.alloc(1 << 20, byte);
    for (let from = 0; from < bytes; from += most.length) yield most.subarray(0, bytes - from);
  },
  members: () => [],
  others: () => [],
});

const range = (count: number): number[] => [...Array(count).keys()];

const hexDigits = range(16).map((digit) => digit.toString(16));

/** What may stand anywhere in an unquoted ID, the control characters in front of CR left out. */
const asciiOfAnId = range(0x80)
  .slice(0x0e)
  .map((code) => String.fromCharCode(code))
  .filter((character) => character !== '"' && character !== ',');

const uuidEnding = (number: number): string => {
  const hex = createHash('sha256').update(String(number)).digest('hex');
  return `-${hex.slice(0, 4)}-4${hex.slice(4, 7)}-a${hex.slice(7, 10)}-${hex.slice(10, 22)}`;
};

export const largeFiles = {
  /** By hand, for docs/scaling.md: `rows of 4 bytes` asks more of the kernel. */
  'rows of 8 digits': () =>
    numberedFile({
      digits: hexDigits.slice(0, 10),
      places: 4,
      endings: range(10_000).map((number) => String(number).padStart(4, '0')),
    }),
  'rows of 4 bytes': () =>
    numberedFile({
      digits: asciiOfAnId,
      places: 2,
      endings: asciiOfAnId.flatMap((one) => asciiOfAnId.map((other) => one + other)),
    }),
  UUIDs: () => numberedFile({ digits: hexDigits, places: 8, endings: range(4096).map(uuidEnding) }),
  'blank lines': () => repeatedFile('\n', maxFileBytes),
  'one row': () => repeatedFile('é', maxFileBytes),
  quotes: () => repeatedFile('"', maxFileBytes),
  'one quote less': () => repeatedFile('"', maxFileBytes - 1),
} satisfies Record<string, () => LargeFile>;
