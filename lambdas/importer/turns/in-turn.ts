import { AudienceImportError } from '../../shared/errors.ts';
import type { Backoff, Now } from '../../shared/ports.ts';
import { findPlace, mayBegin, type Turn } from '../domain/turn.ts';

/** What is known of who uses a table. */
export interface TableTurns {
  /** changes with each write; 0 before the first */
  revision: number;
  /** by audience ID */
  turns: Readonly<Record<string, Turn>>;
}

/** Keeps who uses a table, for all imports. */
export interface TurnStore {
  /** Strongly consistent. */
  read: (tableName: string) => Promise<TableTurns>;
  /**
   * Enters a turn, and removes others.
   *
   * @returns false when somebody else has written since `revision` was read; nothing was written then
   */
  enter: (
    tableName: string,
    revision: number,
    audienceId: string,
    turn: Turn,
    gone: readonly string[],
  ) => Promise<boolean>;
  leave: (tableName: string, audienceId: string) => Promise<void>;
}

/** The import cannot wait any longer. Its place is kept for a while. */
export class TurnMissedError extends AudienceImportError {
  override readonly name = 'TurnMissedError';
}

export interface Work {
  tableName: string;
  /** that it would take alone */
  seconds: number;
  /** Audience IDs of the other files that it is done for. What one of them has waited counts for all. */
  alsoFor?: readonly string[];
}

/**
 * Does what takes a large part of a table's throughput when those who share the table can all be done in time. What takes
 * a few seconds is done at once.
 *
 * @throws TurnMissedError, the signal's reason, or whatever the work throws
 */
export type InTurn = <T>(work: Work, doWork: () => Promise<T>) => Promise<T>;

export interface InTurnPorts {
  turnStore: TurnStore;
  /** A turn that could not be ended ends by itself, with the import's time. */
  onTurnKept: (error: unknown) => void;
  backoff: Backoff;
  now: Now;
}

/** How long the imports of a message have waited between them. */
export interface Waited {
  milliseconds: number;
}

export interface Waiting {
  audienceId: string;
  /** milliseconds since 1970 when the import has to end */
  deadline: number;
  signal: AbortSignal;
  waited: Waited;
}

/** Nobody is held up by less. */
const leastSeconds = 5;

/** @param seconds that it would take alone */
export const needsTurn = (seconds: number): boolean => seconds >= leastSeconds;

const pauseMs = 10_000;
/** Longer than it takes until a scan sends the file again. */
const placeKeptMs = 20 * 60_000;
/** Of a message: a function that waits keeps others from running, files that need no turn among them. */
const mostWaitMs = 120_000;

export const createInTurn =
  (
    { audienceId, deadline, signal, waited }: Waiting,
    { turnStore, onTurnKept, backoff, now }: InTurnPorts,
  ): InTurn =>
  async ({ tableName, seconds, alsoFor = [] }, doWork) => {
    if (!needsTurn(seconds)) return doWork();
    const asked = now();

    /** @returns whether it has begun; undefined when somebody else was quicker */
    const tryToBegin = async (isLastTime: boolean): Promise<boolean | undefined> => {
      const { revision, turns } = await turnStore.read(tableName);
      const { since, others, gone } = findPlace(turns, [audienceId, ...alsoFor], asked, now());
      const hasBegun = mayBegin({ since, seconds }, others);
      const turn: Turn = {
        since,
        seconds,
        hasBegun,
        until: hasBegun ? deadline : now() + placeKeptMs,
        ...(alsoFor.length > 0 && { alsoFor }),
      };
      const isWritten = await turnStore.enter(tableName, revision, audienceId, turn, gone);
      if (isWritten && !hasBegun && isLastTime)
        throw new TurnMissedError(`${others.length} other imports use table ${tableName}`);
      return isWritten ? hasBegun : undefined;
    };

    const waitForTurn = async (): Promise<void> => {
      for (;;) {
        signal.throwIfAborted();
        const isLastTime =
          waited.milliseconds + now() - asked >= mostWaitMs || now() + seconds * 1000 >= deadline;
        const hasBegun = await tryToBegin(isLastTime);
        if (hasBegun === true) return;
        await backoff.sleep(backoff.random() * (hasBegun === undefined ? 200 : pauseMs), signal);
      }
    };

    try {
      await waitForTurn();
    } finally {
      waited.milliseconds += now() - asked;
    }
    try {
      return await doWork();
    } finally {
      await turnStore.leave(tableName, audienceId).catch(onTurnKept);
    }
  };
