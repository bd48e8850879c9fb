import { debuglog } from 'node:util';
import { Command, CommanderError } from 'commander';
import { createAsk } from './terminal/ask.ts';
import { addAudienceCommands } from './audience/audience.ts';
import type { OnPatient, OnStack, Surroundings } from './context.ts';
import { addDeadLetterCommands } from './dead-letter/dead-letter.ts';
import { addDoctorCommand } from './doctor/doctor.ts';
import { type ExitCode, exitCodes, WrongUsageError } from './errors.ts';
import { explainError } from './explain-error.ts';
import { addGlobalOptions, readGlobalOptions } from './arguments/global-options.ts';
import { addImportCommands } from './import/import.ts';
import { addMailCommands } from './mail/mail.ts';
import { createOutput } from './terminal/output.ts';
import { addProjectCommands } from './project/project.ts';
import { addScanCommand } from './scan/scan.ts';
import { createStackPorts } from './stack/stack-ports.ts';
import { addUsersCommands } from './users/users.ts';

const debug = debuglog('audience-import');

const commands = [
  addProjectCommands,
  addUsersCommands,
  addScanCommand,
  addAudienceCommands,
  addImportCommands,
  addDeadLetterCommands,
  addMailCommands,
];

/**
 * The command `audience-import`: parses, runs, prints.
 *
 * @param args what follows the command's name
 * @returns the exit code; nothing is thrown
 */
export const main = async (
  args: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> => {
  const { stdout, stderr, connect, examine } = surroundings;
  let exitCode: ExitCode = exitCodes.done;
  let failureCode: ExitCode = exitCodes.failed;
  const exitWith = (code: ExitCode): void => {
    exitCode = code;
  };

  const onStack: OnStack = async (subcommand, onFailure = exitCodes.failed) => {
    failureCode = onFailure;
    const options = readGlobalOptions(program);
    const stack = await connect(options);
    try {
      await subcommand({
        ...surroundings,
        ports: createStackPorts(stack, surroundings),
        output: createOutput(surroundings, options.json),
        ask: createAsk(surroundings),
        exitWith,
      });
    } finally {
      stack.close();
    }
  };

  const onPatient: OnPatient = async (subcommand) => {
    const options = readGlobalOptions(program);
    const patient = await examine(options);
    try {
      await subcommand({ patient, output: createOutput(surroundings, options.json), exitWith });
    } finally {
      patient.close();
    }
  };

  const program = addGlobalOptions(new Command('audience-import'))
    .description('Manages projects, their users and their audiences')
    .exitOverride()
    .showHelpAfterError('(--help shows what there is)')
    // Nobody who asks how a subcommand is used looks for --json and --local at the top.
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
    });
  for (const add of commands) add(program, onStack);
  addDoctorCommand(program, onPatient);

  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has said what is wrong, or printed the help that was asked for.
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
    createOutput(surroundings, false).note(`error: ${explainError(error) ?? unexpected(error)}`);
    debug('%O', error);
    return error instanceof WrongUsageError ? exitCodes.wrongUsage : failureCode;
  }
};

const unexpected = (error: unknown): string =>
  `${String(error)} (a mistake in audience-import; with NODE_DEBUG=audience-import it says where)`;
