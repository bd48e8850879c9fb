import type { Command } from 'commander';
import { z } from 'zod';
import { fileNameOf } from '../../lambdas/shared/domain/file-name.ts';
import type { RollbackRefusal } from '../../lambdas/shared/operators/rollback-audience.ts';
import { parsedBy, wholeNumber } from './arguments.ts';
import type { OnStack } from './context.ts';
import { RefusedError } from './errors.ts';
import { noSuchAudience } from './get-existing-audience.ts';
import { getExistingProject } from './get-existing-project.ts';

const optionsSchema = z.object({ to: z.number().optional() });

export const addRollbackCommand = (audience: Command, onStack: OnStack): void => {
  audience
    .command('rollback')
    .description('publish an earlier version again; it stays until the file changes')
    .argument('<project>')
    .argument('<name>', 'the name of the file without .csv')
    .option(
      '--to <version>',
      'a version that "audience show" lists as superseded; else the last before the published one',
      parsedBy(wholeNumber),
    )
    .action(async (projectId: string, name: string, options: unknown) => {
      const { to } = optionsSchema.parse(options);
      await onStack(async ({ ports, output, newId }) => {
        await getExistingProject(projectId, ports);
        const rollback = await ports.rollbackAudience(
          projectId,
          fileNameOf(name),
          to,
          `rollback-${newId()}`,
        );
        if (rollback.result === 'refused')
          throw nothingToPublish(rollback.why, { projectId, name, to });
        const { version, superseded, members } = rollback;
        await output.result(
          { project: projectId, name, version, superseded, members },
          () =>
            `Version ${version} of audience "${name}" with ${members} members is published in place of ${superseded}. ` +
            'It stays until the file changes; ' +
            `"audience-import audience rollback ${projectId} ${name} --to ${superseded}" undoes this within 24 hours.`,
        );
      });
    });
};

const nothingToPublish = (
  why: RollbackRefusal,
  { projectId, name, to }: { projectId: string; name: string; to: number | undefined },
): RefusedError => {
  const audience = `audience "${name}" of project "${projectId}"`;
  const others = `"audience-import audience show ${projectId} ${name}" lists what there is.`;
  switch (why) {
    case 'unknown':
      return noSuchAudience(projectId, name);
    case 'deleted':
      return new RefusedError(
        `There is nothing to roll back: ${audience} was deleted. Upload its file to have it again.`,
      );
    case 'not-published':
      return new RefusedError(
        `There is nothing to roll back: no version of ${audience} is published. ${others}`,
      );
    case 'no-earlier':
      return new RefusedError(
        `No version before the published one of ${audience} is left: they are kept for 24 hours. ${others}`,
      );
    case 'gone':
      return new RefusedError(
        `There is no version ${to} of ${audience}: it was removed, or never was. ${others}`,
      );
    case 'collecting':
      return new RefusedError(
        `Version ${to} of ${audience} is being removed, its 24 hours are over. ${others}`,
      );
    case 'unfinished':
      return new RefusedError(
        `Version ${to} of ${audience} was never published: its import did not end. ${others}`,
      );
    case 'live':
      return new RefusedError(`Version ${to} of ${audience} is the published one. ${others}`);
  }
};
