import type { BrokenRowError, BrokenRowReason, Evidence } from '../../kernel/errors.ts';
import { showText } from '../shared/domain/show-text.ts';
import { type ReadOtherwise, readingRemedies } from '../shared/domain/read-otherwise.ts';
import { describeColumn, listNames, nameDelimiter, optionOf } from './columns-advice.ts';
import { FileRejectedError, remedyOf } from './errors.ts';

type Explain = (error: BrokenRowError, readOtherwise: ReadOtherwise) => string;

const explanations = {
  'not-utf8': ({ reason }) => `is not valid UTF-8. ${remedyOf(reason)}`,
  'utf-16': ({ reason }) => `is UTF-16 text (Excel and Tableau write it). ${remedyOf(reason)}`,
  'unclosed-quote': ({ reason }) => `opens a quote (") that is never closed. ${remedyOf(reason)}`,
  'broken-quote': ({ evidence }, readOtherwise) => explainQuote(evidence, readOtherwise),
  'several-columns': ({ row, evidence }, readOtherwise) =>
    `has more than one column. ${adviseSeveral(evidence, readOtherwise)} ` +
    `${row === 1 ? 'It' : 'Row 1'} reads: ${showText(evidence.firstRow)}`,
  'missing-column': ({ evidence }, readOtherwise) =>
    'does not have the column that the project takes the IDs from, or has it twice. ' +
    `${adviseMissing(evidence, readOtherwise)} Its columns: ${listNames(evidence.columns)}`,
  'too-few-columns': ({ reason }) =>
    `ends before the column that the project takes the IDs from. ${remedyOf(reason)}`,
} satisfies Record<BrokenRowReason, Explain>;

/** The row breaks the rules of the format; the file is rejected whole. */
export const brokenRow = (
  error: BrokenRowError,
  readOtherwise: ReadOtherwise,
): FileRejectedError => {
  const { reason, row } = error;
  const message = `Row ${row} ${explanations[reason](error, readOtherwise)}`;
  return new FileRejectedError(reason, message, { row, cause: error });
};

const adviseSeveral = (
  { columns, otherDelimiter }: Evidence,
  readOtherwise: ReadOtherwise,
): string =>
  otherDelimiter === undefined
    ? `${readingRemedies['several-columns'](readOtherwise)} ${describeColumn(columns)}`
    : `Each row has ${nameDelimiter(otherDelimiter)}, too. ${ifItSeparates(otherDelimiter, readOtherwise)}`;

const adviseMissing = ({ otherDelimiter }: Evidence, readOtherwise: ReadOtherwise): string =>
  otherDelimiter === undefined
    ? readingRemedies['missing-column'](readOtherwise)
    : `Each row has ${nameDelimiter(otherDelimiter)}. ${ifItSeparates(otherDelimiter, readOtherwise)}`;

const ifItSeparates = (delimiter: string, readOtherwise: ReadOtherwise): string =>
  `If that separates the columns, say so: ${readOtherwise(`--delimiter ${optionOf(delimiter)}`)}.`;

const blanks = /^[ \t\u00a0]+([\r\n,]|$)/;
const delimiters = /^[;|\t]/;

const explainQuote = (
  { behindQuote, hasBackslash }: Evidence,
  readOtherwise: ReadOtherwise,
): string => {
  if (hasBackslash)
    return (
      'has a backslash in front of a quote (\\"), which does not escape it here. Set the escape character of the ' +
      'export to a double quote, so that a quote that belongs to the ID is written twice ("").'
    );
  if (blanks.test(behindQuote))
    return (
      'has a blank after its closing quote ("), which belongs to nothing. Have the export write no blanks around ' +
      'what it quotes.'
    );
  const [delimiter] = delimiters.exec(behindQuote) ?? [];
  if (delimiter !== undefined)
    return `has ${nameDelimiter(delimiter)} after its closing quote ("). ${ifItSeparates(delimiter, readOtherwise)}`;
  const [text = ''] = behindQuote.split(/[\r\n]/, 1);
  return (
    `has text after its closing quote ("). ${remedyOf('broken-quote')} ` +
    `The text begins: ${showText(text)}`
  );
};
