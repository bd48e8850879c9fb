import { isUtf8 } from 'node:buffer';
import type { Writable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { brokenRow } from './errors.ts';
import { inspectEnds } from './inspect-ends.ts';

/** One character a byte. `raw`: the row as it stands in the file, with its end. */
const recordSchema = z.object({ record: z.tuple([z.string()], z.string()), raw: z.string() });

/**
 * Reads a file of user IDs, one a row, by the rules of docs/csv-format.md.
 *
 * @param source the file's bytes, cut anywhere
 * @returns rows in the order of the file, in groups of any size; the empty string is a blank row
 * @throws FileRejectedError at the first row that breaks a rule
 */
export async function* readRows(source: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  let row = 0;
  let rows: string[] = [];
  const parser = parse({
    // Bytes as characters: nothing is lost before UTF-8 has been checked. (With `null` it hands out
    // buffers, but then fails on an unclosed quote.)
    encoding: 'latin1',
    raw: true,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    // A quote inside an unquoted field is an ordinary character. The option would also let text after a
    // closing quote pass; toId does not.
    relax_quotes: true,
    // Rows are taken here and not from the stream, because a stream that fails forgets what it has not
    // handed out yet, and then which row is named would depend on how the network cut the file.
    on_record: (record: unknown) => {
      row += 1;
      rows.push(toId(record, row));
    },
  });
  parser.on('error', () => {
    // Each failure is also the answer of the write or end that met it.
  });
  try {
    for await (const bytes of inspectEnds(source)) {
      await write(parser, bytes);
      yield rows;
      rows = [];
    }
    await end(parser);
    yield rows;
  } catch (error) {
    if (error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED')
      throw brokenRow('unclosed-quote', row + 1);
    throw error;
  } finally {
    parser.destroy();
  }
}

const write = (stream: Writable, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.write(bytes, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });

const end = (stream: Writable): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.once('error', reject);
    stream.end(resolve);
  });

const rowEnd = /(\r\n?|\n)$/;

const toId = (item: unknown, row: number): string => {
  const { record, raw } = recordSchema.parse(item);
  const [field, ...others] = record;
  if (others.length > 0) throw brokenRow('several-columns', row);
  if (raw.startsWith('"') && raw.replace(rowEnd, '') !== `"${field.replaceAll('"', '""')}"`)
    throw brokenRow('broken-quote', row);
  const bytes = Buffer.from(field, 'latin1');
  if (!isUtf8(bytes)) throw brokenRow('not-utf8', row);
  return bytes.toString('utf8');
};
