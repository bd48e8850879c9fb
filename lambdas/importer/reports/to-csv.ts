/** Ends an ID, and is in none: UTF-8 has no such byte. */
const terminator = '\xff';

/** What begins like this, a spreadsheet calculates. */
const formula = /^[=+\-@\t\r]/;
const special = /[",\r\n]/;

/**
 * IDs as rows of a CSV file by RFC 4180, with one column and without a header. What a spreadsheet would take for a formula has an
 * apostrophe in front.
 *
 * @param ids in UTF-8, each followed by the byte 0xff
 */
export const toCsv = (ids: Uint8Array): Buffer => {
  // Byte for byte: what is looked for is ASCII, and the rest stays as it is.
  const text = Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength).toString('latin1');
  const rows = text.split(terminator);
  rows.pop();
  return Buffer.from(rows.map(toRow).join(''), 'latin1');
};

const toRow = (id: string): string => {
  const harmless = formula.test(id) ? `'${id}` : id;
  return special.test(harmless) ? `"${harmless.replaceAll('"', '""')}"\r\n` : `${harmless}\r\n`;
};
