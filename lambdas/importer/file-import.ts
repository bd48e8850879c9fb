import type { ClaimedImport } from '../shared/claims/ports.ts';
import type { ImportMessage } from '../shared/contract.ts';
import type { Running } from './attempt.ts';
import type { Ending } from './record-import.ts';

/** One file of a message, from its claim to its end. */
export interface FileImport {
  message: ImportMessage;
  claimed: ClaimedImport;
  /** milliseconds since 1970 */
  startedAt: number;
  running: Running;
  /** The first of its message that was not put off behind others: it has all the time that there is. */
  isFirst: boolean;
  /** It cannot be read together with others, or not in time. */
  isAlone: boolean;
  /** how, and when in milliseconds since 1970; undefined as long as it goes on */
  ended: { ending: Ending; at: number } | undefined;
}

/** One of the others was the first, and is put off: now this one has the time. */
export const takeOver = (file: FileImport, putOff: readonly FileImport[]): void => {
  const first = putOff.find(({ isFirst, ended }) => isFirst && !ended);
  if (!first) return;
  first.isFirst = false;
  file.isFirst = true;
};

/** What became of one file of a message. */
export interface ImportedFile {
  message: ImportMessage;
  ending: Ending;
  /** that it took, from its claim on */
  milliseconds: number;
}
