import type { Command } from 'commander';
import { z } from 'zod';
import {
  type AudienceView,
  isListed,
  viewAudience,
  viewAudienceDetails,
} from '../../lambdas/shared/domain/audience-view.ts';
import { findLookAlikes, spellOut } from '../../lambdas/shared/domain/similar-names.ts';
import type { AudienceSnapshot } from '../../reader/index.ts';
import { parsedBy, wholeNumber } from './arguments.ts';
import { addAudienceChanges } from './audience-changes.ts';
import type { OnStack } from './context.ts';
import { describeAudience } from './describe-audience.ts';
import { exitCodes, WrongUsageError } from './errors.ts';
import { getExistingAudience } from './get-existing-audience.ts';
import { getExistingProject } from './get-existing-project.ts';
import { describeNothing, viewIgnored } from './ignored-objects.ts';
import { csvOf, jsonArrayOf, linesOf } from './id-text.ts';
import type { StackPorts } from './stack-ports.ts';
import { toTable } from './table.ts';
import { takeAll } from './take-all.ts';

const membersOptionsSchema = z.object({
  version: z.number().optional(),
  csv: z.boolean().default(false),
});

export const addAudienceCommands = (program: Command, onStack: OnStack): void => {
  const audience = program.command('audience').description('audiences of a project');

  audience
    .command('list')
    .description('all audiences of a project, and files that did not become one')
    .argument('<project>')
    .action(async (projectId: string) => {
      await onStack(async ({ ports, output }) => {
        await getExistingProject(projectId, ports);
        const views: AudienceView[] = [];
        const unread = await takeAll(ports.listAudienceItems(projectId), (item) => {
          if (isListed(item)) views.push(viewAudience(item, ports.serviceNow()));
        });
        const ignored =
          views.length === 0 ? viewIgnored(await ports.getIgnored(projectId)) : undefined;
        await output.result(views, () =>
          ignored ? describeNothing(projectId, ignored) : describeAll(views),
        );
        if (unread) throw unread;
      });
    });

  audience
    .command('show')
    .description('one audience: its file, its versions, how the last import ended')
    .argument('<project>')
    .argument('<name>', 'the name of the file without .csv')
    .action(async (projectId: string, name: string) => {
      await onStack(async ({ ports, output }) => {
        const item = await getExistingAudience(projectId, name, ports);
        const details = viewAudienceDetails(item, ports.serviceNow());
        await output.result(details, () => describeAudience(details));
      });
    });

  audience
    .command('members')
    .description('the IDs of all members of the published version, one a line')
    .argument('<project>')
    .argument('<name>', 'the name of the file without .csv')
    .option(
      '--version <number>',
      'of another version that "audience show" lists as superseded or held',
      parsedBy(wholeNumber),
    )
    .option('--csv', 'as a file that an import reads back as the same members: quoted where needed')
    .action(async (projectId: string, name: string, options: unknown) => {
      const { version, csv } = membersOptionsSchema.parse(options);
      await onStack(async ({ ports, output }) => {
        if (csv && output.isJson) throw new WrongUsageError('Give --csv or --json, not both.');
        const snapshot = await openVersion(projectId, name, version, ports);
        // A deleted project's audiences can be read for a while.
        const project = csv ? await ports.getProject(projectId) : undefined;
        const ids = snapshot.ids();
        if (csv) await output.stream(csvOf(ids, project));
        else await output.stream(output.isJson ? jsonArrayOf(ids) : linesOf(ids));
      });
    });

  audience
    .command('contains')
    .description('is this user a member? exit code 0: yes, 1: no, 3: could not tell')
    .argument('<project>')
    .argument('<name>', 'the name of the file without .csv')
    .argument('<id>', 'exactly as it is registered; after -- if it begins with a dash')
    .action(async (projectId: string, name: string, id: string) => {
      await onStack(async ({ ports, output, exitWith }) => {
        const snapshot = await ports.audienceReader.snapshot(projectId, name);
        const contains = await snapshot.contains(id);
        if (!contains) exitWith(exitCodes.failed);
        await output.result(
          { project: projectId, name, version: snapshot.version, id, contains },
          () => (contains ? 'yes' : 'no'),
        );
      }, exitCodes.couldNotTell);
    });

  addAudienceChanges(audience, onStack);
};

/** What is held, only operators read, and only if they ask for that very version. */
const openVersion = async (
  projectId: string,
  name: string,
  version: number | undefined,
  { audienceReader, openHeld }: Pick<StackPorts, 'audienceReader' | 'openHeld'>,
): Promise<AudienceSnapshot> =>
  version === undefined
    ? audienceReader.snapshot(projectId, name)
    : ((await openHeld(projectId, name, version)) ??
      (await audienceReader.snapshot(projectId, name, { version })));

const describeAll = (views: readonly AudienceView[]): string =>
  [
    describeEach(views),
    ...findLookAlikes(views.map(({ name }) => name)).map(
      (names) => `These names look alike, and are not the same: ${names.map(spellOut).join(', ')}`,
    ),
  ].join('\n');

const describeEach = (views: readonly AudienceView[]): string =>
  toTable(
    ['AUDIENCE', 'STATUS', 'VERSION', 'MEMBERS', 'UNREGISTERED', 'IMPORTED AT', 'CAUSE'],
    views.map((view) => [
      view.name,
      view.status,
      view.version,
      view.members,
      view.unregistered,
      view.importedAt,
      view.cause,
    ]),
  );
