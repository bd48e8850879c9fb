import type { Command } from 'commander';
import { z } from 'zod';
import { audienceNameOf, fileNameOf } from '../../lambdas/shared/domain/file-name.ts';
import type { ImportRecord } from '../../lambdas/shared/domain/import-record.ts';
import { toIso } from '../../lambdas/shared/domain/to-iso.ts';
import { parsedBy, wholeNumber } from './arguments.ts';
import type { OnStack } from './context.ts';
import { getExistingProject } from './get-existing-project.ts';
import { readAudienceHistory, readProjectHistory } from './import-history.ts';
import { viewImport } from './import-view.ts';
import { toTable } from './table.ts';

const optionsSchema = z.object({ limit: z.number() });

const defaultLimit = 50;

export const addImportCommands = (program: Command, onStack: OnStack): void => {
  const imports = program.command('import').description('imports of files');

  imports
    .command('history')
    .description('the last imports of a project or of one audience, newest first')
    .argument('<project>')
    .argument('[name]', 'the name of the file without .csv')
    .option(
      '--limit <number>',
      'how many at most',
      parsedBy(wholeNumber.pipe(z.number().min(1, 'at least 1'))),
      defaultLimit,
    )
    .action(async (projectId: string, name: string | undefined, options: unknown) => {
      const { limit } = optionsSchema.parse(options);
      await onStack(async ({ ports, output }) => {
        await getExistingProject(projectId, ports);
        const records =
          name === undefined
            ? await readProjectHistory(projectId, limit, ports)
            : await readAudienceHistory(projectId, fileNameOf(name), limit, ports);
        await output.result(records.map(viewImport), () => describe(projectId, records));
      });
    });
};

const describe = (projectId: string, records: readonly ImportRecord[]): string =>
  records.length === 0
    ? 'No import is recorded. Records are kept for a year.'
    : toTable(
        [
          ...[
            'WHEN',
            'AUDIENCE',
            'OUTCOME',
            'CAUSE',
            'ROWS',
            'MEMBERS',
            'ADDED',
            'REMOVED',
            'FINDING',
            'SECONDS',
          ],
          ...['READ UNITS', 'WRITE UNITS'],
        ],
        records.map((record) => [
          toIso(record.startedAt),
          audienceNameOf(record.audience.slice(projectId.length + 1)),
          record.outcome,
          record.cause ?? null,
          record.counts?.rows ?? null,
          record.counts?.members ?? null,
          record.counts?.added ?? null,
          record.counts?.removed ?? null,
          record.diagnosis?.findings[0]?.kind ?? null,
          (record.endedAt - record.startedAt) / 1000,
          record.readUnits,
          record.writeUnits,
        ]),
      );
