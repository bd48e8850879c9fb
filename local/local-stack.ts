import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writerActions, type WriterSettings } from '../lib/writer-settings.ts';
import { createQueues, createTables } from './emulators/create-resources.ts';
import type { DynamodbEngine } from './emulators/dynamodb-engines.ts';
import { findOfficialEngine } from './emulators/official/find-engine.ts';
import type { EmulatorEndpoints } from './emulators/messages.ts';
import { type Emulators, startEmulators } from './emulators/start-emulators.ts';
import { useOutsideEmulator, verifySenders } from './emulators/outside-emulator.ts';
import type { LocalStackError } from './errors.ts';
import type { PublishEvent } from './events/event-bus.ts';
import { objectEvent } from './events/object-event.ts';
import type { InvocationOutcome } from './lambda/outcome.ts';
import type { Ports } from './ports.ts';
import type { ObjectChange, Rights } from './s3/index.ts';
import { startRunners } from './runners.ts';
import { commandOf, usualStateFolder } from './state-folder.ts';
import { step, type TellStep } from './steps.ts';
import type { StackStatus } from './status.ts';
import { type Assembly, readAssembly } from './template/assembly.ts';
import { bucketName, physicalNames } from './template/physical-names.ts';
import { readStack } from './template/read-stack.ts';
import { bucketSendsEvents } from './template/sends-events.ts';
import type { Units } from './throttling/limits.ts';
import { createUndoList, type UndoList } from './undo-list.ts';

export interface LocalStackOptions {
  /** folder of the synthesized assembly; what takes none of it is done while it is made */
  assembly: string | Promise<string>;
  /** folder whose content is the bucket's, unless there is an `endpoint` */
  bucketFolder: string;
  /** folder in which the tables stay when the stack ends; in memory if it is not given */
  tables?: string | undefined;
  /** `official`: AWS's own emulator, which has to be installed; dynalite if it is not given */
  dynamodb?: DynamodbEngine | undefined;
  /** URL of an emulator of all services that takes the place of the embedded ones */
  endpoint?: string | undefined;
  /** units a second that each table takes, and each index; no limit if it is not given */
  throttle?: Units | undefined;
  /** who gets an address of the bucket that gives no more rights than a deployed writer has */
  writer?: WriterSettings | undefined;
  /** how the operator's command is called for this stack; the console shows it */
  command?: string | undefined;
  /** one file a function, and one of the emulators */
  logFolder: string;
  ports: Ports;
  /** told of each part of the start that is done */
  onStep?: TellStep | undefined;
  /** told of each line that a function logs */
  onLogLine?: ((line: string) => void) | undefined;
  /** told what becomes of the bucket's objects, if its template has it told at all */
  onObject?: ((change: ObjectChange) => void) | undefined;
  /** told of failed invocations and the like */
  onTrouble: (message: string) => void;
  /** called if the emulators end without being asked to; the rest has to be stopped then */
  onCrash: (error: LocalStackError) => void;
}

export interface LocalStack {
  /** URLs; `lambda` is the control server, which is also the console for a person */
  endpoints: EmulatorEndpoints & { lambda: string };
  /** the template's outputs */
  outputs: Readonly<Record<string, string>>;
  /** Invokes a function by its name. @throws LocalStackError if there is none of this name */
  invoke: (functionName: string, event: unknown) => Promise<InvocationOutcome>;
  /** Says something to the default event bus, as an AWS service does: `aws.…` is a source like others. */
  publishEvent: PublishEvent;
  /** Fires the template's scheduled rules, now and then at their rate; `everyMs` takes the place of all rates. */
  startRules: (everyMs?: number) => void;
  status: () => Promise<StackStatus>;
  /** Resolves as soon as nothing is under way: no invocation, and no message that will cause one. */
  drained: () => Promise<void>;
  /** Ends every process. Files stay. */
  stop: () => Promise<void>;
}

const drainedIntervalMs = 100;

