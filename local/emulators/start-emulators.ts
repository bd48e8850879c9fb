import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endChild } from '../end-child.ts';
import { LocalStackError } from '../errors.ts';
import { logOutput, openLogFile } from '../log-file.ts';
import type { ObjectChange } from '../s3/index.ts';
import { reportSchema, type EmulatorEndpoints, type EmulatorSettings } from './messages.ts';

export interface Emulators {
  endpoints: EmulatorEndpoints;
  stop: () => Promise<void>;
}

export interface EmulatorListeners {
  /** that process ends without being asked to, after it was ready */
  onCrash: (error: LocalStackError) => void;
  /** an object of the bucket was created or removed, if that is to be told */
  onObject: (change: ObjectChange) => void;
  onTrouble: (message: string) => void;
}

const program = fileURLToPath(new URL('./emulators-process.ts', import.meta.url));

/**
 * Starts S3, DynamoDB, SQS and SES in one process of their own.
 *
 * @param settings may still be on their way: the process loads its modules meanwhile
 * @param logFile everything they print
 * @throws LocalStackError if it ends before it is ready; what `settings` throw
 */
export const startEmulators = async (
  settings: EmulatorSettings | Promise<EmulatorSettings>,
  logFile: string,
  { onCrash, onObject, onTrouble }: EmulatorListeners,
): Promise<Emulators> => {
  const log = openLogFile(logFile);
  const child = fork(program, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lastErrors = logOutput(child, log);

  const ready = Promise.withResolvers<EmulatorEndpoints>();
  let stopping = false;
  let running = false;
  child.on('message', (message) => {
    const report = reportSchema.parse(message);
    if (report.type === 'object') onObject(report.change);
    else if (report.type === 'trouble') onTrouble(report.message);
    else {
      running = true;
      ready.resolve(report.endpoints);
    }
  });
  child.on('close', (code, signal) => {
    log.close();
    if (stopping) return;
    const error = new LocalStackError(
      `the emulators' process ended (${signal ?? `exit status ${code ?? 'unknown'}`}):\n${lastErrors()}`,
    );
    if (running) onCrash(error);
    else ready.reject(error);
  });

  const stop = async (): Promise<void> => {
    stopping = true;
    await endChild(child);
  };
  const tell = async (): Promise<void> => {
    child.send(await settings);
  };
  try {
    const [endpoints] = await Promise.all([ready.promise, tell()]);
    return { endpoints, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
