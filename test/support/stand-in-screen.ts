import { startControlServer } from '../../local/control/control-server.ts';
import { createConsole } from '../../local/console/server/console.ts';
import type { Emulator } from '../../local/emulators/emulator.ts';
import type { LocalFunction } from '../../local/lambda/functions.ts';
import type { FunctionModel } from '../../local/template/stack-model.ts';
import { aProject } from './factories.ts';

export interface Called {
  widgetContext: {
    locale: string;
    theme: string;
    timezone: unknown;
    forms: { all: Record<string, unknown> };
  };
  [param: string]: unknown;
}

/** A function that answers what a test says. */
export interface StandIn {
  arn: string;
  calls: Called[];
  /** HTML, anything else as JSON, or an error that is thrown; a promise of it takes as long */
  answer: unknown;
}

const standIn = (name: string): StandIn & { local: LocalFunction } => {
  const arn = `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
  const model: FunctionModel = {
    name,
    arn,
    folder: '',
    handler: '',
    runtime: 'nodejs24.x',
    environment: {},
    timeoutSeconds: 1,
    memoryMegabytes: 128,
  };
  const it: StandIn = { arn, calls: [], answer: '' };
  const local: LocalFunction = {
    model,
    invoke: async (payload) => {
      it.calls.push(JSON.parse(payload) as Called);
      const answer = await it.answer;
      return answer instanceof Error
        ? { ok: false, error: { errorType: answer.name, errorMessage: answer.message } }
        : { ok: true, payload: JSON.stringify(answer) };
    },
    invokeAsync: () => undefined,
    activity: () => ({ running: 0, started: 0, failed: 0 }),
    stop: () => Promise.resolve(),
  };
  return Object.assign(it, { local });
};

export interface StandInStack {
  url: string;
  screen: StandIn;
  actions: StandIn;
  /** the stack ends, or is there again at the same address */
  end: () => Promise<unknown>;
  begin: () => Promise<void>;
}

async function* projects() {
  yield await Promise.resolve(aProject());
}

/** The console, before functions that are none: there is nothing else of a stack. */
export const startStandIn = async (): Promise<StandInStack> => {
  const [screen, actions] = [standIn('Screen'), standIn('Actions')];
  const functions = [screen.local, actions.local];
  const nothing = { tables: [], queues: [], mappings: [], scheduledRules: [], eventRules: [] };
  const start = (port: number): Promise<Emulator> =>
    startControlServer(port, {
      functions: () => functions,
      publishEvent: () => 'id',
      ruleBook: { rules: () => [], calls: new Map() },
      status: () => Promise.reject(new Error('nobody asks')),
      console: (url) =>
        createConsole(
          {
            name: 'StandIn',
            stack: {
              ...nothing,
              functions: functions.map(({ model }) => model),
              outputs: { ScreenFunctionName: 'Screen' },
            },
            endpoints: { s3: url, dynamodb: url, sqs: url, ses: url, lambda: url },
            command: 'npx --no -- audience-import --local',
            keepsMails: false,
            status: () =>
              Promise.resolve({ drained: true, functions: {}, queues: {}, mappings: [] }),
            scans: { list: () => [] },
            listProjects: projects,
          },
          undefined,
        ),
    });
  let server = await start(0);
  const { url } = server;
  return {
    url,
    screen,
    actions,
    end: () => server.close(),
    begin: async () => {
      server = await start(Number(new URL(url).port));
    },
  };
};
