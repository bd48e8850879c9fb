import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { host } from '../../ports.ts';
import type { Emulator } from '../emulator.ts';

const launcher = fileURLToPath(new URL('./OnLoopback.java', import.meta.url));

/** One database for all credentials and regions, that tells nobody of it. */
const options = ['-sharedDb', '-disableTelemetry'];

/** Mostly it runs for less than a minute: to compile for speed takes more than it saves. */
const quickStart = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

/**
 * DynamoDB Local in a process of its own, which ends with this one.
 *
 * @param jar of it, beside its libraries
 * @param onEnd called if it ends without being asked to
 * @param log gets what it prints
 * @param tables folder in which they stay, which has to be there; in memory if it is not given
 * @throws Error if it ends before it listens
 */
export const startOfficialDynamodb = async (
  port: number,
  jar: string,
  onEnd: (error: Error) => void,
  log: (line: string) => void = console.log,
  tables?: string,
): Promise<Emulator> => {
  const storage = tables === undefined ? ['-inMemory'] : ['-dbPath', tables];
  const libraries = join(dirname(jar), 'DynamoDBLocal_lib');
  const child = spawn(
    'java',
    [
      ...quickStart,
      `-Djava.library.path=${libraries}`,
      ...['-cp', [jar, join(libraries, '*')].join(delimiter)],
      ...[launcher, String(port), ...options, ...storage],
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const listening = Promise.withResolvers<number>();
  let closing = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    log(line);
    const [, number] = /^listening on port (\d+)$/.exec(line) ?? [];
    if (number !== undefined) listening.resolve(Number(number));
  });
  child.on('error', listening.reject);
  child.on('exit', (code, signal) => {
    const error = new Error(
      `DynamoDB Local ended (${signal ?? `exit status ${code ?? 'unknown'}`})`,
    );
    listening.reject(error);
    if (!closing) onEnd(error);
  });
  return {
    url: `http://${host}:${await listening.promise}`,
    close: async () => {
      closing = true;
      child.stdin.end();
      await once(child, 'exit');
    },
  };
};
