import type { BrokenRowError, BrokenRowReason, Evidence } from '../../kernel/errors.ts';
import { showText } from '../shared/domain/show-text.ts';
import { FileRejectedError, remedyOf } from './errors.ts';

const explanations = {
  'not-utf8': 'is not valid UTF-8.',
  'utf-16': 'is UTF-16 text (Excel and Tableau write it).',
  'unclosed-quote': 'opens a quote (") that is never closed.',
  'broken-quote': 'has text after its closing quote (").',
  'several-columns': 'has more than one column.',
} satisfies Record<BrokenRowReason, string>;

/** The row breaks the rules of the format; the file is rejected whole. */
export const brokenRow = (error: BrokenRowError): FileRejectedError => {
  const { reason, row } = error;
  const message = `Row ${row} ${describe(error)}`;
  return new FileRejectedError(reason, message, { row, cause: error });
};

const describe = ({ reason, row, evidence }: BrokenRowError): string => {
  if (reason === 'broken-quote') return describeQuote(evidence);
  const whatAndRemedy = `${explanations[reason]} ${remedyOf(reason)}`;
  if (reason !== 'several-columns') return whatAndRemedy;
  const it = row === 1 ? 'It' : 'Row 1';
  return `${whatAndRemedy} ${it} reads: ${showText(evidence.firstRow)}`;
};

const blanks = /^[ \t\u00a0]/;

const describeQuote = ({ behindQuote, hasBackslash }: Evidence): string => {
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
  const [text = ''] = behindQuote.split(/[\r\n]/, 1);
  return `${explanations['broken-quote']} ${remedyOf('broken-quote')} The text begins: ${showText(text)}`;
};
