/** Characters; one write for each ID would take longer than to read them. */
const blockSize = 64 * 1024;

/** IDs exactly as they are, one a line, in blocks. */
export const linesOf = (ids: AsyncIterable<string>): AsyncGenerator<string> =>
  blocksOf(ids, (id) => id);

/** Nobody reads these otherwise, whatever their delimiter is. Not a text that begins with a dot, a hyphen or an @. */
const isPlain = /^[A-Za-z0-9][A-Za-z0-9._@-]*$/;
/** As row 1, also in quotes, it tells Excel the delimiter. As row 2 it is an ID. */
const saysDelimiter = /^sep=.$/i;

/**
 * IDs as a file that an import reads back as the same set, in blocks. What anybody might read in another way is quoted.
 */
export const csvOf = (ids: AsyncIterable<string>): AsyncGenerator<string> => {
  let row = 0;
  return blocksOf(ids, (id) => {
    row += 1;
    if (isPlain.test(id)) return id;
    const quoted = `"${id.replaceAll('"', '""')}"`;
    return row === 1 && saysDelimiter.test(id) ? `\n${quoted}` : quoted;
  });
};

async function* blocksOf(
  ids: AsyncIterable<string>,
  toField: (id: string) => string,
): AsyncGenerator<string> {
  let block = '';
  for await (const id of ids) {
    block += `${toField(id)}\n`;
    if (block.length < blockSize) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}

/** One JSON array of all IDs, in blocks. */
export async function* jsonArrayOf(ids: AsyncIterable<string>): AsyncGenerator<string> {
  let block = '[';
  let separator = '\n';
  for await (const id of ids) {
    block += separator + JSON.stringify(id);
    separator = ',\n';
    if (block.length < blockSize) continue;
    yield block;
    block = '';
  }
  yield `${block}\n]\n`;
}
