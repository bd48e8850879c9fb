import type { Command, OutputConfiguration } from 'commander';
import { readOwnVersion } from '../../lib/own-version.ts';
import { notEmpty, parsedBy } from './arguments/arguments.ts';
import { tellUnfitValues } from './arguments/tell-unfit-values.ts';
import { addGlobalOptions } from './arguments/global-options.ts';
import { addAudienceCommands } from './audience/audience.ts';
import { addCompletionCommand } from './completion/completion.ts';
import type { OnPatient, OnStack } from './context.ts';
import { addDeadLetterCommands } from './dead-letter/dead-letter.ts';
import { addDoctorCommand } from './doctor/doctor.ts';
import { addEstimateCommand } from './estimate/estimate.ts';
import { addHelp } from './help/add-help.ts';
import { describeCommands } from './help/describe-commands.ts';
import { FittingCommand } from './help/fitting-help.ts';
import { leavesOf } from './help/leaves-of.ts';
import { addImportCommands } from './import/import.ts';
import { addMailCommands } from './mail/mail.ts';
import { addProjectCommands } from './project/project.ts';
import { addScanCommand } from './scan/scan.ts';
import { addRepairCommand } from './repair/repair.ts';
import type { CliTexts } from './texts/texts.ts';
import { addUsersCommands } from './users/users.ts';

export interface ProgramProps {
  onStack: OnStack;
  onPatient: OnPatient;
  /** in the language of whoever asks for help */
  say: CliTexts;
  /** where help and what is wrong with arguments go */
  output: OutputConfiguration;
}

/** Every command with its options, and what runs when it is given. Throws CommanderError in place of ending the process. */
export const createProgram = ({ onStack, onPatient, say, output }: ProgramProps): Command => {
  const program = addGlobalOptions(new FittingCommand('audience-import', say))
    .exitOverride()
    .showHelpAfterError(say.parsing.seeHelp)
    .helpOption('-h, --help', say.parsing.helpOption)
    .helpCommand('help [command]', say.parsing.helpOption)
    // Nobody who asks how a subcommand is used looks for --json and --local at the top.
    .configureHelp({ showGlobalOptions: true })
    .configureOutput(output);
  addProjectCommands(program, onStack);
  addUsersCommands(program, onStack);
  addScanCommand(program, onStack);
  addAudienceCommands(program, onStack);
  addImportCommands(program, onStack);
  addDeadLetterCommands(program, onStack);
  addMailCommands(program, onStack);
  addRepairCommand(program, onStack);
  addEstimateCommand(program, onStack);
  addDoctorCommand(program, onPatient);
  addCompletionCommand(program, (text) => output.writeOut?.(text));
  for (const { command } of leavesOf(program)) refuseEmptyArguments(command);
  tellUnfitValues(program, say);
  describeCommands(program, say);
  addHelp(program, say.help);
  return program;
};

/** No project, audience, user or file is called so. */
const refuseEmptyArguments = ({ registeredArguments }: Command): void => {
  for (const argument of registeredArguments)
    if (!argument.variadic && argument.parseArg === undefined)
      argument.argParser(parsedBy(notEmpty));
};

/** Where no command is named: some have an option of their own that is called so. */
export const addVersion = (
  program: Command,
  args: readonly string[],
  { commands }: CliTexts,
): void => {
  if (!program.commands.some((command) => args.includes(command.name())))
    program.version(
      readOwnVersion(),
      '-V, --version',
      commands['audience-import'].parts['--version'],
    );
};
