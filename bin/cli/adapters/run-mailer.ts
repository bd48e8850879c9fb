import { type LambdaClient, TooManyRequestsException } from '@aws-sdk/client-lambda';
import type { RunMailer } from '../wait-for-mails.ts';
import { invokeFunction } from './invoke-function.ts';

/** @throws RefusedError with what the mailer says of its failure */
export const createRunMailer =
  (lambda: LambdaClient, functionName: string): RunMailer =>
  async () => {
    try {
      await invokeFunction(lambda, functionName, 'Sending mails');
    } catch (error) {
      // One runs at a time: its rule was faster, and it sends the same mails.
      if (!(error instanceof TooManyRequestsException)) throw error;
    }
  };
