import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ForgottenFileError, OutOfMemoryError } from '../../../kernel/errors.ts';
import type { FileJoin } from '../../../kernel/file-join.ts';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import { idsWithHash } from '../../support/colliding-ids.ts';
import {
  idsOf,
  numbered,
  oneThreadOrTwo,
  readInto,
  readPieces,
  toLines,
} from '../../support/kernels.ts';
import { orderMembers } from '../../support/order-members.ts';

const rows = [...numbered(3000, 'user-'), ...numbered(500, 'user-'), '', 'x'.repeat(3000)];
const users = [...numbered(2000, 'user-1'), ...numbered(100, 'nobody-')];

/** All that is to be known of one file. */
const join = (kernel: JoinKernel) => {
  const { file, counts } = readPieces(kernel, [toLines(rows)]);
  const ids = [...file.ids(100)].flat();
  file.mark(users);
  const members = file.orderMembers();
  return { counts, ids, longest: members.longest, members: idsOf(members) };
};

const expected = join(new JoinKernel());

/** Bytes that a kernel's memory has grown to: its pieces are views of it. */
const memoryOf = (kernel: JoinKernel): number => {
  const file = readInto(kernel, toLines(['a']));
  file.mark(['a']);
  const [piece] = file.orderMembers().readLines(0, 1);
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
    const file = kernel.begin(bytes.length);
    for (const piece of pieces) file.write(piece);
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
        expect(readInto(kernel, good).ids(10).next().done).toBe(false);
      },
    ],
    [
      'had members that were not all read',
      () => {
        const file = readInto(kernel, good);
        file.mark(rows);
        for (const piece of file.orderMembers().readLines(0, 3000)) {
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

const keys = { keyName: 'id', keyType: 'string', keyPrefix: '' } as const;
const pageOf = (ids: readonly string[]): Buffer =>
  Buffer.from(JSON.stringify({ Items: ids.map((id) => ({ id: { S: id } })), Count: 1 }));

describe.each(oneThreadOrTwo)('a file that the kernel no longer holds, %s', (_way, options) => {
  const kernel = new JoinKernel(options);
  afterAll(() => kernel.end());
  const oldIds = numbered(20_000, 'user-');

  /** A file of which nothing is left to do but to call it again. */
  const readOld = (): FileJoin => {
    const file = readInto(kernel, toLines(oldIds));
    file.readKeysAs(keys);
    return file;
  };

  const answer = async (call: (file: FileJoin) => unknown, file: FileJoin): Promise<void> => {
    await call(file);
  };

  it.each<[string, (file: FileJoin) => unknown]>([
    [
      'takes no bytes',
      (file) => {
        file.write(Buffer.from('a\n'));
      },
    ],
    ['cannot be finished', (file) => file.finish()],
    ['hands out no IDs', (file) => file.ids(10).next()],
    [
      'marks no IDs',
      (file) => {
        file.mark(users);
      },
    ],
    [
      'marks no ID either',
      (file) => {
        file.mark([]);
      },
    ],
    [
      'marks no lines',
      (file) => {
        file.markLines(toLines(users));
      },
    ],
    [
      'says nothing of keys',
      (file) => {
        file.readKeysAs({ ...keys, keyPrefix: 'x' });
      },
    ],
    ['marks no page', (file) => file.markPage([pageOf(users)])],
    ['has no members', (file) => file.orderMembers()],
  ])('%s', async (_, call) => {
    const old = readOld();
    const { file, counts } = readPieces(kernel, [toLines(rows)]);
    file.readKeysAs(keys);
    await expect(answer(call, old)).rejects.toThrow(ForgottenFileError);
    expect(counts).toEqual(expected.counts);
    await file.markPage([pageOf(['user-7'])]);
    expect(idsOf(file.orderMembers())).toEqual(['user-7']);
    await expect(answer(call, old)).rejects.toThrow(ForgottenFileError);
  });

  it('hands out no more IDs than it has, and no more members', () => {
    const old = readOld();
    const ids = old.ids(10);
    expect(ids.next().done).toBe(false);
    const other = readOld();
    expect(() => ids.next()).toThrow(ForgottenFileError);
    other.mark(oldIds);
    const members = other.orderMembers();
    const lines = members.readLines(0, members.count);
    expect(lines.next().done).toBe(false);
    expect(join(kernel)).toEqual(expected);
    expect(() => lines.next()).toThrow(ForgottenFileError);
    expect(() => members.tagOf(0)).toThrow(ForgottenFileError);
    expect(() => members.readLines(0, 1).next()).toThrow(ForgottenFileError);
    expect(join(kernel)).toEqual(expected);
  });

  it('marks nobody while the next one is read, however often it is answered', () => {
    const old = readOld();
    const bytes = toLines(numbered(400_000, 'user-'));
    const file = kernel.begin(bytes.length);
    let refused = 0;
    for (let start = 0; start < bytes.length; start += 100_000) {
      file.write(bytes.subarray(start, start + 100_000));
      for (let answer = 0; answer < 10; answer += 1)
        expect(() => {
          refused += 1;
          old.mark(oldIds.slice(answer * 1000, answer * 1000 + 1000));
        }).toThrow(ForgottenFileError);
    }
    expect(refused).toBeGreaterThan(400);
    expect(file.finish().distinct).toBe(400_000);
    expect(file.orderMembers().count).toBe(0);
  });

  it('is not taken up again when no other one could be begun, nor after the end', async () => {
    const old = readOld();
    expect(() => kernel.begin(2 ** 32 - 1)).toThrow(OutOfMemoryError);
    expect(() => {
      old.mark(users);
    }).toThrow(ForgottenFileError);
    const own = new JoinKernel(options);
    const last = readInto(own, toLines(rows));
    await own.end();
    expect(() => {
      last.mark(users);
    }).toThrow(ForgottenFileError);
  });
});

it('refuses pages that lay on desks, or were under way in the second thread, when another file began', async () => {
  const kernel = new JoinKernel({ secondThreadFrom: 0 });
  const ids = numbered(200_000, 'user-');
  const page = pageOf(ids);
  const old = readInto(kernel, toLines(ids));
  old.readKeysAs(keys);
  const waiting: Promise<unknown>[] = [];
  while (waiting.length === 0) {
    const done: unknown[] = [];
    const marking = old.markPage([page]).finally(() => done.push(page));
    // A thread that has started takes longer than a turn of this one.
    await turn();
    if (done.length === 0) waiting.push(marking);
  }
  for (let more = 0; more < 3; more += 1) waiting.push(old.markPage([page]));
  const file = kernel.begin(toLines(ids).length);
  const ends = await Promise.allSettled(waiting);
  expect(ends.map((end) => 'reason' in end && end.reason instanceof ForgottenFileError)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  file.write(toLines(ids));
  expect(file.finish().distinct).toBe(ids.length);
  expect(file.orderMembers().count).toBe(0);
  await kernel.end();
});

it.each(oneThreadOrTwo)('reads no page as the last file said, %s', async (_way, options) => {
  const kernel = new JoinKernel(options);
  readInto(kernel, toLines(rows)).readKeysAs(keys);
  const file = readInto(kernel, toLines(rows));
  await expect(file.markPage([pageOf(users)])).rejects.toThrow('keys');
  expect(file.orderMembers().count).toBe(0);
  await kernel.end();
});
