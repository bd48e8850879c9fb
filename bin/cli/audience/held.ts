import type { Command } from 'commander';
import { z } from 'zod';
import { countOf } from '../../../lambdas/shared/domain/count-of.ts';
import { fileNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import { shellWord } from '../../../lambdas/shared/domain/shell-word.ts';
import type { HeldRefusal } from '../../../lambdas/shared/operators/approve-audience.ts';
import { countingNumber, parsedBy } from '../arguments/arguments.ts';
import type { OnStack } from '../context.ts';
import { RefusedError } from '../errors.ts';
import { noSuchAudience } from './get-existing-audience.ts';
import { getExistingProject } from '../project/get-existing-project.ts';
import { describeFile } from './rollback.ts';

const optionsSchema = z.object({ version: z.number().optional() });

/** The subcommands of `audience` that decide about a version that is held. */
export const addHeldCommands = (audience: Command, onStack: OnStack): void => {
  const addCommand = (name: string, description: string): Command =>
    audience
      .command(name)
      .description(description)
      .argument('<project>')
      .argument('<name>', 'the name of the file without .csv')
      .option(
        '--version <number>',
        'only if that is the version which is held; "audience show" tells its number',
        parsedBy(countingNumber),
      );

  addCommand('approve', 'publish the version that is held').action(
    async (projectId: string, name: string, options: unknown) => {
      const { version: asked } = optionsSchema.parse(options);
      await onStack(async ({ ports, output, newId }) => {
        const { paused, audienceLimit, rematchHours } = await getExistingProject(projectId, ports);
        const approval = await ports.approveAudience(
          ...([projectId, fileNameOf(name), asked, `approve-${newId()}`] as const),
        );
        if (approval.result === 'refused') {
          if (approval.why === 'limit') throw noPlace(projectId, name, audienceLimit);
          if (approval.why === 'unknown') throw await noSuchAudience(projectId, name, ports);
          throw nothingHeld(approval.why, { projectId, name, asked });
        }
        const { version, members, superseded, membersBefore, file } = approval;
        const result = {
          ...{ project: projectId, name, version, members, superseded: superseded ?? null, file },
        };
        await output.result(result, () =>
          [
            `Version ${version} of audience "${name}" with ${countOf(members, 'member')} is published` +
              (superseded === undefined
                ? '. It is the first one of the audience.'
                : ` in place of ${superseded}, which had ${membersBefore}.`),
            describeFile(approval, { projectId, name, paused, rematchHours }),
            superseded === undefined
              ? `"audience-import audience delete ${projectId} ${shellWord(name)} --with-file" takes it away again, and its file.`
              : `"audience-import audience rollback ${projectId} ${shellWord(name)} --to ${superseded}" undoes this within 24 hours.`,
          ].join('\n'),
        );
      });
    },
  );

  addCommand('discard', 'drop the version that is held; the published one stays').action(
    async (projectId: string, name: string, options: unknown) => {
      const { version: asked } = optionsSchema.parse(options);
      await onStack(async ({ ports, output }) => {
        await getExistingProject(projectId, ports);
        const discard = await ports.discardHeld(
          ...([projectId, fileNameOf(name), asked, 'discarded'] as const),
        );
        if (discard.result === 'refused') {
          if (discard.why === 'unknown') throw await noSuchAudience(projectId, name, ports);
          throw nothingHeld(discard.why, { projectId, name, asked });
        }
        const { version, members, live, isFileOut } = discard;
        const result = { project: projectId, name, version, members, live: live ?? null };
        await output.result(result, () =>
          [
            `Version ${version} of audience "${name}" with ${countOf(members, 'member')} was dropped; ` +
              (live === undefined ? 'nothing is published.' : `version ${live} stays.`),
            isFileOut
              ? `Its file is not imported again until it changes, or "audience-import audience retry ${projectId} ${shellWord(name)}".`
              : `The file was seen again since: "audience-import audience show ${projectId} ${shellWord(name)}" says what became of it.`,
          ].join('\n'),
        );
      });
    },
  );
};

const noPlace = (projectId: string, name: string, limit: number): RefusedError =>
  new RefusedError(
    `Project "${projectId}" has no place for another audience, and ${countOf(limit, 'audience')} at most: "${name}" stays held. Delete ` +
      `one, or raise the limit: "audience-import project put ${projectId} --audience-limit ${limit + 1}".`,
  );

const nothingHeld = (
  why: Exclude<HeldRefusal, 'unknown'> | 'waits',
  { projectId, name, asked }: { projectId: string; name: string; asked: number | undefined },
): RefusedError => {
  const audience = `audience "${name}" of project "${projectId}"`;
  const others = `"audience-import audience show ${projectId} ${shellWord(name)}" says what there is.`;
  switch (why) {
    case 'deleted':
      return new RefusedError(`Nothing is held: ${audience} was deleted.`);
    case 'gone':
      return new RefusedError(
        `What was held of ${audience} is gone: it was approved, dropped or replaced while this command ran. ${others}`,
      );
    case 'not-held':
    case 'waits':
      return new RefusedError(
        asked === undefined
          ? `No version of ${audience} is held: none was, or it was approved, dropped or replaced by a newer file. ${others}`
          : `Version ${asked} of ${audience} is not held: it was approved, dropped or replaced by a newer file. ${others}`,
      );
  }
};
