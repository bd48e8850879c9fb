import type { FileCounts } from '../../../kernel/file-input.ts';
import type { FileJoin } from '../../../kernel/file-join.ts';
import type { JoinKernel } from '../../../kernel/join-kernel.ts';
import { FileRejectedError } from '../../../lambdas/importer/errors.ts';
import { readFile } from '../../../lambdas/importer/read-file.ts';
import { maxFileBytes } from '../../../lambdas/shared/contract.ts';
import type { Project } from '../../../lambdas/shared/domain/project.ts';
import { aboutGivenFile, explain } from '../../../lambdas/shared/texts/explain.ts';
import { RefusedError } from '../errors.ts';
import { givenAway, takeIn } from '../take-in.ts';

/** The IDs of a file, all of which was read. */
export interface UserFile {
  file: Pick<FileJoin, 'ids' | 'sample' | 'unmatchable' | 'mark' | 'isMarked'>;
  counts: FileCounts;
}

/** Whoever runs the command ends it. */
const neverAborted = new AbortController().signal;

/**
 * Reads the whole file as an import does, before anything is written. All bytes are taken in first, because how many come
 * through a pipe shows at its end only.
 *
 * @param project says how rows are to be read
 * @throws RefusedError when an import would reject the file; one without any ID is none of these
 */
export const readUserFile = async (
  input: AsyncIterable<Uint8Array>,
  kernel: Pick<JoinKernel, 'begin'>,
  project: Pick<Project, 'idColumn' | 'delimiter'> = {},
): Promise<UserFile> => {
  try {
    const { bytes, pieces } = await takeIn(input);
    const opened = { bytes, body: givenAway(pieces) };
    return await readFile(opened, kernel, neverAborted, project, aboutGivenFile);
  } catch (error) {
    if (!(error instanceof FileRejectedError)) throw error;
    if (error.reason === 'empty') return emptyFile;
    throw new RefusedError(
      ({ shared, files }) =>
        files.refused(
          error.reason === 'too-large'
            ? files.tooLarge(maxFileBytes)
            : (explain(shared.explanations, error.explanation, aboutGivenFile) ?? error.message),
        ),
      { cause: error },
    );
  }
};

const none = function* (): Generator<never> {
  // Nobody.
};
const emptyFile: UserFile = {
  file: {
    ids: none,
    sample: () => ({ ids: [], unmatchable: 0 }),
    unmatchable: () => [],
    mark: () => undefined,
    isMarked: () => false,
  },
  counts: { rows: 0, blank: 0, distinct: 0, firstRow: '' },
};
