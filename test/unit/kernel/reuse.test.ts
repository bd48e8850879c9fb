import { afterAll, describe, expect, it } from '@jest/globals';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { idsWithHash } from '../../support/colliding-ids.ts';
import { idsOf, oneThreadOrTwo, readPieces, toLines, numbered } from '../../support/kernels.ts';
import { orderMembers } from '../../support/order-members.ts';

const rows = [...numbered(3000, 'user-'), ...numbered(500, 'user-'), '', 'x'.repeat(3000)];
const users = [...numbered(2000, 'user-1'), ...numbered(100, 'nobody-')];

/** All that is to be known of one file. */
const join = (kernel: JoinKernel) => {
  const counts = readPieces(kernel, [toLines(rows)]);
  const ids = [...kernel.ids(100)].flat();
  kernel.mark(users);
  const members = kernel.orderMembers();
  return { counts, ids, longest: members.longest, members: idsOf(members) };
};

const expected = join(new JoinKernel());

/** Bytes that a kernel's memory has grown to: its pieces are views of it. */
const memoryOf = (kernel: JoinKernel): number => {
  readPieces(kernel, [toLines(['a'])]);
  kernel.mark(['a']);
  const [piece] = kernel.orderMembers().readLines(0, 1);
  return piece!.buffer.byteLength;
};

describe.each(oneThreadOrTwo)('a kernel that is used again, %s', (_way, options) => {
  it('was right the first time', () => {
    const registered = new Set(users);
    const distinct = [...new Set(rows.filter((id) => id !== ''))];
    expect(expected).toMatchObject({
      counts: { rows: 3501, blank: 1, distinct: 3001 },
      longest: 2048,
      members: orderMembers(distinct.filter((id) => registered.has(id))).ids,
    });
    expect(expected.ids.toSorted()).toEqual(numbered(3000, 'user-').sort());
  });

  const kernel = new JoinKernel(options);
  afterAll(() => kernel.end());
  const good = toLines(rows);
  const failed = (...pieces: Uint8Array[]): void => {
    expect(() => readPieces(kernel, pieces)).toThrow();
  };
  const begun = (bytes: Uint8Array, ...pieces: Uint8Array[]): void => {
    kernel.begin(bytes.length);
    for (const piece of pieces) kernel.write(piece);
  };

  it.each<[string, () => void]>([
    ['was joined', () => join(kernel)],
    ['had more distinct IDs', () => readPieces(kernel, [toLines(numbered(200_000, 'more-'))])],
    ['was longer', () => readPieces(kernel, [Buffer.alloc(20_000_000, 'y')])],
    ['was empty', () => readPieces(kernel, [])],
    [
      'ended in the middle of a plain row',
      () => {
        begun(good, good.subarray(0, -5));
      },
    ],
    [
      'ended in the middle of a quoted row',
      () => {
        begun(good, Buffer.from('a\nb\n"cd""e'));
      },
    ],
    [
      'ended with a quote that may be doubled',
      () => {
        begun(good, Buffer.from('a\nb\n"cd"'));
      },
    ],
    [
      'ended after one byte',
      () => {
        begun(good, Buffer.from('a'));
      },
    ],
    [
      'ended before the first byte',
      () => {
        begun(good);
      },
    ],
    [
      'was not UTF-8',
      () => {
        failed(good, Buffer.from([0x61, 0xe9, 0x0a, 0x62]), good);
      },
    ],
    [
      'was UTF-16',
      () => {
        failed(Buffer.from('\ufeffa', 'utf16le'), good);
      },
    ],
    [
      'had a quote that was never closed',
      () => {
        failed(good, Buffer.from('"a'), good);
      },
    ],
    [
      'had a broken quote',
      () => {
        failed(good, Buffer.from('"a"b\n'), good);
      },
    ],
    [
      'had two columns',
      () => {
        failed(good, Buffer.from('a,b\n'), good);
      },
    ],
    [
      'had too many IDs',
      () => {
        expect(() => readPieces(kernel, [good], 100)).toThrow();
      },
    ],
    [
      'had colliding IDs',
      () => {
        failed(good, toLines(idsWithHash(1n, 5000)), good);
      },
    ],
    [
      'was longer than it was said to be',
      () => {
        expect(() => {
          begun(Buffer.from('a'), good);
        }).toThrow();
      },
    ],
    [
      'was longer than can be',
      () => {
        expect(() => {
          kernel.begin(2 ** 32 - 1);
        }).toThrow();
      },
    ],
    [
      'had IDs that were not all handed out',
      () => {
        readPieces(kernel, [good]);
        expect(kernel.ids(10).next().done).toBe(false);
      },
    ],
    [
      'had members that were not all read',
      () => {
        readPieces(kernel, [good]);
        kernel.mark(rows);
        for (const piece of kernel.orderMembers().readLines(0, 3000)) {
          expect(piece.length).toBeGreaterThan(0);
          break;
        }
      },
    ],
  ])('knows nothing of a file that %s', (_, use) => {
    use();
    expect(join(kernel)).toEqual(expected);
  });

  it('needs no more memory for twenty files than for the largest of them', () => {
    const files = [
      toLines(numbered(100_000, 'user-')),
      toLines(numbered(1000, 'user-')),
      Buffer.alloc(3_000_000, '漢\n'),
      Buffer.alloc(1_000_000, '"'.repeat(99)),
      Buffer.alloc(5_000_000, '\n'),
    ];
    const largest = Math.max(
      ...files.map((file) => {
        const kernelOfItsOwn = new JoinKernel();
        readPieces(kernelOfItsOwn, [file]);
        return memoryOf(kernelOfItsOwn);
      }),
    );
    for (let file = 0; file < 20; file++) {
      readPieces(kernel, [files[file % files.length]!]);
      expect(join(kernel)).toEqual(expected);
    }
    const again = new JoinKernel();
    for (let file = 0; file < 20; file++) readPieces(again, [files[file % files.length]!]);
    expect(memoryOf(again)).toBe(largest);
  });
});
