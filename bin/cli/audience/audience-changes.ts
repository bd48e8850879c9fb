import type { Command } from 'commander';
import { z } from 'zod';
import type { GetIgnored } from '../../../lambdas/shared/adapters/get-ignored.ts';
import { fileNameOf, fileNameOfObject } from '../../../lambdas/shared/domain/file-name.ts';
import { shellWord } from '../../../lambdas/shared/domain/shell-word.ts';
import type { RetryRefusal } from '../../../lambdas/shared/operators/retry-import.ts';
import type { OnStack } from '../context.ts';
import { deleteAudienceAndFile, type DeletedAudience } from './delete-audience.ts';
import { RefusedError } from '../errors.ts';
import { noSuchAudience } from './get-existing-audience.ts';
import { getExistingProject } from '../project/get-existing-project.ts';
import { addGuardCommand } from './guard.ts';
import { addHeldCommands } from './held.ts';
import { addRollbackCommand } from './rollback.ts';

const deleteOptionsSchema = z.object({ withFile: z.boolean().default(false) });

/** The subcommands of `audience` that change something. */
export const addAudienceChanges = (audience: Command, onStack: OnStack): void => {
  audience
    .command('retry')
    .description('import the file again although it has not changed')
    .argument('<project>')
    .argument('<name>', 'the name of the file without .csv')
    .action(async (projectId: string, name: string) => {
      await onStack(async ({ ports, output }) => {
        const { paused } = await getExistingProject(projectId, ports);
        const result = await ports.retryImport(projectId, fileNameOf(name));
        if (result === 'unknown') throw await noSuchAudience(projectId, name, ports);
        if (result !== 'due') throw nothingToRetry(result, projectId, name);
        await output.result({ project: projectId, name, due: true }, () =>
          paused
            ? `"${name}" is due, but project "${projectId}" is paused: "audience-import project resume ${projectId}".`
            : 'The next scan imports it; run "audience-import scan --wait" to do it now.',
        );
      });
    });

  addRollbackCommand(audience, onStack);
  addHeldCommands(audience, onStack);
  addGuardCommand(audience, onStack);

  audience
    .command('delete')
    .description('delete an audience; a file that is still there creates it again')
    .argument('<project>')
    .argument('<name>', 'the name of the file without .csv')
    .option('--with-file', 'delete its file in the bucket, too')
    .action(async (projectId: string, name: string, options: unknown) => {
      const { withFile } = deleteOptionsSchema.parse(options);
      await onStack(async ({ ports, output }) => {
        const deleted = await deleteAudienceAndFile(projectId, name, { withFile }, ports);
        await output.result(deleted, () => describeDeletion(deleted));
        const others = withFile ? await findShadowed(projectId, name, ports) : [];
        if (others.length > 0)
          output.note(
            `There is another file of the audience, which was ignored so far: ${others.join(', ')}. The next scan imports it.`,
          );
        if (deleted.file === 'present')
          output.note(
            `Its file ${deleted.key} is still there: the next scan creates the audience again. To be rid of ` +
              `both: "audience-import audience delete ${projectId} ${shellWord(name)} --with-file".`,
          );
      });
    });
};

/** As far as a scan has kept their names. */
const findShadowed = async (
  projectId: string,
  name: string,
  { getIgnored }: { getIgnored: GetIgnored },
): Promise<string[]> =>
  ((await getIgnored(projectId))?.reasons.shadowed?.examples ?? []).filter(
    (object) => fileNameOfObject(object) === fileNameOf(name),
  );

const describeDeletion = ({ project, name, key, file }: DeletedAudience): string =>
  file === 'deleted'
    ? `Audience "${name}" of project "${project}" and its file ${key} were deleted.`
    : `Audience "${name}" of project "${project}" was deleted.`;

const nothingToRetry = (
  refusal: Exclude<RetryRefusal, 'unknown'>,
  projectId: string,
  name: string,
): RefusedError => {
  const audience = `Audience "${name}" of project "${projectId}"`;
  switch (refusal) {
    case 'deleted':
      return new RefusedError(
        `${audience} was deleted. If its file is still there, the next scan imports it: "audience-import scan --wait".`,
      );
    case 'file-missing':
      return new RefusedError(
        `The file of audience "${name}" of project "${projectId}" is gone, there is nothing to import. Upload it again.`,
      );
    case 'being-imported':
      return new RefusedError(
        `${audience} is being imported right now. "audience-import audience show ${projectId} ${shellWord(name)}" says how it ends.`,
      );
    case 'never-tried':
      return new RefusedError(
        `The file of audience "${name}" of project "${projectId}" was not tried yet as it is now. The next scan imports it ` +
          'anyway: "audience-import scan --wait".',
      );
  }
};
