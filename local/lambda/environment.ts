import { fork, type ChildProcess } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FunctionModel } from '../template/stack-model.ts';
import { endChild } from '../end-child.ts';
import { logOutput, type LogFile } from '../log-file.ts';
import { crashed, megabytes, outOfMemory, timedOut } from './failures.ts';
import type { Invocation } from './invocation.ts';
import type { FunctionError, InvocationOutcome } from './outcome.ts';
import { reportSchema } from './report.ts';
import { watchMemory } from './watch-memory.ts';

/** One process that serves invocations of one function, one at a time. */
export interface Environment {
  invoke: (requestId: string, payload: string) => Promise<InvocationOutcome>;
  alive: () => boolean;
  /** called once, when the process is gone for whatever reason */
  onGone: (callback: () => void) => void;
  stop: () => Promise<void>;
}

const program = fileURLToPath(new URL('./environment-process.ts', import.meta.url));

/** Lambda gives the initialization 10 s; a laptop that runs all of AWS at once may need longer. */
const initTimeoutMs = 60_000;

/**
 * As Lambda's runtime does: V8 has to collect before the environment's memory is used up. Not for a function
 * that sets its own bound, because an argument would win over its NODE_OPTIONS.
 */
const heapBound = (megabytesOfMemory: number, nodeOptions = ''): string[] =>
  nodeOptions.includes('--max-old-space-size')
    ? []
    : [`--max-old-space-size=${Math.floor(megabytesOfMemory * 0.9)}`];

/**
 * Beside the assets, whose modules it is of, and gone with them. What starts a function is mostly compiling: a second environment
 * needs half the time.
 */
const compileCacheOf = ({ folder }: FunctionModel): string =>
  join(dirname(folder), 'compile-cache');

const start = (model: FunctionModel, variables: Record<string, string>): ChildProcess =>
  fork(program, [model.folder, model.handler, model.arn, compileCacheOf(model)], {
    cwd: model.folder,
    env: variables,
    execArgv: heapBound(model.memoryMegabytes, variables.NODE_OPTIONS),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });

export const startEnvironment = (
  model: FunctionModel,
  variables: Record<string, string>,
  log: LogFile,
): Environment => {
  const child = start(model, variables);
  const ready = Promise.withResolvers<undefined>();
  const death = Promise.withResolvers<FunctionError>();
  let answer: ((outcome: InvocationOutcome) => void) | undefined;
  let alive = true;
  let killedFor: FunctionError | undefined;

  const kill = (reason: FunctionError): void => {
    killedFor ??= reason;
    child.kill('SIGKILL');
  };
  const lastErrors = logOutput(child, log);

  child.on('message', (message) => {
    const report = reportSchema.parse(message);
    if (report.type === 'ready') ready.resolve(undefined);
    else if (report.type === 'returned') answer?.({ ok: true, payload: report.payload });
    else answer?.({ ok: false, error: report.error });
  });
  // 'close' and not 'exit': only then has everything been read that the process printed.
  child.on('close', (code, signal) => {
    alive = false;
    const how = signal === null ? `exit status ${code ?? 'unknown'}` : `signal ${signal}`;
    death.resolve(killedFor ?? crashed(how, lastErrors()));
  });
  child.on('error', (error) => {
    alive = false;
    death.resolve(crashed(error.message, ''));
  });

  const within = async (
    milliseconds: number,
    reason: FunctionError,
    work: Promise<InvocationOutcome | undefined>,
  ): Promise<InvocationOutcome | undefined> => {
    const timer = setTimeout(() => {
      kill(reason);
    }, milliseconds);
    const died = death.promise.then((error): InvocationOutcome => ({ ok: false, error }));
    const outcome = await Promise.race([work, died]);
    clearTimeout(timer);
    return outcome;
  };

  const serve = async (requestId: string, payload: string): Promise<InvocationOutcome> => {
    const failure = await within(initTimeoutMs, timedOut(initTimeoutMs / 1000), ready.promise);
    if (failure !== undefined) return failure;
    const timeoutMs = model.timeoutSeconds * 1000;
    const outcome = await within(
      timeoutMs,
      timedOut(model.timeoutSeconds),
      new Promise((resolve) => {
        answer = resolve;
        const invocation: Invocation = { requestId, payload, deadline: Date.now() + timeoutMs };
        child.send(invocation, () => {
          // a process that is gone by now is reported by its death
        });
      }),
    );
    return outcome ?? { ok: false, error: crashed('no answer', '') };
  };

  return {
    alive: () => alive,
    onGone: (callback) => void death.promise.then(callback),
    stop: () => endChild(child),
    invoke: async (requestId, payload) => {
      const startedAt = performance.now();
      const limit = model.memoryMegabytes;
      const memory = watchMemory(child.pid ?? 0, limit * 1024 * 1024, (bytes) => {
        kill(outOfMemory(bytes, limit));
      });
      const outcome = await serve(requestId, payload);
      const peak = await memory.stop();
      log.write(
        `REPORT RequestId: ${requestId} Duration: ${(performance.now() - startedAt).toFixed(0)} ms ` +
          `Memory Size: ${limit} MB Max Memory Used: ${megabytes(peak)} MB` +
          (outcome.ok ? '' : ` Error: ${outcome.error.errorMessage}`),
      );
      return outcome;
    },
  };
};
