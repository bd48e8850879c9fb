import type { FreshnessTurn } from '../../shared/domain/freshness.ts';
import { isForRematch } from '../../shared/domain/rematch.ts';
import type { Source } from '../../shared/domain/audience-item.ts';
import type { Decision } from './decide.ts';
import type { FilePair } from './merge-by-file-name.ts';

/** A file whose state has to be written, or that has to be sent. */
export type Task = { fileName: string } & (
  | { kind: 'missing'; listedAt: number; disbelieved?: number }
  /** it is new, or was seen otherwise before */
  | {
      kind: 'source';
      source: Source;
      isSent: boolean;
      noPlace?: number;
      disbelieved?: number;
      /** to be written when the source is */
      turn?: FreshnessTurn;
    }
  /** `isAgain`: an import of this very version has failed */
  | { kind: 'send'; source: Source; isAgain: boolean; noPlace?: number }
  /** it was rejected for the project's limit, and there is room now */
  | { kind: 'retry'; source: Source }
  /** what that import has published, or has matched anew in vain, is matched anew */
  | { kind: 'rematch'; source: Source; importId: string }
  /** it has not changed for longer than is expected, or what is expected has */
  | { kind: 'freshness'; source: Source; turn: FreshnessTurn }
);

/** @returns undefined when there is nothing to be done about the file */
export const toTask = (
  { fileName, known, listedAt }: FilePair,
  { newSource, missing, send, disbelieved }: Decision,
): Task | undefined => {
  const instead = disbelieved === undefined ? {} : { disbelieved };
  if (missing) return { fileName, kind: 'missing', listedAt, ...instead };
  if (newSource)
    return { fileName, kind: 'source', source: newSource, isSent: send === 'yes', ...instead };
  if (!known) return undefined;
  const { source, outcome } = known;
  const isOfOutcome = outcome?.etag === source.etag;
  // Also where a message for it was dropped: it has failed for nothing of its own.
  const isRematch = send === 'rematch' || (send === 'yes' && isOfOutcome && isForRematch(outcome));
  if (isRematch && outcome?.importId !== undefined)
    return { fileName, kind: 'rematch', source, importId: outcome.importId };
  return send === 'yes' ? { fileName, kind: 'send', source, isAgain: isOfOutcome } : undefined;
};
