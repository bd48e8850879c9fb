import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const hasProc = existsSync('/proc/self/status');

const readKilobytes = async (pid: number): Promise<string | undefined> => {
  if (!hasProc) return (await run('ps', ['-o', 'rss=', '-p', String(pid)])).stdout.trim();
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
};

/**
 * Bytes of a process's memory that are resident, asked of the system: the process itself cannot answer
 * while it computes. 0 for a process that is gone, and where the system cannot tell.
 */
export const residentBytes = async (pid: number): Promise<number> => {
  try {
    return Number((await readKilobytes(pid)) ?? 0) * 1024;
  } catch {
    return 0;
  }
};
