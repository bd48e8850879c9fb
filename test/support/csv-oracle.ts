import { isUtf8 } from 'node:buffer';

export type OracleAnswer = { rows: string[] } | { brokenRow: number; isEncoding: boolean };

/**
 * What docs/csv-format.md says, written down a second time: over the whole file at once and with regular
 * expressions, so that it shares no idea with the product's reader. One character a byte.
 *
 * @returns rows in order; the empty string is a blank row
 */
export const readByTheRules = (bytes: Uint8Array, delimiter = ','): OracleAnswer => {
  const text = Buffer.from(bytes).toString('latin1');
  if (/^(\xff\xfe|\xfe\xff|\0[^\0]\0[^\0]|[^\0]\0[^\0]\0)/.test(text))
    return { brokenRow: 1, isEncoding: true };
  const d = `\\x${delimiter.charCodeAt(0).toString(16).padStart(2, '0')}`;
  const marks = /(?:\xef\xbb\xbf)*/y;
  const row = new RegExp(
    `(?:"((?:[^"]|"")*)"|(?!")([^${d}\\r\\n]*))(?:${d}(?:"")?)*(\\r\\n|\\r|\\n|$)`,
    'y',
  );
  const rows: string[] = [];
  for (let from = 0; ;) {
    marks.lastIndex = from;
    row.lastIndex = from + (marks.exec(text)?.[0].length ?? 0);
    if (row.lastIndex >= text.length) return { rows };
    const match = row.exec(text);
    // A regular expression may give up a closing quote to match; then the text after it says so.
    const field = match?.[1]?.replaceAll('""', '"') ?? match?.[2];
    if (match === null || field === undefined)
      return { brokenRow: rows.length + 1, isEncoding: false };
    const id = Buffer.from(field, 'latin1');
    if (!isUtf8(id)) return { brokenRow: rows.length + 1, isEncoding: true };
    const line = match[0].slice(0, match[0].length - (match[3]?.length ?? 0));
    const isForSpreadsheets = rows.length === 0 && new RegExp(`^("?)sep=${d}\\1$`, 'i').test(line);
    rows.push(isForSpreadsheets ? '' : id.toString('utf8'));
    from = row.lastIndex;
  }
};
