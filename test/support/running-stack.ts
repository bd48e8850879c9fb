import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultStackName } from '../../lambdas/shared/contract.ts';
import { assemblyVariable } from './assembly/variable.ts';
import { eventually } from './eventually.ts';
import { readCalls } from './function-calls/recorded-calls.ts';
import { neverUsed, notAllowed, readRoles } from './function-calls/role.ts';
import { operate } from './operate.ts';

export interface StackFile {
  endpoints: Record<'s3' | 'dynamodb' | 'sqs' | 'ses' | 'lambda', string>;
  bucket: string;
  queueUrl: string;
  deadLetterQueueUrl: string;
  tables: Record<'projects' | 'audiences' | 'memberships' | 'imports' | 'users', string>;
  pid: number;
}

/** The whole stack in processes of its own, in a folder of its own, on free ports. */
export interface RunningStack extends StackFile {
  /** a scratch folder that goes with the stack */
  folder: string;
  /** folder of stack.json, for the command's --state */
  state: string;
  /** folder whose content is the bucket's */
  inbox: string;
  /** The operator's command. @returns its standard output */
  command: (...words: string[]) => Promise<string>;
  commandJson: <T>(...words: string[]) => Promise<T>;
  /** What the role of a function allows and the function has not called. @param name of its folder under lambdas/ */
  unusedRights: (name: string) => Promise<string[]>;
  /** Rejects when a function has called what its role does not allow. */
  stop: () => Promise<void>;
}

/** Takes long where others are at work, too. */
const startDeadlineMs = 300_000;

/**
 * Functions have 300 seconds, and the users table `Members` is named, which is not there.
 *
 * @param options of `npm start`
 */
export const startStack = async (...options: readonly string[]): Promise<RunningStack> => {
  const folder = await mkdtemp(join(tmpdir(), 'stack-'));
  const state = join(folder, 'state');
  const assembly = process.env[assemblyVariable];
  if (assembly === undefined) throw new Error('only end-to-end tests have an assembly');
  const words = ['local/start.ts', '--empty', '--every', 'never', '--state', state];
  const child = spawn(process.execPath, [...words, '--assembly', assembly, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => output.push(data.toString()));

  const stop = async (): Promise<void> => {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  const readStackFile = async (): Promise<StackFile | undefined> => {
    if (child.exitCode !== null) throw new Error(`the stack did not start: ${output.join('')}`);
    const text = await readFile(join(state, 'stack.json'), 'utf8').catch(() => undefined);
    return text === undefined ? undefined : (JSON.parse(text) as StackFile);
  };
  const file = await eventually('stack.json is there', readStackFile, startDeadlineMs).catch(
    async (error: unknown) => {
      // Whoever called cannot: a child that is left would keep the tests from ending.
      await stop();
      throw error;
    },
  );

  const operator = operate(state);
  const callsOf = (service: string) => readCalls(assembly, file.endpoints.dynamodb, service);
  const checkCalls = async (): Promise<void> => {
    const refused: string[] = [];
    for (const [service, rights] of await readRoles(assembly))
      refused.push(
        ...notAllowed(rights, await callsOf(service)).map((call) => `${service}: ${call}`),
      );
    if (refused.length > 0)
      throw new Error(
        `functions have called what their roles do not allow:\n${refused.join('\n')}`,
      );
  };
  return {
    ...file,
    folder,
    state,
    inbox: join(state, 'bucket'),
    command: (...words) => operator.run(words),
    commandJson: <T>(...words: string[]) => operator.runJson<T>(words),
    unusedRights: async (name) => {
      const service = `${defaultStackName}-${name}`;
      const rights = (await readRoles(assembly)).get(service);
      if (rights === undefined) throw new Error(`there is no function ${name}`);
      return neverUsed(rights, await callsOf(service));
    },
    stop: async () => {
      await stop();
      await checkCalls();
    },
  };
};

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
};
