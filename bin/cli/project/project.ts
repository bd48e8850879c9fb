import type { Command } from 'commander';
import { z } from 'zod';
import { maxAudienceLimit, projectIdSchema } from '../../../lambdas/shared/contract.ts';
import type { GuardSettings } from '../../../lambdas/shared/domain/guard.ts';
import {
  type Project,
  projectPathSchema,
  projectSchema,
} from '../../../lambdas/shared/domain/project.ts';
import {
  languageNames,
  languages,
  languageSchema,
} from '../../../lambdas/shared/texts/language.ts';
import { collectedBy, email, parsedBy, wholeNumberFrom, wordOf } from '../arguments/arguments.ts';
import type { OnStack } from '../context.ts';
import { addExpectOptions, readExpectOptions } from './expect-options.ts';
import { getExistingProject } from './get-existing-project.ts';
import { addGuardOptions, readGuardOptions } from '../audience/guard-options.ts';
import { describeIgnoredObjects, viewIgnored } from './ignored-objects.ts';
import { describeHeldAudiences, findHeldAudiences } from '../audience/held-audiences.ts';
import { addProjectChanges } from './project-changes.ts';
import { type ProjectView, viewProject } from './project-view.ts';
import { putProject } from './put-project.ts';
import { describeRematchCost, rematchCostOf } from './rematch-cost.ts';
import { addRematchOptions, readRematchOptions } from './rematch-options.ts';
import type { StackPorts } from '../stack/stack-ports.ts';
import { addReadingOptions, describeReading, readReadingOptions } from './reading-options.ts';
import { describeRefusedAddresses, viewRefusedAddresses } from './refused-addresses.ts';
import { addMailOptions, readMailOptions } from './mail-options.ts';
import { addReportOptions, readReportOptions } from './report-options.ts';
import type { CliTexts } from '../texts/texts.ts';
import { type Column, fitTable } from '../terminal/fit-table.ts';
import { fitList } from '../terminal/fit-list.ts';
import type { Page } from '../terminal/page.ts';
import { takeAll } from '../../../lambdas/shared/adapters/take-all.ts';
import { describeUsersRead, viewUsersRead } from '../users/users-read.ts';
import { addUsersSourceOptions, readUsersSourceOptions } from './users-source-options.ts';

const settingsSchema = projectSchema
  .pick({ path: true, adminEmails: true, audienceLimit: true })
  .partial();

const putOptionsSchema = z
  .object({
    adminEmail: settingsSchema.shape.adminEmails,
    audienceLimit: settingsSchema.shape.audienceLimit,
    path: settingsSchema.shape.path,
    language: languageSchema.optional(),
  })
  // What is not given must be absent, so that it is left alone.
  .transform(({ adminEmail, audienceLimit, path, language }) => ({
    ...(adminEmail && { adminEmails: adminEmail }),
    ...(audienceLimit !== undefined && { audienceLimit }),
    ...(path !== undefined && { path }),
    ...(language && { language }),
  }));

