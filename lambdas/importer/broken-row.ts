import type { BrokenRowError, BrokenRowReason } from '../../kernel/errors.ts';
import { FileRejectedError } from './errors.ts';

const explanations = {
  'not-utf8': 'is not valid UTF-8. Export the file as UTF-8 and upload it again.',
  'utf-16':
    'is UTF-16 text (Excel and Tableau write it). Save the file as "CSV UTF-8" and upload it again.',
  'unclosed-quote':
    'opens a quote (") that is never closed. Close it, or write a quote that belongs to the ID twice ("").',
  'broken-quote':
    'has text after its closing quote ("). Write a quote that belongs to the ID twice ("").',
  'several-columns':
    'has more than one column. Export only the column with the user IDs, or quote IDs that contain a comma.',
} satisfies Record<BrokenRowReason, string>;

/** The row breaks the rules of the format; the file is rejected whole. */
export const brokenRow = (error: BrokenRowError): FileRejectedError => {
  const { reason, row } = error;
  return new FileRejectedError(reason, `Row ${row} ${explanations[reason]}`, { row, cause: error });
};
