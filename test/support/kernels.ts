import { afterAll, beforeAll } from '@jest/globals';
import type { FileCounts } from '../../kernel/file-input.ts';
import type { FileJoin } from '../../kernel/file-join.ts';
import type { JoinedMembers } from '../../kernel/joined-members.ts';
import { JoinKernel, type KernelOptions } from '../../kernel/join-kernel.ts';

/** For `describe.each`. */
export const oneThreadOrTwo: readonly (readonly [string, KernelOptions])[] = [
  ['on one thread', {}],
  ['on two threads', { secondThreadFrom: 0 }],
];

/** Gives the tests of a `describe` a kernel of their own. */
export const provideKernel = (
  options: KernelOptions,
  receive: (kernel: JoinKernel) => void,
): void => {
  let kernel: JoinKernel | undefined;
  beforeAll(() => {
    kernel = new JoinKernel(options);
    receive(kernel);
  });
  afterAll(() => kernel?.end());
};

const idle: JoinKernel[] = [];

/** Lends a kernel, which holds one file at a time. Each reserves address space, so that they are used again. */
export const withKernel = async <T>(work: (kernel: JoinKernel) => Promise<T>): Promise<T> => {
  const kernel = idle.pop() ?? new JoinKernel();
  try {
    return await work(kernel);
  } finally {
    idle.push(kernel);
  }
};

/** @param homes of the table at most; fewer make it full sooner, or cheaper to begin */
export const readPieces = (
  kernel: JoinKernel,
  pieces: readonly Uint8Array[],
  homes?: number,
): { file: FileJoin; counts: FileCounts } => {
  const file = kernel.begin(
    pieces.reduce((sum, { length }) => sum + length, 0),
    { homes },
  );
  for (const bytes of pieces) file.write(bytes);
  return { file, counts: file.finish() };
};

/** A file that the kernel has read. */
export const readInto = (kernel: JoinKernel, ...pieces: (string | Uint8Array)[]): FileJoin =>
  readPieces(
    kernel,
    pieces.map((piece) => Buffer.from(piece)),
  ).file;

export const toLines = (rows: readonly string[]): Buffer => Buffer.from(`${rows.join('\n')}\n`);

export const numbered = (count: number, name = 'user-'): string[] =>
  Array.from({ length: count }, (_, index) => `${name}${index}`);

export const quoted = (id: string): string => `"${id.replaceAll('"', '""')}"`;

/** The members of a version that consists of these IDs. */
export const joinAll = (kernel: JoinKernel, ids: readonly string[]): JoinedMembers => {
  const file = readInto(kernel, ids.map((id) => `${quoted(id)}\n`).join(''));
  file.mark(ids);
  return file.orderMembers();
};

/** Members `from` to `to - 1`, or all. */
export const idsOf = (members: JoinedMembers, from = 0, to = members.count): string[] =>
  Buffer.concat(
    // Copied one by one: a piece is valid until the next one is asked for.
    members
      .readLines(from, to)
      .map((piece) => Buffer.from(piece))
      .toArray(),
  )
    .toString()
    .split('\n')
    .slice(0, -1);
