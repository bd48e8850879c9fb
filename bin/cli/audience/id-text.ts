import type { Project } from '../../../lambdas/shared/domain/project.ts';

/** Characters; one write for each ID would take longer than to read them. */
const blockSize = 64 * 1024;

/** IDs exactly as they are, one a line, in blocks. */
export const linesOf = (batches: AsyncIterable<string[]>): AsyncGenerator<string> =>
  blocksOf(batches, (id) => id);

/** Nobody reads these otherwise, whatever their delimiter is. Not a text that begins with a dot, a hyphen or an @. */
const isPlain = /^[A-Za-z0-9][A-Za-z0-9._@-]*$/;
/** As row 1, also in quotes, it tells Excel the delimiter. As row 2 it is an ID. */
const saysDelimiter = /^sep=.$/i;

/**
 * IDs as a file that an import of the project reads back as the same set, in blocks. What anybody might read in another way is
 * quoted.
 */
export const csvOf = (
  batches: AsyncIterable<string[]>,
  { idColumn, delimiter = ',' }: Pick<Project, 'idColumn' | 'delimiter'> = {},
): AsyncGenerator<string> => {
  const hasName = typeof idColumn === 'string';
  const columnsBefore = delimiter.repeat(typeof idColumn === 'number' ? idColumn - 1 : 0);
  const toField = (text: string): string =>
    isPlain.test(text) && !text.includes(delimiter) ? text : `"${text.replaceAll('"', '""')}"`;
  let row = 0;
  return blocksOf(batches, (id) => {
    row += 1;
    const field = columnsBefore + toField(id);
    if (row > 1) return field;
    const first = hasName ? `${toField(idColumn)}\n${field}` : field;
    return saysDelimiter.test(hasName ? idColumn : id) ? `\n${first}` : first;
  });
};

async function* blocksOf(
  batches: AsyncIterable<string[]>,
  toField: (id: string) => string,
): AsyncGenerator<string> {
  let block = '';
  for await (const ids of batches) {
    for (const id of ids) block += `${toField(id)}\n`;
    if (block.length < blockSize) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}

/** One JSON array of all IDs, in blocks. */
export async function* jsonArrayOf(batches: AsyncIterable<string[]>): AsyncGenerator<string> {
  let block = '[';
  let separator = '\n';
  for await (const ids of batches) {
    for (const id of ids) {
      block += separator + JSON.stringify(id);
      separator = ',\n';
    }
    if (block.length < blockSize) continue;
    yield block;
    block = '';
  }
  yield `${block}\n]\n`;
}
