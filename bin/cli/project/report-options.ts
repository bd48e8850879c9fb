import type { Command } from 'commander';
import { z } from 'zod';
import type { ProjectSettings } from '../../../lambdas/shared/operators/put-project.ts';
import { onOrOff, parsedBy } from '../arguments/arguments.ts';

/** What is kept of unregistered IDs. */
export const addReportOptions = (command: Command): Command =>
  command.option('--unregistered-reports <on|off>', '', parsedBy(onOrOff));

const optionsSchema = z.object({ unregisteredReports: onOrOff.schema }).partial();

export const readReportOptions = (
  options: unknown,
): Pick<ProjectSettings, 'unregisteredReports'> => {
  const { unregisteredReports } = optionsSchema.parse(options);
  return unregisteredReports === undefined
    ? {}
    : { unregisteredReports: unregisteredReports === 'on' ? true : null };
};
