import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { stackOutputs } from '../lambdas/shared/contract.ts';
import type { WriterSettings } from '../lib/writer-settings.ts';
import type { StartOptions } from './arguments.ts';
import { openContents, type OpenContents } from './console/server/open-contents.ts';
import { pageFiles } from './console/server/page-files.ts';
import { readMails } from './console/server/read-mails.ts';
import { LocalStackError } from './errors.ts';
import { forgetMessages } from './forget-messages.ts';
import { describeEnd } from './last-words.ts';
import { startLocalStack, type LocalStack } from './local-stack.ts';
import { describeFirstSteps } from './next-steps.ts';
import { anyPorts, freePorts, usualPorts, type Ports } from './ports.ts';
import { describeReady, type Print } from './ready-message.ts';
import { exitCodes, firstSignal } from './signals.ts';
import { describeStack, removeStackFile, writeStackFile } from './stack-file.ts';
import {
  commandOf,
  prepareStateFolder,
  usualStateFolder,
  type StateFolder,
} from './state-folder.ts';
import { inSeconds, step, type TellStep } from './steps.ts';
import { synthesize } from './synthesize.ts';
import { createTeller, type Teller } from './tell/teller.ts';

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

const assemblyOf = async (
  options: StartOptions,
  state: StateFolder,
  signal: AbortSignal,
): Promise<string> => {
  if (options.assembly !== undefined) return resolve(options.assembly);
  await Promise.all([
    synthesize(state.assembly, { ...usualContext(options), ...options.context }, signal),
    // Whoever opens the address that is printed next waits for nothing.
    pageFiles(),
  ]);
  return state.assembly;
};

/** A folder that is not there may be a wrong name: nobody is to wait for files that lie elsewhere. */
const openBucketFolder = async (
  { inbox }: StartOptions,
  state: StateFolder,
  print: Print,
): Promise<string> => {
  if (inbox === undefined) return state.bucket;
  const folder = resolve(inbox);
  const created = await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new LocalStackError(`--inbox ${inbox} is no folder, and cannot be made one.`, { cause });
  });
  if (created !== undefined) print(`Created ${folder}: --inbox ${inbox} was not there.`);
  return folder;
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

const sayFirstSteps =
  (options: StartOptions, bucketFolder: string, print: Print): Prologue =>
  ({ endpoints, outputs }) => {
    const bucket =
      options.endpoint === undefined
        ? bucketFolder
        : `${endpoints.s3}/${outputs[stackOutputs.bucket] ?? ''}`;
    print(
      `\n${describeFirstSteps({ state: options.state, bucket, scans: options.every !== 'never' })}\n`,
    );
    return Promise.resolve({ ok: true });
  };

const goOn =
  (contents: OpenContents | undefined, { state }: StartOptions, print: Print): Prologue =>
  async () => {
    const projects: string[] = [];
    if (contents) {
      await forgetMessages(contents, Date.now());
      for await (const { projectId, deletedAt } of contents.listProjects())
        if (deletedAt === undefined) projects.push(projectId);
    }
    const what = projects.length > 0 ? projects.join(', ') : 'none';
    print(
      `\nIt goes on with what ${state} has kept; projects: ${what}. --fresh begins with nothing.\n`,
    );
    return { ok: true };
  };

/**
 * One run of `npm start`: prepares the folder, starts the stack, plays the prologue, and stays until it
 * is told to end.
 *
 * @param sample prologue of a stack that begins with nothing; undefined: it stays empty. `ok: false` makes the status of `--once` 1
 * @returns exit status
 * @throws LocalStackError if the stack cannot be started
 */
export const runSession = async (
  options: StartOptions,
  sample: Prologue | undefined,
  print: Print,
): Promise<number> => {
  const begun = performance.now();
  const askedToEnd = firstSignal();
  const state = await prepareStateFolder(options.state, options);
  const bucketFolder = await openBucketFolder(options, state, print);
  const ports = await choosePorts(options, print);

  const crash = Promise.withResolvers<LocalStackError>();
  const abort = new AbortController();
  const onStep: TellStep = (done, milliseconds) => {
    print(`  ${inSeconds(milliseconds).padStart(6)}  ${done}`);
  };
  const hearing: { teller?: Teller } = {};
  print(
    options.assembly === undefined
      ? 'Synthesizing the CDK app, and starting the emulators ...'
      : 'Starting the emulators ...',
  );
  const starting = startLocalStack({
    assembly: step(
      options.assembly === undefined ? 'synthesized the CDK app' : 'found the assembly',
      assemblyOf(options, state, abort.signal),
      onStep,
    ),
    bucketFolder,
    tables: state.tables,
    dynamodb: options.dynamodb,
    endpoint: options.endpoint,
    throttle: options.throttle,
    command: commandOf(options.state),
    logFolder: state.logs,
    writer: writerOf(options),
    ports,
    onStep,
    onLogLine: (line) => hearing.teller?.hearLog(line),
    onObject: (change) => hearing.teller?.hearObject(change),
    onTrouble: print,
    onCrash: crash.resolve,
  });
  const stack = await Promise.race([starting, askedToEnd]);
  if (stack === undefined) {
    abort.abort();
    print('Stopped before the stack was up.');
    // What has begun ends with this process.
    process.exit(exitCodes.SIGINT);
  }
  const contents = openContents(stack.outputs, stack.endpoints);
  const { ses } = stack.endpoints;
  if (contents)
    hearing.teller = createTeller({
      ...contents,
      listMails: options.endpoint === undefined ? () => readMails(ses) : undefined,
      now: Date.now,
      print,
    });
  const prologue = state.goesOn
    ? goOn(contents, options, print)
    : (sample ?? sayFirstSteps(options, bucketFolder, print));
  const play = async (): Promise<number> => {
    const { ok } = await prologue(stack);
    if (options.every !== 'never') stack.startRules(options.every);
    if (!options.once) return new Promise(() => undefined);
    const status = await untilDrained(stack);
    await hearing.teller?.settled();
    return ok ? status : 1;
  };
  try {
    await writeStackFile(state.folder, describeStack(stack));
    print('');
    const places = { bucketFolder, logFolder: state.logs, endpoint: options.endpoint };
    describeReady(stack, { ...places, after: performance.now() - begun }, print);
    print(options.once ? 'It ends by itself.' : 'Ctrl-C ends it.');
    return await Promise.race([
      play(),
      askedToEnd.then(() => {
        print(`\n${describeEnd(options, bucketFolder)}`);
        return 0;
      }),
      crash.promise.then((error) => {
        print(error.message);
        return 1;
      }),
    ]);
  } finally {
    delete hearing.teller;
    contents?.close();
    await removeStackFile(state.folder);
    await stack.stop();
  }
};
