import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { JoinKernel } from '../../../kernel/join-kernel.ts';
import type { Random } from '../../../lambdas/shared/ports.ts';
import type { Call, FaultOf } from '../aws/wire/fault.ts';
import { createHost } from './create-host.ts';
import {
  createEnvironments,
  type Environments,
  type EnvironmentsDeps,
  type Process,
} from './environments.ts';
import { createHandlers, type Handlers } from './functions.ts';
import type { QueueUrls } from './resources.ts';

/** The functions of the stack, each with its processes. */
export interface DeployedFunctions {
  scanner: Environments<object, unknown>;
  importer: Environments<SQSEvent, SQSBatchResponse>;
  deadLetter: Environments<SQSEvent, SQSBatchResponse>;
  mailer: Environments<object, unknown>;
  announcer: Environments<object, unknown>;
  collector: Environments<object, unknown>;
}

export type FunctionName = keyof DeployedFunctions;
export const functionNames: readonly FunctionName[] = [
  ...(['scanner', 'importer', 'deadLetter', 'mailer', 'announcer', 'collector'] as const),
];

export interface DeployDeps extends Omit<EnvironmentsDeps, 'newFaults' | 'onCall'> {
  /** what meets the calls of a new process of this function */
  newFaults: (name: FunctionName) => FaultOf;
  /** told which function makes a call */
  onCall: (name: FunctionName, call: Call) => void;
  /** of the announcer alone. @default `random` */
  announcerRandom?: Random;
}

/** Of processes that have ended: each reserves address space. */
const idleKernels: JoinKernel[] = [];

export const deployFunctions = (
  urls: QueueUrls,
  { newFaults, onCall, ...deps }: DeployDeps,
): DeployedFunctions => {
  const { announcerRandom = deps.random } = deps;
  const depsOf = (name: FunctionName): EnvironmentsDeps => ({
    ...deps,
    newFaults: () => newFaults(name),
    onCall: (call) => {
      onCall(name, call);
    },
  });
  const handlersOf = ({ clients, time }: Process): Handlers =>
    createHandlers(clients, urls, createHost(time, deps.random));

  return {
    scanner: createEnvironments(
      (process) => ({ handle: handlersOf(process).scanner() }),
      depsOf('scanner'),
    ),
    importer: createEnvironments((process) => {
      const kernel = idleKernels.pop() ?? new JoinKernel();
      return {
        handle: handlersOf(process).importer(kernel),
        onEnd: () => void idleKernels.push(kernel),
      };
    }, depsOf('importer')),
    deadLetter: createEnvironments(
      (process) => ({ handle: handlersOf(process).deadLetter() }),
      depsOf('deadLetter'),
    ),
    mailer: createEnvironments(
      (process) => ({ handle: handlersOf(process).mailer() }),
      depsOf('mailer'),
    ),
    announcer: createEnvironments(
      ({ clients, time }) => ({
        handle: createHandlers(clients, urls, createHost(time, announcerRandom)).announcer(),
      }),
      { ...depsOf('announcer'), random: announcerRandom },
    ),
    collector: createEnvironments(
      (process) => ({ handle: handlersOf(process).collector() }),
      depsOf('collector'),
    ),
  };
};
