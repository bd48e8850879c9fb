import { SQSClient } from '@aws-sdk/client-sqs';
import { stackOutputs } from '../lambdas/shared/contract.ts';
import { startControlServer } from './control/control-server.ts';
import { createConsole } from './console/server/console.ts';
import { openContents } from './console/server/open-contents.ts';
import { createScanLog } from './console/server/scan-log.ts';
import type { EmulatorEndpoints } from './emulators/messages.ts';
import { LocalStackError } from './errors.ts';
import { createDelivery } from './events/deliver.ts';
import { createEventBus, type PublishEvent } from './events/event-bus.ts';
import { startEventSourceMapping, type RunningMapping } from './events/event-source-mapping.ts';
import { createRuleBook, type FindTarget } from './events/rule-book.ts';
import { startRules } from './events/rules.ts';
import { createFunction, type LocalFunction } from './lambda/functions.ts';
import { sdkSettings } from './sdk-settings.ts';
import { readStatus, type StackStatus } from './status.ts';
import { accountId, region } from './template/physical-names.ts';
import type { StackModel } from './template/stack-model.ts';
import type { UndoList } from './undo-list.ts';

export interface Runners {
  consoleUrl: string;
  /** @throws LocalStackError if the stack has no function of this name */
  functionOf: (name: string) => LocalFunction;
  publishEvent: PublishEvent;
  /** fires the scheduled rules; the result stops that */
  startRules: (everyMs?: number) => () => void;
  status: () => Promise<StackStatus>;
}

interface Settings {
  endpoints: EmulatorEndpoints;
  consolePort: number;
  /** how the operator's command is called for this stack */
  command: string;
  /** by the embedded SES */
  keepsMails: boolean;
  logFolder: string;
  onTrouble: (message: string) => void;
  onLogLine?: ((line: string) => void) | undefined;
}

const queueArn = new RegExp(`^arn:aws:sqs:${region}:${accountId}:([\\w-]+)$`);

/** A function of the stack, or any queue: somebody may have made one beside it. */
const findTarget = (
  arn: string,
  { functions }: StackModel,
  sqsEndpoint: string,
): ReturnType<FindTarget> => {
  const target = functions.find((model) => model.arn === arn);
  if (target) return { kind: 'function', function: target };
  const [, name] = queueArn.exec(arn) ?? [];
  return name === undefined
    ? undefined
    : { kind: 'queue', queue: { name, url: `${sqsEndpoint}/${accountId}/${name}` } };
};

/** Starts what calls the functions: the control server, the event bus and the event source mappings. */
export const startRunners = async (
  { name, stack }: { name: string; stack: StackModel },
  { endpoints, consolePort, logFolder, onTrouble, onLogLine, ...shown }: Settings,
  started: UndoList,
): Promise<Runners> => {
  const sqs = new SQSClient(sdkSettings(endpoints.sqs));
  started.add(() => {
    sqs.destroy();
  });
  const functions = new Map<string, LocalFunction>();
  const mappings: RunningMapping[] = [];
  const functionOf = (wanted: string): LocalFunction => {
    const found = functions.get(wanted);
    if (found !== undefined) return found;
    throw new LocalStackError(
      `no function ${wanted}; there are ${[...functions.keys()].join(', ')}`,
    );
  };
  const deliver = createDelivery({
    sqs,
    invoke: (wanted, payload) => {
      functionOf(wanted).invokeAsync(payload);
    },
    onTrouble,
  });
  const ruleBook = createRuleBook((arn) => findTarget(arn, stack, endpoints.sqs));
  const bus = createEventBus(() => [...stack.eventRules, ...ruleBook.rules()], deliver);
  const status = () => readStatus(sqs, stack.queues, [...functions.values()], mappings, bus);

  const scans = createScanLog();
  const contents = openContents(stack.outputs, endpoints);
  if (contents) started.add(contents.close);

  // The functions are told its URL, so it has to listen before there are any.
  const control = await startControlServer(consolePort, {
    functions: () => [...functions.values()],
    publishEvent: bus.publish,
    ruleBook,
    status,
    console: (url) =>
      createConsole(
        {
          name,
          stack,
          status,
          scans,
          ...shown,
          listProjects: contents?.listProjects,
          endpoints: { ...endpoints, lambda: url },
        },
        contents,
      ),
  });
  started.add(control.close);

  for (const model of stack.functions) {
    const local = createFunction(model, { ...endpoints, console: control.url }, logFolder, {
      onLogLine,
      onFailure: (error) => {
        onTrouble(`${model.name}: ${error.errorType}: ${error.errorMessage}`);
      },
      onEnd: (run) => {
        if (model.name === stack.outputs[stackOutputs.scannerFunction]) scans.add(run);
      },
    });
    functions.set(model.name, local);
    started.add(local.stop);
  }
  for (const model of stack.mappings) {
    const mapping = startEventSourceMapping(
      model,
      functionOf(model.function.name),
      endpoints.sqs,
      onTrouble,
    );
    mappings.push(mapping);
    started.add(mapping.stop);
  }
  return {
    consoleUrl: control.url,
    functionOf,
    publishEvent: bus.publish,
    startRules: (everyMs) => startRules(stack.scheduledRules, everyMs, deliver),
    status,
  };
};