export const addProjectCommands = (program: Command, onStack: OnStack): void => {
  const project = program.command('project');

  const put = project
    .command('put')
    .argument('<id>', '', parsedBy({ schema: projectIdSchema, hasToBe: (say) => say.projectId }))
    .option('--admin-email <address>', '', collectedBy(email))
    .option('--audience-limit <number>', '', parsedBy(wholeNumberFrom(0, maxAudienceLimit)))
    .option(
      '--path <path>',
      '',
      parsedBy({ schema: projectPathSchema, hasToBe: (say) => say.path }),
    )
    .option('--language <language>', '', parsedBy(wordOf(languages)));
  addMailOptions(
    addReportOptions(
      addExpectOptions(
        addRematchOptions(
          addGuardOptions(addReadingOptions(addUsersSourceOptions(put)), 'project'),
        ),
      ),
    ),
  );
  put.action(async (id: string, options: unknown) => {
    const usersSource = readUsersSourceOptions(options);
    const given = {
      ...putOptionsSchema.parse(options),
      ...(usersSource && { usersSource }),
      ...readGuardOptions(options),
      ...readReadingOptions(options),
      ...readRematchOptions(options),
      ...readExpectOptions(options),
      ...readReportOptions(options),
      ...readMailOptions(options),
    };
    await onStack(async ({ ports, output, say }) => {
      const done = await putProject(id, given, {
        ...ports,
        warn: (tell) => {
          output.note(tell(say));
        },
      });
      const stored = await getExistingProject(id, ports);
      const view = viewProject(stored);
      if (typeof given.rematchHours === 'number')
        output.note(await costOfRematch(stored, given.rematchHours, ports, say));
      await output.result(
        view,
        (page) => `${say.project.done(id, done)}\n${describe(view, page, say)}`,
      );
    });
  });

  project.command('list').action(async () => {
    await onStack(async ({ ports, output, say }) => {
      const views: ProjectView[] = [];
      const unread = await takeAll(ports.listProjects(), (each) => {
        if (each.deletedAt === undefined) views.push(viewProject(each));
      });
      views.sort((one, other) => (one.project < other.project ? -1 : 1));
      await output.result(views, (page) =>
        views.length === 0
          ? say.project.none
          : fitTable(page, listedColumns(say), views, say.common.allInJson),
      );
      if (unread) throw unread;
    });
  });

  project
    .command('show')
    .argument('<id>')
    .action(async (id: string) => {
      await onStack(async ({ ports, output, say }) => {
        const stored = await getExistingProject(id, ports);
        const view = viewProject(stored);
        const usersRead = viewUsersRead(stored, await ports.getUsersReadings(id));
        const unreached = await ports.getUnreached(id);
        const refusedAddresses = viewRefusedAddresses(unreached, view.adminEmails);
        const ignored = viewIgnored(await ports.getIgnored(id));
        const held = await findHeldAudiences(id, ports);
        await output.result({ ...view, usersRead, held, refusedAddresses, ...ignored }, (page) =>
          [
            ...[describe(view, page, say), describeUsersRead(usersRead, say)],
            describeHeldAudiences(held, say),
            describeRefusedAddresses(refusedAddresses, say),
            ...describeIgnoredObjects(ignored, view.path, page, say),
          ]
            .filter((part) => part !== '')
            .join('\n')
            .trimEnd(),
        );
      });
    });

  addProjectChanges(project, onStack);
};

const costOfRematch = async (
  project: Project,
  hours: number,
  { getUsersReadings, region }: Pick<StackPorts, 'getUsersReadings' | 'region'>,
  say: CliTexts,
): Promise<string> => {
  const usersRead = viewUsersRead(project, await getUsersReadings(project.projectId));
  const audiences = Object.keys(project.slots).length;
  return describeRematchCost(
    hours,
    rematchCostOf(hours, audiences, usersRead, await region()),
    say,
  );
};

const listedColumns = (say: CliTexts): Column<ProjectView>[] => {
  const { headings } = say.project;
  return [
    { head: headings.project, of: ({ project }) => project, cutTo: 24 },
    { head: headings.path, of: ({ path }) => path, cutTo: 24 },
    { head: headings.audiences, of: ({ slotsTaken }) => slotsTaken },
    { head: headings.limit, of: ({ audienceLimit }) => audienceLimit },
    { head: headings.paused, of: ({ paused }) => truth(paused, say) },
  ];
};

const truth = (value: boolean, { common }: CliTexts): string => (value ? common.yes : common.no);

const describe = (view: ProjectView, page: Page, say: CliTexts): string => {
  const { labels, ...texts } = say.project;
  return fitList(page, [
    [labels.project, view.project],
    [labels.path, view.path],
    [labels.administrators, view.adminEmails.join(', ')],
    [labels.audiences, texts.audiences(view.slotsTaken, view.audienceLimit)],
    [labels.paused, truth(view.paused, say)],
    [labels.users, view.usersSource ? texts.usersSource(view.usersSource) : texts.ownUsersTable],
    [labels.holds, texts.holds(guardOf(view))],
    [labels.files, describeReading(view, say)],
    [
      labels.usersMatched,
      view.rematchHours === null ? texts.matchedWhenChanged : texts.matchedEvery(view.rematchHours),
    ],
    [labels.filesChange, texts.expected(view.expectEveryHours)],
    [labels.reports, view.unregisteredReports ? texts.allReported : texts.noneReported],
    [labels.language, languageNames[view.language]],
    [labels.mails, view.mailOnSuccess ? texts.allMailed : texts.troubleMailed],
    [labels.digest, texts.digest(view.dailyDigestHour)],
  ]);
};

const guardOf = ({ holdWhenEmpty, holdFirst, ...view }: ProjectView): GuardSettings => ({
  holdWhenEmpty,
  holdFirst,
  maxShrink: view.maxShrink ?? undefined,
  minMembers: view.minMembers ?? undefined,
  maxGrowth: view.maxGrowth ?? undefined,
});