const rightsOf = (writer: WriterSettings): Rights => {
  const { files, bucket } = writerActions(writer);
  return { prefix: writer.prefix, actions: [...files, ...bucket] };
};

const bucketOf = (assembly: Assembly): string => bucketName(assembly, physicalNames(assembly));

const startEmbedded = async (
  {
    bucketFolder,
    tables,
    dynamodb,
    throttle,
    logFolder,
    writer,
    ports,
    ...told
  }: LocalStackOptions,
  assembly: Promise<Assembly>,
  onObject: (change: ObjectChange) => void,
): Promise<Emulators> => {
  const officialDynamodb = dynamodb === 'official' ? await findOfficialEngine() : undefined;
  return startEmulators(
    assembly.then((read) => ({
      bucket: bucketOf(read),
      directory: bucketFolder,
      ports,
      tables,
      officialDynamodb,
      throttle,
      tellsObjects: bucketSendsEvents(read),
      writer: writer && rightsOf(writer),
    })),
    join(logFolder, 'emulators.log'),
    { onCrash: told.onCrash, onTrouble: told.onTrouble, onObject },
  );
};

const start = async (options: LocalStackOptions, started: UndoList): Promise<LocalStack> => {
  const { endpoint, throttle, logFolder, ports, onTrouble, onStep = () => undefined } = options;
  await mkdir(logFolder, { recursive: true });
  const reading = Promise.resolve(options.assembly).then(readAssembly);
  reading.catch(() => {
    // Where something else fails first, that is what is said.
  });

  const bus: { publishObject?: (change: ObjectChange) => void } = {};
  const emulators = await step(
    endpoint === undefined ? 'started S3, DynamoDB, SQS and SES' : `reached ${endpoint}`,
    endpoint === undefined
      ? startEmbedded(options, reading, (change) => {
          // Before there are functions, nobody waits for it: their first tick sees all.
          bus.publishObject?.(change);
        })
      : useOutsideEmulator(
          endpoint,
          bucketOf(await reading),
          throttle && { units: throttle, port: ports.dynamodb },
        ),
    onStep,
  );
  started.add(emulators.stop);
  const assembly = await reading;
  const { dynamodb, sqs } = emulators.endpoints;
  const stack = readStack(assembly, sqs);
  await step(
    `there are ${stack.tables.length} tables and ${stack.queues.length} queues`,
    Promise.all([createTables(dynamodb, stack.tables), createQueues(sqs, stack.queues)]),
    onStep,
  );
  if (endpoint !== undefined) await verifySenders(endpoint, stack.functions, onTrouble);

  const runners = await step(
    `connected ${stack.functions.length} functions`,
    startRunners(
      { name: assembly.stackName, stack },
      {
        endpoints: emulators.endpoints,
        consolePort: ports.console,
        logFolder,
        onTrouble,
        onLogLine: options.onLogLine,
        command: options.command ?? commandOf(usualStateFolder),
        keepsMails: endpoint === undefined,
      },
      started,
    ),
    onStep,
  );
  const bucket = bucketOf(assembly);
  bus.publishObject = (change) => {
    runners.publishEvent(objectEvent(bucket, change));
    options.onObject?.(change);
  };
  return {
    endpoints: { ...emulators.endpoints, lambda: runners.consoleUrl },
    outputs: stack.outputs,
    invoke: (name, event) => runners.functionOf(name).invoke(JSON.stringify(event)),
    publishEvent: runners.publishEvent,
    startRules: (everyMs) => {
      started.add(runners.startRules(everyMs));
    },
    status: runners.status,
    drained: async () => {
      while (!(await runners.status()).drained) await sleep(drainedIntervalMs);
    },
    stop: started.run,
  };
};

/**
 * Runs what a synthesized template describes on this machine.
 *
 * @throws LocalStackError naming what of the template is not understood, or what did not start
 */
export const startLocalStack = async (options: LocalStackOptions): Promise<LocalStack> => {
  const started = createUndoList();
  try {
    return await start(options, started);
  } catch (error) {
    await started.run();
    throw error;
  }
};
