import type { BrokenRowError, BrokenRowReason, Evidence } from '../../kernel/errors.ts';
import type { Explanation } from '../shared/domain/explanation.ts';
import { showText } from '../shared/domain/show-text.ts';
import type { About } from '../shared/texts/explain.ts';
import { FileRejectedError, showDelimiter } from './errors.ts';
import { nameColumns, showColumns } from './name-columns.ts';

type Explain = (row: number, evidence: Evidence) => Explanation;

const explanations = {
  'not-utf8': (row) => ({ of: 'not-utf8', values: { row } }),
  'utf-16': (row) => ({ of: 'utf-16', values: { row } }),
  'unclosed-quote': (row) => ({ of: 'unclosed-quote', values: { row } }),
  'broken-quote': (row, evidence) => explainQuote(row, evidence),
  'several-columns': (row, { columns, otherDelimiter, firstRow }) => {
    const values = { row, firstRow: showText(firstRow) };
    if (otherDelimiter !== undefined)
      return {
        of: 'several-with-other-delimiter',
        values: { ...values, delimiter: showDelimiter(otherDelimiter) },
      };
    const names = nameColumns(columns);
    return { of: 'several-columns', values: { ...values, ...(names && { columns: names }) } };
  },
  'missing-column': (row, { columns, otherDelimiter }) => {
    const values = { row, columns: showColumns(columns) };
    return otherDelimiter === undefined
      ? { of: 'missing-column', values }
      : {
          of: 'missing-with-other-delimiter',
          values: { ...values, delimiter: showDelimiter(otherDelimiter) },
        };
  },
  'too-few-columns': (row) => ({ of: 'too-few-columns', values: { row } }),
} satisfies Record<BrokenRowReason, Explain>;

/** The row breaks the rules of the format; the file is rejected whole. */
export const brokenRow = (error: BrokenRowError, about: About): FileRejectedError => {
  const { reason, row, evidence } = error;
  const explanation = explanations[reason](row, evidence);
  return new FileRejectedError(reason, explanation, { row, about, cause: error });
};

const blanks = /^[ \t\u00a0]+([\r\n,]|$)/;
const delimiters = /^[;|\t]/;

const explainQuote = (row: number, { behindQuote, hasBackslash }: Evidence): Explanation => {
  if (hasBackslash) return { of: 'escaped-quote', values: { row } };
  if (blanks.test(behindQuote)) return { of: 'blank-behind-quote', values: { row } };
  const [delimiter] = delimiters.exec(behindQuote) ?? [];
  if (delimiter !== undefined) return { of: 'delimiter-behind-quote', values: { row, delimiter } };
  const [text = ''] = behindQuote.split(/[\r\n]/, 1);
  return { of: 'text-behind-quote', values: { row, text: showText(text) } };
};
