import { type JoinedMembers, JoinKernel } from '../../kernel/join-kernel.ts';

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

/** A kernel that has read the file. */
export const readInto = (kernel: JoinKernel, ...pieces: (string | Uint8Array)[]): JoinKernel => {
  const buffers = pieces.map((piece) => Buffer.from(piece));
  kernel.begin(buffers.reduce((sum, { length }) => sum + length, 0));
  for (const bytes of buffers) kernel.write(bytes);
  kernel.finish();
  return kernel;
};

/** The members of a version that consists of these IDs. */
export const joinAll = (kernel: JoinKernel, ids: readonly string[]): JoinedMembers => {
  readInto(kernel, ids.map((id) => `"${id.replaceAll('"', '""')}"\n`).join(''));
  kernel.mark(ids);
  return kernel.orderMembers();
};

export const idsOf = (members: JoinedMembers): string[] =>
  Buffer.concat([...members.readLines(0, members.count)].map((piece) => Buffer.from(piece)))
    .toString()
    .split('\n')
    .slice(0, -1);
