import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { ImportMessage } from '../../lambdas/shared/contract.ts';
import type { Loopback } from '../loopback/start-loopback.ts';
import { bundleProgram } from '../support/bundle-program.ts';
import { contestantEnvironment } from '../support/contestant-environment.ts';
import { runProgram } from '../support/run-program.ts';

const program = fileURLToPath(new URL('../import/import-program.ts', import.meta.url));

const resultSchema = z.object({
  ms: z.number(),
  cpuMs: z.number(),
  peakRssMb: z.number(),
  result: z.string(),
});
export type ImporterRun = z.infer<typeof resultSchema>;

/** One delivery of one message to an importer in a process of its own, as ten are that Lambda starts at once. */
export const createRunImporter = async (
  directory: string,
  { endpoints }: Loopback,
): Promise<(message: ImportMessage) => Promise<ImporterRun>> => {
  const path = await bundleProgram(program, directory);
  const environment = contestantEnvironment(endpoints);
  return (message) =>
    runProgram({ path, arguments: [JSON.stringify(message)], environment }, resultSchema);
};
