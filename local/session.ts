import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { WriterSettings } from '../lib/writer-settings.ts';
import type { StartOptions } from './arguments.ts';
import { pageFiles } from './console/server/page-files.ts';
import type { LocalStackError } from './errors.ts';
import { startLocalStack, type LocalStack } from './local-stack.ts';
import { anyPorts, freePorts, usualPorts, type Ports } from './ports.ts';
import { describeReady, type Print } from './ready-message.ts';
import { firstSignal } from './signals.ts';
import { describeStack, removeStackFile, writeStackFile } from './stack-file.ts';
import {
  commandOf,
  prepareStateFolder,
  usualStateFolder,
  type StateFolder,
} from './state-folder.ts';
import { synthesize } from './synthesize.ts';

const choosePorts = ({ state, endpoint, asWriter }: StartOptions, print: Print): Promise<Ports> => {
  const isUsual = resolve(state) === resolve(usualStateFolder);
  const ofEmulators = isUsual && endpoint === undefined ? usualPorts : anyPorts;
  const { console } = isUsual ? usualPorts : anyPorts;
  const { writer } = asWriter === undefined ? anyPorts : ofEmulators;
  return freePorts({ ...ofEmulators, console, writer }, (service, port) => {
    print(`Port ${port} of ${service} is in use; it gets another one.`);
  });
};

/**
 * What is dropped is seen within seconds. Of another emulator's bucket nothing is told, and with `--every never` somebody wants to
 * say when.
 */
const usualContext = ({ endpoint, every }: StartOptions): Record<string, unknown> =>
  endpoint === undefined && every !== 'never' ? { trigger: 'events' } : {};

const assemblyOf = async (options: StartOptions, state: StateFolder): Promise<string> => {
  if (options.assembly !== undefined) return resolve(options.assembly);
  await Promise.all([
    synthesize(state.assembly, { ...usualContext(options), ...options.context }),
    // Whoever opens the address that is printed next waits for nothing.
    pageFiles(),
  ]);
  return state.assembly;
};

const writerOf = ({ asWriter, writerMay }: StartOptions): WriterSettings | undefined =>
  asWriter === undefined
    ? undefined
    : {
        prefix: asWriter,
        readBack: writerMay.includes('readBack'),
        list: writerMay.includes('list'),
      };

/** Waits until nothing is under way. 0 if no invocation failed. */
const untilDrained = async (stack: LocalStack): Promise<number> => {
  await stack.drained();
  const { functions } = await stack.status();
  return Object.values(functions).some(({ failed }) => failed > 0) ? 1 : 0;
};

/** What happens between the start of a stack, which is empty, and the first tick of its rules. */
export type Prologue = (stack: LocalStack) => Promise<{ ok: boolean }>;

export const leaveEmpty: Prologue = () => Promise.resolve({ ok: true });

/**
 * One run of `npm start`: prepares the folder, starts the stack, plays the prologue, and stays until it
 * is told to end.
 *
 * @param prologue `ok: false` makes the status of `--once` 1
 * @returns exit status
 * @throws LocalStackError if the stack cannot be started
 */
export const runSession = async (
  options: StartOptions,
  prologue: Prologue,
  print: Print,
): Promise<number> => {
  const state = await prepareStateFolder(options.state);
  const bucketFolder = options.inbox === undefined ? state.bucket : resolve(options.inbox);
  await mkdir(bucketFolder, { recursive: true });
  const ports = await choosePorts(options, print);

  const crash = Promise.withResolvers<LocalStackError>();
  const stack = await startLocalStack({
    assembly: assemblyOf(options, state),
    bucketFolder,
    dynamodb: options.dynamodb,
    endpoint: options.endpoint,
    throttle: options.throttle,
    command: commandOf(options.state),
    logFolder: state.logs,
    writer: writerOf(options),
    ports,
    onTrouble: print,
    onCrash: crash.resolve,
  });
  const askedToEnd = firstSignal().then(() => 0);
  const play = async (): Promise<number> => {
    const { ok } = await prologue(stack);
    if (options.every !== 'never') stack.startRules(options.every);
    if (!options.once) return new Promise(() => undefined);
    const status = await untilDrained(stack);
    return ok ? status : 1;
  };
  try {
    await writeStackFile(state.folder, describeStack(stack));
    const places = { bucketFolder, logFolder: state.logs, endpoint: options.endpoint };
    describeReady(stack, places, print);
    print(options.once ? 'It ends by itself.' : 'Ctrl-C ends it.');
    return await Promise.race([
      play(),
      askedToEnd,
      crash.promise.then((error) => {
        print(error.message);
        return 1;
      }),
    ]);
  } finally {
    await removeStackFile(state.folder);
    await stack.stop();
  }
};
