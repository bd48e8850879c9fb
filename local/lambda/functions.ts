import { join } from 'node:path';
import { openLogFile } from '../log-file.ts';
import type { FunctionModel } from '../template/stack-model.ts';
import { startEnvironment } from './environment.ts';
import { environmentVariables, type ServiceEndpoints } from './environment-variables.ts';
import { createFunctionPool } from './function-pool.ts';
import type { FunctionError, InvocationOutcome } from './outcome.ts';

export interface FunctionActivity {
  /** invocations under way */
  running: number;
  /** invocations since the start */
  started: number;
  failed: number;
}

/** One invocation that has ended. */
export interface Run {
  /** when it began, in milliseconds since 1970 */
  at: number;
  milliseconds: number;
  outcome: InvocationOutcome;
}

/** A function that can be invoked. Payloads are JSON. */
export interface LocalFunction {
  model: FunctionModel;
  invoke: (payload: string) => Promise<InvocationOutcome>;
  /** returns at once; a failure is only reported to `onFailure` */
  invokeAsync: (payload: string) => void;
  activity: () => FunctionActivity;
  stop: () => Promise<void>;
}

interface FunctionListeners {
  onLogLine?: ((line: string) => void) | undefined;
  onFailure: (error: FunctionError) => void;
  onEnd: (run: Run) => void;
}

export const createFunction = (
  model: FunctionModel,
  endpoints: ServiceEndpoints,
  logFolder: string,
  { onFailure, onEnd, onLogLine }: FunctionListeners,
): LocalFunction => {
  const log = openLogFile(join(logFolder, `${model.name}.log`));
  const variables = environmentVariables(model, endpoints);
  const told = {
    ...log,
    write: (line: string): void => {
      log.write(line);
      onLogLine?.(line);
    },
  };
  const pool = createFunctionPool(() => startEnvironment(model, variables, told));
  const activity = { running: 0, started: 0, failed: 0 };
  let stopping = false;

  const observe = async (invocation: () => Promise<InvocationOutcome>) => {
    activity.started += 1;
    activity.running += 1;
    const at = Date.now();
    const outcome = await invocation();
    activity.running -= 1;
    onEnd({ at, milliseconds: Date.now() - at, outcome });
    if (!outcome.ok && !stopping) {
      activity.failed += 1;
      onFailure(outcome.error);
    }
    return outcome;
  };

  return {
    model,
    invoke: (payload) => observe(() => pool.invoke(payload)),
    invokeAsync: (payload) => void observe(() => pool.invoke(payload)),
    activity: () => ({ ...activity }),
    stop: async () => {
      stopping = true;
      await pool.stop();
      log.close();
    },
  };
};
