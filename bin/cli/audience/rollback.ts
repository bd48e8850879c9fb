import type { Command } from 'commander';
import { z } from 'zod';
import { countOf } from '../../../lambdas/shared/domain/count-of.ts';
import { fileNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import { shellWord } from '../../../lambdas/shared/domain/shell-word.ts';
import type { Rollback } from '../../../lambdas/shared/operators/rollback-audience.ts';
import { countingNumber, parsedBy } from '../arguments/arguments.ts';
import type { OnStack } from '../context.ts';
import { RefusedError } from '../errors.ts';
import { noSuchAudience } from './get-existing-audience.ts';
import { getExistingProject } from '../project/get-existing-project.ts';

const optionsSchema = z.object({ to: z.number().optional() });

export const addRollbackCommand = (audience: Command, onStack: OnStack): void => {
  audience
    .command('rollback')
    .description('publish an earlier version again; it stays until the file changes')
    .argument('<project>')
    .argument('<name>', 'the name of the file without .csv')
    .option(
      '--to <version>',
      'a version that "audience show" lists as superseded; else the one of another file that was published last, within 24 hours',
      parsedBy(countingNumber),
    )
    .action(async (projectId: string, name: string, options: unknown) => {
      const { to } = optionsSchema.parse(options);
      await onStack(async ({ ports, output, newId }) => {
        const { paused } = await getExistingProject(projectId, ports);
        const rollback = await ports.rollbackAudience(
          projectId,
          fileNameOf(name),
          to,
          `rollback-${newId()}`,
        );
        if (rollback.result === 'refused') {
          if (rollback.why === 'unknown') throw await noSuchAudience(projectId, name, ports);
          throw nothingToPublish(rollback.why, { projectId, name, to });
        }
        const { version, superseded, members, file, isSameFile } = rollback;
        await output.result({ project: projectId, name, version, superseded, members, file }, () =>
          [
            `Version ${version} of audience "${name}" with ${members} members is published in place of ${superseded}.`,
            ...(isSameFile ? [sameFile(projectId, name)] : []),
            describeFile(rollback, { projectId, name, paused }),
            `"audience-import audience rollback ${projectId} ${shellWord(name)} --to ${superseded}" undoes this within 24 hours.`,
          ].join('\n'),
        );
      });
    });
};

interface FileCircumstances {
  projectId: string;
  name: string;
  paused: boolean;
  /** of what is matched anew; what was rolled back to is not */
  rematchHours?: number | undefined;
}

/** How long the version stays: that depends on the file. */
export const describeFile = (
  { file, retryAt }: Pick<Extract<Rollback, { result: 'published' }>, 'file' | 'retryAt'>,
  { projectId, name, paused, rematchHours }: FileCircumstances,
): string => {
  const replaces = 'and its list replaces this version';
  const next = paused
    ? `it is imported after "audience-import project resume ${projectId}", ${replaces}.`
    : `the next scan imports it, ${replaces}. To prevent that: "audience-import project pause ${projectId}".`;
  switch (file) {
    case 'done':
      return rematchHours === undefined
        ? 'It stays until the file changes, or is retried.'
        : `It stays until the file changes, is retried, or its users are matched anew, every ${countOf(rematchHours, 'hour')}.`;
    case 'missing':
      return 'Its file is gone: it stays until another one is uploaded.';
    case 'due':
      return `The file has changed since and was not imported yet: ${next}`;
    case 'called-off':
      return `The file has changed since. Its import, which was running, was called off: ${next}`;
    case 'failed':
      return (
        'The file has changed since and could not be imported so far: it is tried again' +
        `${retryAt === undefined ? '' : ` at ${new Date(retryAt).toISOString()}`}, ${replaces}.`
      );
    case 'held':
      return `The file has changed since. Its list is held, and stays so: "audience-import audience approve ${projectId} ${shellWord(name)}" publishes it.`;
    case 'discarded':
      return 'The file has changed since, and its list was dropped: this version stays until it changes again, or is retried.';
    case 'rejected':
      return 'The file has changed since and was rejected: this version stays until it changes again, or is retried.';
  }
};

const sameFile = (projectId: string, name: string): string =>
  'It is of the same file, imported earlier. If the file is wrong, look for a version of before it: ' +
  `"audience-import audience show ${projectId} ${shellWord(name)}" lists them, and --to publishes one.`;

const nothingToPublish = (
  why: Exclude<Extract<Rollback, { result: 'refused' }>['why'], 'unknown'>,
  { projectId, name, to }: { projectId: string; name: string; to: number | undefined },
): RefusedError => {
  const audience = `audience "${name}" of project "${projectId}"`;
  const others = `"audience-import audience show ${projectId} ${shellWord(name)}" lists what there is.`;
  switch (why) {
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
        `No version of ${audience} was replaced within the last 24 hours, for which they are kept. ${others} Of older ones that it ` +
          'lists as superseded, --to publishes any.',
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
    case 'held':
      return new RefusedError(
        `Version ${to} of ${audience} was never published: it is held. To publish it: "audience-import audience approve ${projectId} ${shellWord(name)} --version ${to}".`,
      );
    case 'changed':
      return new RefusedError(
        `Another version of ${audience} was published while this command ran, by an import or another operator. ` +
          `Look before you repeat it: ${others}`,
      );
    case 'live':
      return new RefusedError(`Version ${to} of ${audience} is the published one. ${others}`);
  }
};
