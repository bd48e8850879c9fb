import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { z } from 'zod';
import { scanSummarySchema } from '../../../lambdas/shared/contract.ts';
import { RefusedError } from '../errors.ts';
import type { RunScanner } from '../wait-for-imports.ts';

/** What Lambda hands over when a function throws or is ended. */
const failureSchema = z.object({ errorMessage: z.string() });

/** @throws RefusedError with what the scanner says of its failure */
export const createRunScanner =
  (lambda: LambdaClient, functionName: string): RunScanner =>
  async () => {
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({ FunctionName: functionName, Payload: '{}' }),
    );
    const answer: unknown = JSON.parse(Payload?.transformToString() ?? 'null');
    if (FunctionError === undefined) return scanSummarySchema.parse(answer);
    const { data } = failureSchema.safeParse(answer);
    throw new RefusedError(
      `The scan failed: ${data?.errorMessage ?? FunctionError}. The log of ${functionName} says more.`,
    );
  };
