import type { ClaimImport } from '../shared/claims/ports.ts';
import type { ImportMessage } from '../shared/contract.ts';
import { beginAttempt } from './attempt.ts';
import { nextPass } from './domain/next-pass.ts';
import { type FileImport, type ImportedFile, takeOver } from './file-import.ts';
import { importPass, type PassPorts } from './import-pass.ts';
import type { Ending } from './record-import.ts';
import { createInTurn, type InTurnPorts, type Waited } from './turns/in-turn.ts';

export interface ImportPorts extends PassPorts, InTurnPorts {
  claimImport: ClaimImport;
  newImportId: () => string;
}

/** The time that the imports of a message have. */
export interface ImportTime {
  /** milliseconds since 1970 when their claims die */
  claimUntil: number;
  /** milliseconds since 1970 when the signal aborts */
  deadline: number;
  /** aborts some time before the function is stopped: what has not ended by then fails as `too-slow` */
  signal: AbortSignal;
}

/** An import that was not begun, or one that has to be ended. */
type Claimed = FileImport | Pick<FileImport, 'message' | 'startedAt' | 'ended'>;

/**
 * The files of one message, all of one project: claims their audiences, reads the files, keeps the registered users, writes them
 * as new versions and publishes these. Each file ends by itself. Where one is interrupted its claim is let go, and the
 * message has to come back: it finds the others ended.
 *
 * @returns how each has ended, in their order
 */
export const importFiles = async (
  messages: readonly ImportMessage[],
  { claimUntil, deadline, signal: outOfTime }: ImportTime,
  ports: ImportPorts,
): Promise<readonly ImportedFile[]> => {
  const ended = new AbortController();
  const signal = AbortSignal.any([outOfTime, ended.signal]);
  try {
    const all: Claimed[] = [];
    const waited = { milliseconds: 0 };
    for (const message of messages)
      all.push(await claimFile(message, { claimUntil, deadline, signal, waited }, ports));
    const claimed = all.filter((one) => 'claimed' in one);
    const [first] = claimed;
    if (first) first.isFirst = true;
    await importClaimed(claimed, ports);
    return all.map(toImported);
  } finally {
    // Whoever has begun something waits for its end. Should anybody not: the process goes on with other files.
    ended.abort();
  }
};

const claimFile = async (
  message: ImportMessage,
  { claimUntil, deadline, signal, waited }: ImportTime & { waited: Waited },
  ports: ImportPorts,
): Promise<Claimed> => {
  const startedAt = ports.now();
  const endedBy = (ending: Ending): FileImport['ended'] => ({ ending, at: ports.now() });
  try {
    const claimed = await ports.claimImport(message, ports.newImportId(), claimUntil);
    if (typeof claimed === 'string') {
      await ports.recordDrop(message);
      return { message, startedAt, ended: endedBy({ result: 'dropped', why: claimed }) };
    }
    const inTurn = createInTurn(
      { audienceId: claimed.audienceId, deadline, signal, waited },
      ports,
    );
    const running = { attempt: beginAttempt(), signal, deadline, inTurn };
    return {
      message,
      claimed,
      startedAt,
      running,
      isFirst: false,
      isAlone: false,
      ended: undefined,
    };
  } catch (error) {
    return { message, startedAt, ended: endedBy({ result: 'interrupted', error }) };
  }
};

const importClaimed = async (files: readonly FileImport[], ports: ImportPorts): Promise<void> => {
  for (let waiting = files; waiting.length > 0; waiting = waiting.filter(hasNotEnded)) {
    const pass = nextPass(waiting);
    const [first] = pass;
    if (first) takeOver(first, waiting);
    await importPass(pass, ports);
  }
};

const hasNotEnded = ({ ended }: FileImport): boolean => ended === undefined;

const toImported = ({ message, startedAt, ended }: Claimed): ImportedFile => {
  if (!ended) throw new Error('an import has neither ended nor been interrupted');
  return { message, ending: ended.ending, milliseconds: ended.at - startedAt };
};
