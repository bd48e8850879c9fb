import { Readable } from 'node:stream';
import {
  changeUsers,
  type ChangeUsersPorts,
  type UserChanges,
} from '../../bin/cli/users/change-users.ts';
import { openUserList } from '../../bin/cli/users/open-user-list.ts';
import {
  type ReadingInOrder,
  readInOrder,
  type RowsInOrder,
} from '../../bin/cli/users/read-in-order.ts';
import { readUserFile, type UserFile } from '../../bin/cli/users/read-user-file.ts';
import { withKernel } from './kernels.ts';

type Options = Partial<Pick<ReadingInOrder, 'project' | 'fromLine' | 'leastBytes'>>;

/** A list of users as a command reads it: as a whole, and again in the order of its rows. */
export const withUserList = <T>(
  content: string | Uint8Array,
  { project = {}, fromLine = 1, ...options }: Options,
  work: (users: UserFile, rows: AsyncIterable<RowsInOrder>) => Promise<T>,
): Promise<T> =>
  withKernel((whole) =>
    withKernel(async (kernel) => {
      const list = await openUserList('-', Readable.from([Buffer.from(content)]));
      const users = await readUserFile(list.stored, whole, project);
      const rows = readInOrder(list.unpacked(), { kernel, project, fromLine, ...options });
      return work(users, rows);
    }),
  );

export const calmly: Omit<ChangeUsersPorts, 'writeUsers'> = {
  onRefused: () => undefined,
  onProgress: () => undefined,
  onBroken: () => undefined,
  sleep: () => Promise.resolve(),
  random: () => 0,
  signal: new AbortController().signal,
};

/** Registers or unregisters those of a list. */
export const changeUserList = (
  content: string | Uint8Array,
  ports: ChangeUsersPorts,
  { header, ...options }: Options & { header?: string | undefined } = {},
): Promise<UserChanges> =>
  withUserList(content, options, (users, rows) =>
    changeUsers({ users, rows, header, fromLine: options.fromLine ?? 1 }, ports),
  );
