import type { Command } from 'commander';
import { z } from 'zod';
import { fileNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import type { HeldRefusal } from '../../../lambdas/shared/operators/approve-audience.ts';
import { decidedOf } from '../../../lambdas/shared/operators/record-decision.ts';
import { countingNumber, parsedBy } from '../arguments/arguments.ts';
import type { OnStack } from '../context.ts';
import { RefusedError } from '../errors.ts';
import { noSuchAudience } from './get-existing-audience.ts';
import { explainLost, keepDecision } from './keep-decision.ts';
import { getExistingProject } from '../project/get-existing-project.ts';
import { nameAudience, type NamedAudience } from './named-audience.ts';
import { describeFile } from './rollback.ts';

const optionsSchema = z.object({ version: z.number().optional() });

/** The subcommands of `audience` that decide about a version that is held. */
export const addHeldCommands = (audience: Command, onStack: OnStack): void => {
  const addCommand = (name: string): Command =>
    audience
      .command(name)
      .argument('<project>')
      .argument('<name>')
      .option('--version <number>', '', parsedBy(countingNumber));

  addCommand('approve').action(async (projectId: string, name: string, options: unknown) => {
    const { version: asked } = optionsSchema.parse(options);
    await onStack(async (context) => {
      const { ports, output, say, newId } = context;
      const { audienceChanges } = say;
      const named = nameAudience(projectId, name);
      const { paused, audienceLimit, rematchHours } = await getExistingProject(projectId, ports);
      const approval = await ports.approveAudience(
        ...([projectId, fileNameOf(name), asked, `approve-${newId()}`] as const),
      );
      if (approval.result === 'refused') {
        if (approval.why === 'limit') throw noPlace(named, audienceLimit);
        if (approval.why === 'unknown') throw await noSuchAudience(projectId, name, ports);
        throw nothingHeld(approval.why, named, asked);
      }
      const { version, members, superseded, membersBefore, file } = approval;
      await keepDecision(projectId, name, decidedOf.approval(approval), context);
      const result = {
        project: projectId,
        name,
        version,
        members,
        superseded: superseded ?? null,
        file,
      };
      await output.result(result, () =>
        [
          superseded === undefined
            ? audienceChanges.approvedFirst(named, version, members)
            : audienceChanges.approved(
                ...([named, version, members, superseded, membersBefore ?? 0] as const),
              ),
          describeFile(approval, named, { paused, rematchHours }, say),
          superseded === undefined
            ? audienceChanges.undoFirst(named)
            : audienceChanges.undo(named, superseded),
        ].join('\n'),
      );
    });
  });

  addCommand('discard').action(async (projectId: string, name: string, options: unknown) => {
    const { version: asked } = optionsSchema.parse(options);
    await onStack(async (context) => {
      const { ports, output, say } = context;
      const { audienceChanges } = say;
      const named = nameAudience(projectId, name);
      const { paused } = await getExistingProject(projectId, ports);
      const discard = await ports.discardHeld(
        ...([projectId, fileNameOf(name), asked, 'discarded'] as const),
      );
      if (discard.result === 'refused') {
        if (discard.why === 'unknown') throw await noSuchAudience(projectId, name, ports);
        throw nothingHeld(discard.why, named, asked);
      }
      const { version, members, live, file, unreturned } = discard;
      await keepDecision(projectId, name, decidedOf.discard(discard), context);
      const result = { project: projectId, name, version, members, live: live ?? null };
      await output.result(result, () =>
        [
          audienceChanges.dropped(named, version, members, live ?? null),
          audienceChanges.discardedFile(file, named, paused),
        ].join('\n'),
      );
      if (unreturned) output.note(audienceChanges.placeIsLeft(explainLost(unreturned, say)));
    });
  });
};

const noPlace = (audience: NamedAudience, limit: number): RefusedError =>
  new RefusedError(({ audienceChanges }) => audienceChanges.noPlace(audience, limit));

const nothingHeld = (
  why: Exclude<HeldRefusal, 'unknown'> | 'waits',
  audience: NamedAudience,
  asked: number | undefined,
): RefusedError =>
  new RefusedError(({ audienceChanges }) =>
    audienceChanges.nothingHeld(why, audience, asked ?? null),
  );
