import type { Command } from 'commander';
import { z } from 'zod';
import { parsedBy, waitSeconds } from '../arguments/arguments.ts';
import type { OnStack } from '../context.ts';
import { deleteProject } from './delete-project.ts';
import { RefusedError } from '../errors.ts';
import { getExistingProject, noSuchProject } from './get-existing-project.ts';
import { interruptible } from '../terminal/interrupt.ts';
import { createShowProgress } from '../terminal/show-progress.ts';
import { waitForWorkers } from './wait-for-workers.ts';

const pauseOptionsSchema = z.object({ waitTimeout: z.number() });
const deleteOptionsSchema = z.object({ yes: z.boolean().default(false) });

/** Longer than a function may run, and its claim may live. */
const defaultWaitSeconds = 1200;

/** The subcommands of `project` that stop its imports, and let them go on. */
export const addProjectChanges = (project: Command, onStack: OnStack): void => {
  project
    .command('pause')
    .argument('<id>')
    .option('--wait-timeout <seconds>', '', parsedBy(waitSeconds), defaultWaitSeconds)
    .action(async (id: string, options: unknown) => {
      const { waitTimeout } = pauseOptionsSchema.parse(options);
      await onStack(async (context) => {
        const { ports, output, now, sleep } = context;
        const { projectChanges } = context.say;
        if (!(await ports.switchProject.pause(id))) throw await noSuchProject(id, ports);
        const showProgress = createShowProgress(context);
        await interruptible(
          context,
          () => projectChanges.isPausedAlready(id),
          () =>
            waitForWorkers(id, waitTimeout * 1000, {
              listAudienceItems: ports.listAudienceItems,
              serviceNow: ports.serviceNow,
              now,
              sleep,
              onProgress: (running) => {
                showProgress({ done: running, tell: context.say.common.progress.importsRunning });
              },
            }),
        );
        output.progress('');
        await output.result({ project: id, paused: true }, () => projectChanges.paused(id));
      });
    });

  project
    .command('resume')
    .argument('<id>')
    .action(async (id: string) => {
      await onStack(async ({ ports, output, say: { projectChanges } }) => {
        if (!(await ports.switchProject.resume(id))) throw await noSuchProject(id, ports);
        await output.result({ project: id, paused: false }, () => projectChanges.resumed(id));
      });
    });

  project
    .command('delete')
    .argument('<id>')
    .option('--yes')
    .action(async (id: string, options: unknown) => {
      const { yes } = deleteOptionsSchema.parse(options);
      await onStack(async (context) => {
        const { ports, output } = context;
        const { projectChanges } = context.say;
        if (!yes) {
          const { slots } = await getExistingProject(id, ports);
          const published = Object.keys(slots).length;
          throw new RefusedError((say) => say.projectChanges.needsYes(id, published));
        }
        const showProgress = createShowProgress(context);
        let audiences = 0;
        const goOn = (): string => projectChanges.partlyDeleted(id, audiences);
        await interruptible(context, goOn, async () => {
          await deleteProject(id, {
            ...ports,
            onProgress: (deleted) => {
              audiences = deleted;
              showProgress({ done: deleted, tell: context.say.common.progress.audiencesDeleted });
            },
          });
        });
        output.progress('');
        await output.result({ project: id, deleted: true, audiences }, () =>
          [
            projectChanges.deleted(id, audiences),
            projectChanges.usersStay(id),
            projectChanges.filesStay,
          ].join('\n'),
        );
      });
    });
};
