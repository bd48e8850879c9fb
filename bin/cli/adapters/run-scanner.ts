import type { LambdaClient } from '@aws-sdk/client-lambda';
import { scanSummarySchema } from '../../../lambdas/shared/contract.ts';
import type { RunScanner } from '../scan/wait-for-imports.ts';
import { invokeFunction } from './invoke-function.ts';

/** @throws RefusedError with what the scanner says of its failure */
export const createRunScanner =
  (lambda: LambdaClient, functionName: string): RunScanner =>
  async () =>
    scanSummarySchema.parse(await invokeFunction(lambda, functionName, 'scan'));
