import type { BrokenRowError, BrokenRowReason } from '../../kernel/errors.ts';
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
  const message = `Row ${row} ${explanations[reason]} ${remedyOf(reason)}`;
  return new FileRejectedError(reason, message, { row, cause: error });
};
