import type { Command } from 'commander';
import {
  type AudienceView,
  isListed,
  viewAudience,
  viewAudienceDetails,
} from '../../../lambdas/shared/domain/audience-view.ts';
import { addAudienceChanges } from './audience-changes.ts';
import type { OnStack } from '../context.ts';
import { describeAudience } from './describe-audience.ts';
import { describeAudiences } from './describe-audiences.ts';
import { exitCodes } from '../errors.ts';
import { getExistingAudience } from './get-existing-audience.ts';
import { getExistingProject } from '../project/get-existing-project.ts';
import { describeNothing, viewIgnored } from '../project/ignored-objects.ts';
import { addMembersCommand } from './members.ts';
import { openAudience } from './open-audience.ts';
import { takeAll } from '../../../lambdas/shared/adapters/take-all.ts';
import { addWhichCommand } from './which.ts';

export const addAudienceCommands = (program: Command, onStack: OnStack): void => {
  const audience = program.command('audience');

  audience
    .command('list')
    .argument('<project>')
    .action(async (projectId: string) => {
      await onStack(async ({ ports, output, say }) => {
        await getExistingProject(projectId, ports);
        const views: AudienceView[] = [];
        const unread = await takeAll(ports.listAudienceItems(projectId), (item) => {
          if (isListed(item)) views.push(viewAudience(item, ports.serviceNow()));
        });
        const ignored =
          views.length === 0 ? viewIgnored(await ports.getIgnored(projectId)) : undefined;
        await output.result(views, (page) =>
          ignored
            ? describeNothing(projectId, ignored, say)
            : describeAudiences(projectId, views, page, say),
        );
        if (unread) throw unread;
      });
    });

  audience
    .command('show')
    .argument('<project>')
    .argument('<name>')
    .action(async (projectId: string, name: string) => {
      await onStack(async ({ ports, output, say }) => {
        const item = await getExistingAudience(projectId, name, ports);
        const details = viewAudienceDetails(item, ports.serviceNow());
        await output.result(details, (page) => describeAudience(details, page, say, item.outcome));
      });
    });

  addMembersCommand(audience, onStack);

  audience
    .command('contains')
    .argument('<project>')
    .argument('<name>')
    .argument('<id>')
    .action(async (projectId: string, name: string, id: string) => {
      await onStack(async ({ ports, output, say, exitWith }) => {
        const snapshot = await openAudience(projectId, { name }, ports);
        const contains = await snapshot.contains(id);
        if (!contains) exitWith(exitCodes.failed);
        await output.result(
          { project: projectId, name, version: snapshot.version, id, contains },
          () => (contains ? say.common.yes : say.common.no),
        );
      }, exitCodes.couldNotTell);
    });

  addWhichCommand(audience, onStack);
  addAudienceChanges(audience, onStack);
};
