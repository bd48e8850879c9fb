import type { Command } from 'commander';
import { z } from 'zod';
import { fileNameOf } from '../../../lambdas/shared/domain/file-name.ts';
import { parsedBy, wholeNumberFrom } from '../arguments/arguments.ts';
import type { Context, OnStack } from '../context.ts';
import { getExistingAudience } from '../audience/get-existing-audience.ts';
import { describeHistory } from './describe-history.ts';
import { getExistingProject } from '../project/get-existing-project.ts';
import { viewHistory } from './history-view.ts';
import { readAudienceHistory, readProjectHistory } from './import-history.ts';
import { viewAudience } from '../../../lambdas/shared/domain/audience-view.ts';
import { addValidateCommand } from './validate.ts';

const optionsSchema = z.object({ limit: z.number() });

const defaultLimit = 50;
/** More would not fit into memory. */
const mostRecords = 100_000;

export const addImportCommands = (program: Command, onStack: OnStack): void => {
  const imports = program.command('import');

  imports
    .command('history')
    .argument('<project>')
    .argument('[name]')
    .option('--limit <number>', '', parsedBy(wholeNumberFrom(1, mostRecords)), defaultLimit)
    .action(async (projectId: string, name: string | undefined, options: unknown) => {
      const { limit } = optionsSchema.parse(options);
      await onStack(async ({ ports, output, now, say }) => {
        await getExistingProject(projectId, ports);
        const records =
          name === undefined
            ? await readProjectHistory(projectId, limit, ports)
            : await readAudienceHistory(projectId, fileNameOf(name), limit, ports);
        if (name !== undefined && records.length === 0)
          await getExistingAudience(projectId, name, ports);
        const region = await ports.region();
        const views = await viewHistory(projectId, records, region, ports);
        const rollback =
          name === undefined ? [] : await describeRollback(projectId, name, { ports, now, say });
        await output.result(views, (page) =>
          [describeHistory(views, region, page, say), ...rollback].join('\n'),
        );
      });
    });

  addValidateCommand(imports, onStack);
};

/** No import has made what is live: the rows say nothing of it. */
const describeRollback = async (
  projectId: string,
  name: string,
  { ports, now, say }: Pick<Context, 'ports' | 'now' | 'say'>,
): Promise<string[]> => {
  const item = await ports.getAudienceItem(projectId, fileNameOf(name));
  if (!item) return [];
  const { version, rolledBack } = viewAudience(item, now());
  return rolledBack && version !== null ? [say.imports.rolledBack(version)] : [];
};
