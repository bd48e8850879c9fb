import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { RunMailer } from '../scan/wait-for-mails.ts';
import { invokeFunction } from './invoke-function.ts';

/** @throws RefusedError with what the mailer says of its failure */
export const createRunMailer =
  (lambda: LambdaClient, functionName: string): RunMailer =>
  async () => {
    await invokeFunction(lambda, functionName, 'send-mails');
  };
