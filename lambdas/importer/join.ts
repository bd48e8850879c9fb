import type { FileJoin } from '../../kernel/file-join.ts';
import type { JoinKernel } from '../../kernel/join-kernel.ts';
import type { FileOptions } from '../../kernel/shared-join.ts';
import type { UserMarks } from '../../kernel/user-marks.ts';
import type { FileImport } from './file-import.ts';

/** Takes in the files of a pass, one after the other. */
export interface Join {
  /** @throws NoRoomError when the file does not fit beside the others */
  begin: (fileBytes: number, options?: FileOptions) => FileJoin;
  /** All files have been read. @returns what marks the users in all of them */
  endReading: () => UserMarks;
}

/** One file gets as much room as it turns out to need. */
export const beginJoin = (
  files: readonly Pick<FileImport, 'claimed'>[],
  kernel: Pick<JoinKernel, 'begin' | 'beginTogether'>,
): Join => {
  if (files.length > 1) {
    const bytes = files.reduce((sum, { claimed }) => sum + claimed.size, 0);
    return kernel.beginTogether(bytes, files.length);
  }
  let file: FileJoin | undefined;
  return {
    begin: (fileBytes, options) => {
      file = kernel.begin(fileBytes, options);
      return file;
    },
    endReading: () => {
      if (!file) throw new Error('no file was begun');
      return file;
    },
  };
};
