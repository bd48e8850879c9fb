import type { Readable } from 'node:stream';
import type { Backoff, NewId, Now, StartTimer } from '../../lambdas/shared/ports.ts';
import type { Ask, InputStream } from './terminal/ask.ts';
import type { Connect } from './stack/connect.ts';
import type { Examine, Patient } from './doctor/ports.ts';
import type { ExitCode } from './errors.ts';
import type { UntilInterrupted } from './terminal/interrupt.ts';
import type { Output, OutputStream } from './terminal/output.ts';
import type { Environment } from './texts/language.ts';
import type { CliTexts } from './texts/texts.ts';
import type { StackPorts } from './stack/stack-ports.ts';

/** Does something again and again. @returns ends that */
export type Every = (intervalMs: number, act: () => void) => () => void;

/** What the command finds around itself. */
export interface Surroundings extends Backoff {
  stdin: InputStream;
  stdout: OutputStream;
  stderr: OutputStream;
  /** says in which language, if --lang does not, and whether in colours */
  environment: Environment;
  connect: Connect;
  examine: Examine;
  now: Now;
  newId: NewId;
  startTimer: StartTimer;
  every: Every;
  untilInterrupted: UntilInterrupted;
}

/** What a subcommand works with, besides its own arguments. */
export interface Context extends Backoff {
  ports: StackPorts;
  output: Output;
  /** texts for people, in their language */
  say: CliTexts;
  stdin: Readable;
  now: Now;
  newId: NewId;
  ask: Ask;
  untilInterrupted: UntilInterrupted;
  /** ends the command with this code although nothing is thrown */
  exitWith: (code: ExitCode) => void;
}

/**
 * Runs a subcommand on the stack that the global options name.
 *
 * @param failureCode what the command ends with if anything is thrown
 */
export type OnStack = (
  subcommand: (context: Context) => Promise<void>,
  failureCode?: ExitCode,
) => Promise<void>;

/** What the doctor works with: there may be no stack yet. */
export interface Consultation extends Pick<Context, 'output' | 'say' | 'exitWith'> {
  patient: Patient;
}

/**
 * Runs it on the account, and on the stack that the global options name.
 *
 * @param failureCode what the command ends with if anything is thrown
 */
export type OnPatient = (
  subcommand: (consultation: Consultation) => Promise<void>,
  failureCode: ExitCode,
) => Promise<void>;
