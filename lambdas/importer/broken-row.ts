import type { BrokenRowError, BrokenRowReason, Evidence } from '../../kernel/errors.ts';
import { showText } from '../shared/domain/show-text.ts';
import { adviseDelimiter, describeColumn, listNames, nameDelimiter } from './columns-advice.ts';
import { FileRejectedError, remedyFor, remedyOf } from './errors.ts';

type Explain = (error: BrokenRowError, projectId: string) => string;

const explanations = {
  'not-utf8': ({ reason }) => `is not valid UTF-8. ${remedyOf(reason)}`,
  'utf-16': ({ reason }) => `is UTF-16 text (Excel and Tableau write it). ${remedyOf(reason)}`,
  'unclosed-quote': ({ reason }) => `opens a quote (") that is never closed. ${remedyOf(reason)}`,
  'broken-quote': ({ evidence }, projectId) => explainQuote(evidence, projectId),
  'several-columns': ({ row, evidence }, projectId) =>
    `has more than one column. ${adviseSeveral(evidence, projectId)} ` +
    `${row === 1 ? 'It' : 'Row 1'} reads: ${showText(evidence.firstRow)}`,
  'missing-column': ({ evidence }, projectId) =>
    'does not have the column that the project takes the IDs from, or has it twice. ' +
    `${adviseMissing(evidence, projectId)} Its columns: ${listNames(evidence.columns)}`,
  'too-few-columns': ({ reason }) =>
    `ends before the column that the project takes the IDs from. ${remedyOf(reason)}`,
} satisfies Record<BrokenRowReason, Explain>;

/** The row breaks the rules of the format; the file is rejected whole. */
export const brokenRow = (error: BrokenRowError, projectId: string): FileRejectedError => {
  const { reason, row } = error;
  const message = `Row ${row} ${explanations[reason](error, projectId)}`;
  return new FileRejectedError(reason, message, { row, cause: error });
};

const adviseSeveral = ({ columns, otherDelimiter }: Evidence, projectId: string): string =>
  otherDelimiter === undefined
    ? `${remedyFor('several-columns', projectId)} ${describeColumn(columns)}`
    : `Each row has ${nameDelimiter(otherDelimiter)}, too. ${ifItSeparates(otherDelimiter, projectId)}`;

const adviseMissing = ({ otherDelimiter }: Evidence, projectId: string): string =>
  otherDelimiter === undefined
    ? remedyFor('missing-column', projectId)
    : `Each row has ${nameDelimiter(otherDelimiter)}. ${ifItSeparates(otherDelimiter, projectId)}`;

const ifItSeparates = (delimiter: string, projectId: string): string =>
  `If that separates the columns, say so: ${adviseDelimiter(delimiter, projectId)}.`;

const blanks = /^[ \t\u00a0]+([\r\n,]|$)/;
const delimiters = /^[;|\t]/;

const explainQuote = ({ behindQuote, hasBackslash }: Evidence, projectId: string): string => {
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
    return `has ${nameDelimiter(delimiter)} after its closing quote ("). ${ifItSeparates(delimiter, projectId)}`;
  const [text = ''] = behindQuote.split(/[\r\n]/, 1);
  return (
    `has text after its closing quote ("). ${remedyOf('broken-quote')} ` +
    `The text begins: ${showText(text)}`
  );
};
