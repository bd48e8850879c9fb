import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** One character a byte. */
const recordsSchema = z.array(z.tuple([z.string()], z.string()));

/**
 * What csv-parse reads from a file that breaks no rule: another reader than the product's, written by others.
 *
 * @returns rows in order; the empty string is a blank row
 */
export const parseRows = (bytes: Uint8Array): string[] => {
  const records = recordsSchema.parse(
    parse(Buffer.from(bytes), {
      encoding: 'latin1',
      bom: true,
      record_delimiter: ['\r\n', '\n'],
      relax_quotes: true,
    }),
  );
  return records.map(([field]) => {
    const id = Buffer.from(field, 'latin1');
    if (!isUtf8(id)) throw new TypeError('not UTF-8');
    return id.toString('utf8');
  });
};
