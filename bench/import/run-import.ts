import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { env } from '../../lambdas/shared/contract.ts';
import type { BenchAudience } from '../loopback/bench-audience.ts';
import { tableNames } from '../loopback/names.ts';
import type { Usage } from '../loopback/meter.ts';
import type { Loopback } from '../loopback/start-loopback.ts';
import { bundleProgram } from '../support/bundle-program.ts';
import { contestantEnvironment } from '../support/contestant-environment.ts';
import { runProgram } from '../support/run-program.ts';

const presentProgram = fileURLToPath(new URL('./import-program.ts', import.meta.url));

const resultSchema = z.object({
  ms: z.number(),
  durations: z.object({ read: z.number(), join: z.number(), write: z.number() }),
  cpuMs: z.number(),
  peakRssMb: z.number(),
  result: z.literal('published'),
  counts: z.object({ rows: z.number(), members: z.number() }),
});

export interface ImportRun {
  ms: number;
  /** milliseconds of its parts; the digest lies between the last two */
  durations: { read: number; join: number; write: number };
  /** of the whole process, its start included */
  cpuMs: number;
  peakRssMb: number;
  rows: number;
  members: number;
  /** as the loopback tables counted them */
  usage: Usage;
  digest: string | undefined;
}

export type RunImport = (loopback: Loopback, audience: BenchAudience) => Promise<ImportRun>;

/**
 * @param directory for the bundle of the product
 * @param program `import-program.ts`, here or in another commit
 * @param usersTable the one of the loopback's users tables that it understands
 */
export const createRunImport = async (
  directory: string,
  program = presentProgram,
  usersTable: string = tableNames.users,
): Promise<RunImport> => {
  const path = await bundleProgram(program, directory);
  return async (loopback, audience) => {
    const message = await audience.renew();
    const environment = {
      ...contestantEnvironment(loopback.endpoints),
      [env.usersTable]: usersTable,
    };
    const { counts, ...measured } = await runProgram(
      { path, arguments: [JSON.stringify(message)], environment },
      resultSchema,
    );
    return {
      ...measured,
      ...counts,
      usage: await loopback.usage(),
      digest: await audience.digest(),
    };
  };
};
