import { stackOutputs } from '../lambdas/shared/contract.ts';
import { inSeconds } from './steps.ts';
import type { LocalStack } from './local-stack.ts';

/** Says one line, or a few, to the person at the terminal. */
export type Print = (text: string) => void;

export const describeReady = (
  { endpoints, outputs }: LocalStack,
  places: {
    bucketFolder: string;
    logFolder: string;
    endpoint: string | undefined;
    /** milliseconds that it took */
    after: number;
  },
  print: Print,
): void => {
  print(`The stack is up: ${endpoints.lambda} (after ${inSeconds(places.after)})`);
  if (places.endpoint === undefined) {
    print(`  bucket    ${places.bucketFolder} (drop files into <project path>/)`);
    print(`  mails     ${endpoints.ses}`);
  } else print(`  bucket    ${outputs[stackOutputs.bucket] ?? ''} at ${endpoints.s3}`);
  if (endpoints.writer !== undefined)
    print(`  writer    ${endpoints.writer} (s3 as a deployed writer sees it)`);
  print(`  logs      ${places.logFolder}`);
  print(`  services  s3 ${endpoints.s3}  dynamodb ${endpoints.dynamodb}  sqs ${endpoints.sqs}`);
};
