import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { z } from 'zod';
import { RefusedError } from '../errors.ts';

/** What Lambda hands over when a function throws or is ended. */
const failureSchema = z.object({ errorMessage: z.string() });

/**
 * Invokes a function and waits for its answer.
 *
 * @param what it does, for the error
 * @throws RefusedError with what the function says of its failure
 */
export const invokeFunction = async (
  lambda: LambdaClient,
  functionName: string,
  what: 'scan' | 'send-mails',
): Promise<unknown> => {
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: functionName, Payload: '{}' }),
  );
  const text = Payload?.transformToString() ?? '';
  // A function that returns nothing answers nothing, or null.
  const answer: unknown = text === '' ? null : JSON.parse(text);
  if (FunctionError === undefined) return answer;
  const { data } = failureSchema.safeParse(answer);
  const message = data?.errorMessage ?? FunctionError;
  throw new RefusedError(({ stack }) => stack.functionFailed(what, message, functionName));
};
