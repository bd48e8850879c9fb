import type { Command } from 'commander';
import { z } from 'zod';
import { notEmpty, parsedBy } from '../arguments/arguments.ts';
import type { OnStack } from '../context.ts';
import { describeValidation } from './describe-validation.ts';
import { type ExitCode, exitCodes } from '../errors.ts';
import { getExistingProject } from '../project/get-existing-project.ts';
import { findFileToValidate, placeOf } from './find-file-to-validate.ts';
import type { DryRun } from '../../../lambdas/importer/dry-run/dry-run.ts';
import type { Outcome } from '../../../lambdas/shared/domain/audience-item.ts';
import { shellWord } from '../../../lambdas/shared/domain/shell-word.ts';
import { createShowProgress } from '../terminal/show-progress.ts';
import { type ValidationView, viewValidation } from './validation-view.ts';

const optionsSchema = z.object({ key: z.string().optional(), name: z.string().optional() });

/** `import validate`: what an import would come to. */
export const addValidateCommand = (imports: Command, onStack: OnStack): void => {
  imports
    .command('validate')
    .argument('<project>')
    .argument('[file]')
    .option('--key <key>', '', parsedBy(notEmpty))
    .option('--name <name>', '', parsedBy(notEmpty))
    .action(async (projectId: string, file: string | undefined, options: unknown) => {
      const { key, name } = optionsSchema.parse(options);
      const place = placeOf(file, key);
      await onStack(async (context) => {
        const { ports, output, say, stdin, exitWith } = context;
        const { imports } = say;
        const project = await getExistingProject(projectId, ports);
        const found = await findFileToValidate(project, { ...place, name }, stdin, ports.dryRuns);
        if (project.paused) output.note(imports.isPaused(projectId));
        const showProgress = createShowProgress(context);
        let isTold = false;
        const run = await ports.dryRuns.dryRun(project, found, {
          onBusy: (tableName) => {
            if (!isTold) output.note(imports.isBusy(tableName));
            isTold = true;
          },
          onProgress: (asked) => {
            showProgress({ done: asked, tell: say.common.progress.usersLookedAt });
          },
          onLiveUnreadable: (error) => {
            output.note(imports.changesUnknown(error.message));
          },
          onUnexplained: (error) => {
            output.note(imports.findingsUnknown(String(error)));
          },
        });
        output.progress('');
        const view = viewValidation(
          file ?? shellWord(project.path + found.object),
          run,
          await ports.region(),
        );
        exitWith(codeOf(view.outcome));
        await output.result(view, (page) => describeValidation(view, page, say, storedOf(run)));
      }, exitCodes.couldNotTell);
    });
};

const codeOf = (outcome: ValidationView['outcome']): ExitCode => {
  if (outcome === 'undecided') return exitCodes.couldNotTell;
  return outcome === 'published' || outcome === 'unchanged' ? exitCodes.done : exitCodes.failed;
};

const storedOf = ({ result, attempt }: DryRun): Pick<Outcome, 'explanation' | 'diagnosis'> => ({
  explanation: 'failure' in result ? result.failure.explanation : undefined,
  diagnosis: attempt.diagnosis,
});
