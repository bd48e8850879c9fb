import { type Command, Option } from 'commander';
import { z } from 'zod';
import { countOf } from '../../lambdas/shared/domain/count-of.ts';
import type { Project } from '../../lambdas/shared/domain/project.ts';
import { shellWord } from '../../lambdas/shared/domain/shell-word.ts';
import { parsedBy } from './arguments.ts';
import { changeUsersOfProject, type ProjectChanges } from './change-users-of-project.ts';
import type { OnStack } from './context.ts';
import { RefusedError } from './errors.ts';
import { headerChoices } from './find-header.ts';
import { getExistingProject, noSuchProject } from './get-existing-project.ts';
import { nameSome } from './name-some.ts';
import { columnOrNone, delimiterOrName } from './reading-options.ts';

const optionsSchema = z.object({
  header: z.enum(headerChoices),
  idColumn: z.union([z.string(), z.number()]).optional(),
  delimiter: z.string().optional(),
});

const headerOption = (): Option =>
  new Option(
    '--header <choice>',
    "keep: the first row is an ID; skip: it is not; auto: it is not if it is a column's name",
  )
    .choices(headerChoices)
    .default('auto');

/** Which file it is and how it is read. */
const addFile = (command: Command): Command =>
  command
    .argument('<project>')
    .argument('<file>', 'read as imports read files, also gzip and zstd; - for standard input')
    .addOption(headerOption())
    .option(
      '--id-column <name|number>',
      'which of several columns has the IDs; "none": there is one (default: as the project says)',
      parsedBy(columnOrNone),
    )
    .option(
      '--delimiter <character>',
      'what separates the columns of this file, or "tab" (default: as the project says)',
      parsedBy(delimiterOrName),
    );

export const addUsersCommands = (program: Command, onStack: OnStack): void => {
  const users = program.command('users').description('registered users');

  addFile(users.command('load'))
    .description('register the user IDs of a file; those that are registered already stay')
    .action(async (projectId: string, file: string, options: unknown) => {
      const { header: choice, ...reading } = optionsSchema.parse(options);
      await onStack(async (context) => {
        const { output } = context;
        const project = await getExistingProject(projectId, context.ports);
        refuseOwnTable(project);
        const changes = await changeUsersOfProject(
          project,
          { file, reading, choice, registeredHeader: 'skip' },
          context.ports.putUsers(projectId),
          context,
        );
        const { written, header, isHeaderAUser, missingValues, audiences } = changes;
        await output.result({ loaded: written, ...countsOf(changes) }, () =>
          describe('Loaded', changes),
        );
        if (header !== undefined && isHeaderAUser)
          output.note(
            `Somebody is registered under "${header}", by an earlier load. "audience-import users remove ${projectId} FILE" ` +
              'of a file with this row undoes it.',
          );
        if (missingValues.length > 0) output.note(describeMissingValues(projectId, missingValues));
        if (audiences.incomplete.length > 0)
          output.note(
            'Audiences find those of their IDs that are registered now at their next import: when their file changes, or after ' +
              `"audience-import audience retry ${projectId} NAME". IDs were nobody's in ${nameSome(audiences.incomplete)}.`,
          );
      });
    });

  addFile(users.command('remove'))
    .description('unregister the user IDs of a file; audiences lose them at their next import')
    .action(async (projectId: string, file: string, options: unknown) => {
      const { header: choice, ...reading } = optionsSchema.parse(options);
      await onStack(async (context) => {
        const { output, ports } = context;
        // A deleted project's users stay until somebody removes them.
        const project = await ports.getProject(projectId);
        if (!project) throw noSuchProject(projectId);
        refuseOwnTable(project);
        const changes = await changeUsersOfProject(
          project,
          { file, reading, choice, registeredHeader: choice === 'auto' ? 'keep' : 'skip' },
          ports.deleteUsers(projectId),
          context,
        );
        const { written, audiences } = changes;
        await output.result({ removed: written, ...countsOf(changes) }, () =>
          describe('Removed', changes),
        );
        if (audiences.filled.length > 0)
          output.note(
            'Audiences keep members that are not registered any more until their next import: until their file changes, or ' +
              `"audience-import audience retry ${projectId} NAME" is given. Members are in ${nameSome(audiences.filled)}.`,
          );
      });
    });
};

/** For programs: `lines` = `loaded` or `removed` + `duplicates` + `refused`; the header is not among them. */
const countsOf = ({
  rows,
  refused,
  duplicates,
  header,
}: ProjectChanges): Record<string, number | string | null> => ({
  ...{ lines: rows, refused, duplicates },
  header: header ?? null,
});

const describe = (done: string, { written, rows, duplicates, refused }: ProjectChanges): string =>
  `${done} ${countOf(written, 'user')} of ${countOf(rows, 'row')}; ${duplicates} repeated others, ${refused} were refused.`;

/** There are a few of them, each perhaps in several cases. */
const describeMissingValues = (projectId: string, words: readonly string[]): string =>
  `Registered like any other, though tools write such words where there is no value: ${nameSome(words)}. If they are no users, ` +
  `unregister them: printf '%s\\n' ${words.map(shellWord).join(' ')} | audience-import users remove ${projectId} -`;

const refuseOwnTable = ({ projectId, usersSource }: Project): void => {
  if (usersSource)
    throw new RefusedError(
      `The users of project "${projectId}" are in your table ${usersSource.tableName}, which this command never ` +
        `writes. Change them there, or go back to the stack's own table: ` +
        `"audience-import project put ${projectId} --users-table none".`,
    );
};
