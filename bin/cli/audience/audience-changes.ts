import type { Command } from 'commander';
import { z } from 'zod';
import type { GetIgnored } from '../../../lambdas/shared/adapters/get-ignored.ts';
import { objectNameOf } from '../../../lambdas/shared/domain/audience-item.ts';
import { fileNameOf, fileNameOfObject } from '../../../lambdas/shared/domain/file-name.ts';
import { decidedOf } from '../../../lambdas/shared/operators/record-decision.ts';
import type { RetryRefusal } from '../../../lambdas/shared/operators/retry-import.ts';
import type { Context, OnStack } from '../context.ts';
import { deleteExistingAudience } from './delete-audience.ts';
import { RefusedError } from '../errors.ts';
import { getExistingAudience, noSuchAudience } from './get-existing-audience.ts';
import { getExistingProject } from '../project/get-existing-project.ts';
import { addExpectCommand } from './expect.ts';
import { addGuardCommand } from './guard.ts';
import { addHeldCommands } from './held.ts';
import { explainLost, keepDecision } from './keep-decision.ts';
import { nameAudience } from './named-audience.ts';
import { addRollbackCommand } from './rollback.ts';

const deleteOptionsSchema = z.object({
  withFile: z.boolean().default(false),
  yes: z.boolean().default(false),
});

/** The subcommands of `audience` that change something. */
export const addAudienceChanges = (audience: Command, onStack: OnStack): void => {
  audience
    .command('retry')
    .argument('<project>')
    .argument('<name>')
    .action(async (projectId: string, name: string) => {
      await onStack(async (context) => {
        const { ports, output, say } = context;
        const { paused } = await getExistingProject(projectId, ports);
        const result = await ports.retryImport(projectId, fileNameOf(name));
        if (result === 'unknown') throw await noSuchAudience(projectId, name, ports);
        if (result !== 'due' && result !== 'due-already')
          throw nothingToRetry(result, projectId, name);
        if (result === 'due') await keepDecision(projectId, name, decidedOf.retry(), context);
        await output.result({ project: projectId, name, due: true }, () =>
          paused
            ? say.audienceChanges.isDueButPaused(nameAudience(projectId, name))
            : say.audienceChanges.isDue,
        );
      });
    });

  addRollbackCommand(audience, onStack);
  addHeldCommands(audience, onStack);
  addGuardCommand(audience, onStack);
  addExpectCommand(audience, onStack);

  audience
    .command('delete')
    .argument('<project>')
    .argument('<name>')
    .option('--with-file')
    .option('-y, --yes')
    .action(async (projectId: string, name: string, options: unknown) => {
      const { withFile, yes } = deleteOptionsSchema.parse(options);
      await onStack(async (context) => {
        const { ports, output, say } = context;
        const { audienceChanges } = say;
        const audience = nameAudience(projectId, name);
        if (!yes) await agree(projectId, name, withFile, context);
        const { key, file, live, paused, unreturned } = await deleteExistingAudience(
          ...([projectId, name, { withFile }, ports] as const),
        );
        await keepDecision(projectId, name, decidedOf.deletion(live), context);
        await output.result({ project: projectId, name, key, file }, () =>
          file === 'deleted'
            ? audienceChanges.deletedWithFile(audience, key)
            : audienceChanges.deleted(audience),
        );
        if (unreturned) output.note(audienceChanges.placeIsLeft(explainLost(unreturned, say)));
        const others = withFile ? await findShadowed(projectId, name, ports) : [];
        if (others.length > 0) output.note(audienceChanges.otherFile(others));
        if (file === 'present') output.note(audienceChanges.fileIsThere(audience, key, paused));
      });
    });
};

/** Says what becomes of the file, and asks who sits at a terminal. @throws RefusedError if they do not want it */
const agree = async (
  projectId: string,
  name: string,
  withFile: boolean,
  { ports, ask, say: { audienceChanges }, untilInterrupted }: Context,
): Promise<void> => {
  const { path, paused } = await getExistingProject(projectId, ports);
  const item = await getExistingAudience(projectId, name, ports);
  if (item.deletedAt !== undefined) return;
  const audience = nameAudience(projectId, name);
  const question = item.source.present
    ? audienceChanges.askToDelete(audience, path + objectNameOf(item), withFile, paused)
    : audienceChanges.askToDeleteAlone(audience);
  const answer = await untilInterrupted((signal) => ask(question, signal));
  if (answer === false) throw new RefusedError((texts) => texts.audienceChanges.notDeleted);
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

const nothingToRetry = (
  why: Exclude<RetryRefusal, 'unknown'>,
  projectId: string,
  name: string,
): RefusedError =>
  new RefusedError(({ audienceChanges }) =>
    audienceChanges.nothingToRetry(why, nameAudience(projectId, name)),
  );
