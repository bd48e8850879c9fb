import type { Readable } from 'node:stream';
import type { Backoff, NewId, Now } from '../../lambdas/shared/ports.ts';
import type { Connect } from './connect.ts';
import type { ExitCode } from './errors.ts';
import type { Output, OutputStream } from './output.ts';
import type { StackPorts } from './stack-ports.ts';

/** What the command finds around itself. */
export interface Surroundings extends Backoff {
  stdin: Readable;
  stdout: OutputStream;
  stderr: OutputStream;
  connect: Connect;
  now: Now;
  newId: NewId;
}

/** What a subcommand works with, besides its own arguments. */
export interface Context extends Backoff {
  ports: StackPorts;
  output: Output;
  stdin: Readable;
  now: Now;
  newId: NewId;
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
