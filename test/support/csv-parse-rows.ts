import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** One character a byte. */
const recordsSchema = z.array(z.tuple([z.string()], z.literal('')));
const mark = Buffer.from('\ufeff');

/**
 * What csv-parse reads from a file that breaks no rule: another reader than the product's, written by others. It knows
 * of a byte-order mark at the start of the file only, and of no `sep=`.
 *
 * @returns rows in order; the empty string is a blank row
 */
export const parseRows = (bytes: Uint8Array): string[] => {
  // Shown the mark, csv-parse would take it for the better news on the encoding.
  const hasMark = Buffer.from(bytes).subarray(0, mark.length).equals(mark);
  const records = recordsSchema.parse(
    parse(Buffer.from(hasMark ? bytes.subarray(mark.length) : bytes), {
      encoding: 'latin1',
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_quotes: true,
      relax_column_count: true,
    }),
  );
  return records.map(([field]) => {
    const id = Buffer.from(field, 'latin1');
    if (!isUtf8(id)) throw new TypeError('not UTF-8');
    return id.toString('utf8');
  });
};
