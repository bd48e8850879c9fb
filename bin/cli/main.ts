import { debuglog } from 'node:util';
import { CommanderError } from 'commander';
import { type Ask, createAsk } from './terminal/ask.ts';
import { hasColors, paintIf } from './terminal/colors.ts';
import { completeWord } from './completion/scripts.ts';
import type { OnPatient, OnStack, Surroundings } from './context.ts';
import { type ExitCode, exitCodes, WrongUsageError } from './errors.ts';
import { explainError } from './explain-error.ts';
import { type GlobalOptions, readGlobalOptions } from './arguments/global-options.ts';
import { chooseLanguage } from './texts/language.ts';
import { cliTexts } from './texts/texts.ts';
import { addVersion, createProgram } from './program.ts';
import { InterruptedError } from './terminal/interrupt.ts';
import { columnsOf, createOutput, type Output } from './terminal/output.ts';
import { showThatItWorks } from './terminal/show-that-it-works.ts';

const debug = debuglog('audience-import');

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
  const { stdout, stderr, environment, connect, examine } = surroundings;
  const say = cliTexts[chooseLanguage(args, environment)];
  let exitCode: ExitCode = exitCodes.done;
  let failureCode: ExitCode = exitCodes.failed;
  const exitWith = (code: ExitCode): void => {
    exitCode = code;
  };

  const isPlain = (): boolean => program.opts().color === false;

  /** Shows that something is done, but not over a question. */
  const withOutput = async (
    { json }: Pick<GlobalOptions, 'json'>,
    work: (output: Output, ask: Ask) => Promise<void>,
  ): Promise<void> => {
    const output = createOutput(surroundings, { isJson: json, isPlain: isPlain() });
    const showing = { ...surroundings, say };
    const askSomebody = createAsk(surroundings);
    let stopShowing = showThatItWorks(output, showing);
    const ask: Ask = async (...question) => {
      stopShowing();
      const answer = await askSomebody(...question);
      stopShowing = showThatItWorks(output, showing);
      return answer;
    };
    try {
      await work(output, ask);
    } finally {
      stopShowing();
    }
  };

  const onStack: OnStack = async (subcommand, onFailure = exitCodes.failed) => {
    failureCode = onFailure;
    const options = readGlobalOptions(program);
    await withOutput(options, async (output, ask) => {
      // The SDK's clients take longer to load than all the rest: not for help, and not for what is wrong with the arguments.
      const { createStackPorts } = await import('./stack/stack-ports.ts');
      const stack = await connect(options);
      try {
        const ports = createStackPorts(stack, surroundings);
        await subcommand({ ...surroundings, ports, output, ask, say, exitWith });
      } finally {
        stack.close();
      }
    });
  };

  const onPatient: OnPatient = async (subcommand, onFailure) => {
    failureCode = onFailure;
    const options = readGlobalOptions(program);
    await withOutput(options, async (output) => {
      const patient = await examine(options);
      try {
        await subcommand({ patient, output, say, exitWith });
      } finally {
        patient.close();
      }
    });
  };

  const program = createProgram({
    onStack,
    onPatient,
    say,
    output: {
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      outputError: (text, write) => {
        const paint = paintIf(hasColors(stderr, environment, isPlain()));
        const word = say.common.error('').trim();
        write(text.startsWith(word) ? paint(word, 'bad') + text.slice(word.length) : text);
      },
      getOutHelpWidth: () => columnsOf(stdout) ?? 80,
      getErrHelpWidth: () => columnsOf(stderr) ?? 80,
    },
  });
  addVersion(program, args, say);
  if (args[0] === completeWord) {
    const { complete } = await import('./completion/complete.ts');
    for (const word of await complete(program, args.slice(1), surroundings))
      stdout.write(`${word}\n`);
    return exitCode;
  }

  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has said what is wrong, or printed the help that was asked for.
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage;
    createOutput(surroundings, { isJson: false, isPlain: isPlain() }).error(
      ...([
        say.common.error(''),
        explainError(error, say) ?? say.common.unexpected(String(error)),
      ] as const),
    );
    debug('%O', error);
    if (error instanceof InterruptedError) return exitCodes.interrupted;
    return error instanceof WrongUsageError ? exitCodes.wrongUsage : failureCode;
  }
};
