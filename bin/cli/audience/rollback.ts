import type { Command } from 'commander';
import { z } from 'zod';
import { fileNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import { decidedOf } from '../../../lambdas/shared/operators/record-decision.ts';
import type { Rollback } from '../../../lambdas/shared/operators/rollback-audience.ts';
import { countingNumber, parsedBy } from '../arguments/arguments.ts';
import type { OnStack } from '../context.ts';
import { RefusedError } from '../errors.ts';
import { noSuchAudience } from './get-existing-audience.ts';
import { keepDecision } from './keep-decision.ts';
import { nameAudience, type NamedAudience, type RollbackRefusal } from './named-audience.ts';
import type { CliTexts } from '../texts/texts.ts';
import { getExistingProject } from '../project/get-existing-project.ts';

const optionsSchema = z.object({ to: z.number().optional() });

export const addRollbackCommand = (audience: Command, onStack: OnStack): void => {
  audience
    .command('rollback')
    .argument('<project>')
    .argument('<name>')
    .option('--to <version>', '', parsedBy(countingNumber))
    .action(async (projectId: string, name: string, options: unknown) => {
      const { to } = optionsSchema.parse(options);
      await onStack(async (context) => {
        const { ports, output, say, newId } = context;
        const { audienceChanges } = say;
        const named = nameAudience(projectId, name);
        const { paused } = await getExistingProject(projectId, ports);
        const rollback = await ports.rollbackAudience(
          projectId,
          fileNameOf(name),
          to,
          `rollback-${newId()}`,
        );
        if (rollback.result === 'refused') {
          if (rollback.why === 'unknown') throw await noSuchAudience(projectId, name, ports);
          throw nothingToPublish(rollback.why, named, to);
        }
        const { version, superseded, members, file, isSameFile } = rollback;
        await keepDecision(projectId, name, decidedOf.rollback(rollback), context);
        await output.result({ project: projectId, name, version, superseded, members, file }, () =>
          [
            audienceChanges.rolledBack(named, version, members, superseded),
            ...(isSameFile ? [audienceChanges.sameFile(named)] : []),
            describeFile(rollback, named, { paused }, say),
            audienceChanges.undo(named, superseded),
          ].join('\n'),
        );
      });
    });
};

interface OfProject {
  paused: boolean;
  /** of what is matched anew; what was rolled back to is not */
  rematchHours?: number | undefined;
}

/** How long the version stays: that depends on the file. */
export const describeFile = (
  { file, retryAt }: Pick<Extract<Rollback, { result: 'published' }>, 'file' | 'retryAt'>,
  audience: NamedAudience,
  { paused, rematchHours }: OfProject,
  { audienceChanges }: CliTexts,
): string =>
  audienceChanges.stays(
    ...([file, audience, paused, rematchHours ?? null] as const),
    retryAt === undefined ? null : new Date(retryAt).toISOString(),
  );

const nothingToPublish = (
  why: RollbackRefusal,
  audience: NamedAudience,
  to: number | undefined,
): RefusedError =>
  new RefusedError(({ audienceChanges }) =>
    audienceChanges.nothingToPublish(why, audience, to ?? null),
  );
