import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const graceMs = 3_000;

/** Ends a child process politely, and after a grace by force. Resolves when it is gone. */
export const endChild = async (child: ChildProcess): Promise<void> => {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await gone;
  clearTimeout(force);
};
