/** Characters; one write for each ID would take longer than to read them. */
const blockSize = 64 * 1024;

/** IDs exactly as they are, one a line, in blocks. */
export async function* linesOf(ids: AsyncIterable<string>): AsyncGenerator<string> {
  let block = '';
  for await (const id of ids) {
    block += `${id}\n`;
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
