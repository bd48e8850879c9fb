import { isUtf8 } from 'node:buffer';
import type { OracleAnswer } from './csv-oracle.ts';

/** The rules of docs/csv-format.md for files with several columns, as csv-oracle.ts has those for one. */
export const readColumnByTheRules = (
  bytes: Uint8Array,
  column: string | number,
  delimiter = ',',
): OracleAnswer => {
  const text = Buffer.from(bytes).toString('latin1');
  if (/^(\xff\xfe|\xfe\xff|\0[^\0]\0[^\0]|[^\0]\0[^\0]\0)/.test(text))
    return { brokenRow: 1, isEncoding: true };
  const d = `\\x${delimiter.charCodeAt(0).toString(16).padStart(2, '0')}`;
  const name = Buffer.from(String(column)).toString('latin1');
  let wanted = typeof column === 'number' ? column : undefined;
  const rows: string[] = [];
  for (let from = 0; ;) {
    const row = fieldsAt(text, behindMarks(text, from), d);
    if (row === 'end') return { rows };
    const broken = (isEncoding = false): OracleAnswer => ({
      brokenRow: rows.length + 1,
      isEncoding,
    });
    if (row === 'broken') return broken();
    from = row.next;
    const isForSpreadsheets =
      rows.length === 0 && new RegExp(`^("?)sep=${d}\\1$`, 'i').test(row.line);
    if (isForSpreadsheets || row.fields.every((field) => field === '')) rows.push('');
    else if (wanted === undefined) {
      if (row.fields.filter((field) => field === name).length !== 1) return broken();
      wanted = row.fields.indexOf(name) + 1;
      rows.push('');
    } else {
      const field = row.fields[wanted - 1];
      if (field === undefined) return broken();
      const id = Buffer.from(field, 'latin1');
      if (!isUtf8(id)) return broken(true);
      rows.push(id.toString('utf8'));
    }
  }
};

const behindMarks = (text: string, from: number): number => {
  const marks = /(?:\xef\xbb\xbf)*/y;
  marks.lastIndex = from;
  return from + (marks.exec(text)?.[0].length ?? 0);
};

const fieldsAt = (
  text: string,
  start: number,
  d: string,
): { fields: string[]; line: string; next: number } | 'end' | 'broken' => {
  if (start >= text.length) return 'end';
  const field = new RegExp(
    `(?:"((?:[^"]|"")*)"|(?!")([^${d}\\r\\n]*))(${d}|\\r\\n|\\r|\\n|$)`,
    'y',
  );
  field.lastIndex = start;
  const fields: string[] = [];
  for (;;) {
    const match = field.exec(text);
    if (match === null) return 'broken';
    const [, quoted, plain = '', end = ''] = match;
    fields.push(quoted?.replaceAll('""', '"') ?? plain);
    if (new RegExp(`^${d}$`).test(end)) continue;
    const next = field.lastIndex;
    return { fields, line: text.slice(start, next - end.length), next };
  }
};
