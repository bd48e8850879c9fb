import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { env, scanSummarySchema, scannerNodeOptions } from '../../lambdas/shared/contract.ts';
import { bundleProgram } from '../support/bundle-program.ts';
import { contestantEnvironment } from '../support/contestant-environment.ts';
import { runProgram } from '../support/run-program.ts';
import type { ScanSize } from './paged-projects.ts';
import { startPagedAws } from './start-paged-aws.ts';

const program = fileURLToPath(new URL('./scan-program.ts', import.meta.url));

const resultSchema = z.object({
  ms: z.number(),
  summary: scanSummarySchema,
  peakRssMb: z.number(),
});

export interface ScanRun {
  ms: number;
  peakRssMb: number;
  /** files */
  seen: number;
  changed: number;
  /** by the scanner's word, and by the queue's */
  sent: number;
  received: number;
}

export type RunScan = (size: ScanSize) => Promise<ScanRun>;

/**
 * Runs the scanner with the memory options of the stack in a process of its own.
 *
 * @param directory for its bundle
 */
export const createRunScan = async (directory: string): Promise<RunScan> => {
  const path = await bundleProgram(program, directory);
  return async (size) => {
    const aws = await startPagedAws(size);
    try {
      const { ms, peakRssMb, summary } = await runProgram(
        {
          path,
          environment: {
            ...contestantEnvironment({ s3: aws.url, dynamodb: aws.url }),
            AWS_ENDPOINT_URL_SQS: aws.url,
            [env.importQueueUrl]: `${aws.url}/000000000000/imports`,
            NODE_OPTIONS: scannerNodeOptions,
          },
        },
        resultSchema,
      );
      const sum = (field: 'seen' | 'changed' | 'sent'): number =>
        summary.projects.reduce((total, project) => total + project[field], 0);
      return {
        ms,
        peakRssMb,
        seen: sum('seen'),
        changed: sum('changed'),
        sent: sum('sent'),
        received: aws.sent(),
      };
    } finally {
      await aws.close();
    }
  };
};
