import type { LocalStack } from './local-stack.ts';

/** Says one line, or a few, to the person at the terminal. */
export type Print = (text: string) => void;

export const describeReady = (
  { endpoints }: LocalStack,
  folders: { bucketFolder: string; logFolder: string },
  print: Print,
): void => {
  print(`The stack is up: ${endpoints.lambda}`);
  print(`  bucket    ${folders.bucketFolder} (drop files into <project path>/)`);
  print(`  mails     ${endpoints.ses}`);
  print(`  logs      ${folders.logFolder}`);
  print(`  services  s3 ${endpoints.s3}  dynamodb ${endpoints.dynamodb}  sqs ${endpoints.sqs}`);
};
