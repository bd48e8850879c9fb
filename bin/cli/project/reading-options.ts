import type { Command } from 'commander';
import { z } from 'zod';
import { escapeName } from '../../../lambdas/shared/domain/escape-name.ts';
import { delimiterSchema, idColumnSchema } from '../../../lambdas/shared/domain/project.ts';
import type { ProjectSettings } from '../../../lambdas/shared/operators/put-project.ts';
import { parsedBy, type Value } from '../arguments/arguments.ts';
import type { ProjectTexts } from '../texts/en/project.ts';
import type { CliTexts } from '../texts/texts.ts';
import type { ProjectView } from './project-view.ts';

type ReadingSettings = Pick<ProjectSettings, 'idColumn' | 'delimiter'>;

const tab = '\t';
const usual = ',';

export const columnOrNone: Value<string | number> = {
  schema: z
    .string()
    .transform((text) => (/^\d+$/.test(text) ? Number(text) : text))
    .pipe(idColumnSchema),
  hasToBe: (say) => say.column,
};
export const delimiterOrName: Value<string> = {
  schema: z
    .string()
    .transform((text) => (text === 'tab' || text === '\\t' ? tab : text))
    .pipe(delimiterSchema),
  hasToBe: (say) => say.delimiter,
};

/** What the project's files look like. */
export const addReadingOptions = (command: Command): Command =>
  command
    .option('--id-column <name|number>', '', parsedBy(columnOrNone))
    .option('--delimiter <character>', '', parsedBy(delimiterOrName));

const optionsSchema = z.object({ idColumn: idColumnSchema, delimiter: z.string() }).partial();

export const readReadingOptions = (options: unknown): ReadingSettings => {
  const { idColumn, delimiter } = optionsSchema.parse(options);
  return {
    ...(idColumn !== undefined && { idColumn: idColumn === 'none' ? null : idColumn }),
    ...(delimiter !== undefined && { delimiter: delimiter === usual ? null : delimiter }),
  };
};

/** One line for a person. */
export const describeReading = (
  { idColumn, delimiter }: Pick<ProjectView, 'idColumn' | 'delimiter'>,
  { project }: CliTexts,
): string => {
  const columns = describeColumn(idColumn, project);
  if (delimiter === usual) return columns;
  return delimiter === tab
    ? project.separatedByTabs(columns)
    : project.separatedBy(columns, escapeName(delimiter));
};

const describeColumn = (idColumn: ProjectView['idColumn'], project: ProjectTexts): string => {
  if (idColumn === null) return project.oneColumn;
  return typeof idColumn === 'number'
    ? project.columnNumber(idColumn)
    : project.columnName(escapeName(idColumn));
};
