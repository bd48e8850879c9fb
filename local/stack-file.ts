import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { stackOutputs } from '../lambdas/shared/contract.ts';
import { LocalStackError } from './errors.ts';
import type { LocalStack } from './local-stack.ts';

/** `stack.json` in the state folder: how the command and other programs find a stack that is ready. */
export const stackFileSchema = z.object({
  endpoints: z.object({
    s3: z.string(),
    dynamodb: z.string(),
    sqs: z.string(),
    ses: z.string(),
    lambda: z.string(),
    /** with `--as-writer`: of the bucket, for whoever tries out what a writer may do */
    writer: z.string().optional(),
  }),
  /** URL of a page for a person; `/status` below it says what is under way */
  console: z.string(),
  bucket: z.string(),
  queueUrl: z.string(),
  deadLetterQueueUrl: z.string(),
  tables: z.object({
    projects: z.string(),
    audiences: z.string(),
    memberships: z.string(),
    imports: z.string(),
    users: z.string(),
  }),
  /** every output of the template */
  outputs: z.record(z.string(), z.string()),
  pid: z.number(),
});
export type StackFile = z.infer<typeof stackFileSchema>;

const fileName = 'stack.json';

/** @throws LocalStackError if the template lacks an output that the contract names */
export const describeStack = ({ endpoints, outputs }: LocalStack): StackFile => {
  const output = (name: string): string => {
    const value = outputs[name];
    if (value !== undefined) return value;
    throw new LocalStackError(
      `the template has no output ${name}; lib/ creates the outputs that lambdas/shared/contract.ts names`,
    );
  };
  return {
    endpoints,
    console: endpoints.lambda,
    bucket: output(stackOutputs.bucket),
    queueUrl: output(stackOutputs.importQueueUrl),
    deadLetterQueueUrl: output(stackOutputs.deadLetterQueueUrl),
    tables: {
      projects: output(stackOutputs.projectsTable),
      audiences: output(stackOutputs.audiencesTable),
      memberships: output(stackOutputs.membershipsTable),
      imports: output(stackOutputs.importsTable),
      users: output(stackOutputs.usersTable),
    },
    outputs,
    pid: process.pid,
  };
};

/** Appears whole or not at all. */
export const writeStackFile = async (stateFolder: string, stack: StackFile): Promise<void> => {
  const file = join(stateFolder, fileName);
  await writeFile(`${file}.tmp`, `${JSON.stringify(stack, null, 2)}\n`);
  await rename(`${file}.tmp`, file);
};

export const removeStackFile = (stateFolder: string): Promise<void> =>
  rm(join(stateFolder, fileName), { force: true });

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process that may not be signalled is there, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** @throws LocalStackError if a stack that is still running left its file in the folder */
export const refuseSecondStack = async (stateFolder: string): Promise<void> => {
  const file = join(stateFolder, fileName);
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const { success, data } = z.object({ pid: z.number() }).safeParse(JSON.parse(text));
  if (success && isAlive(data.pid))
    throw new LocalStackError(
      `${file} says that a local stack runs as process ${data.pid}. ` +
        `End it with Ctrl-C or "kill ${data.pid}", or start this one beside it with --state DIR. ` +
        `If process ${data.pid} is something else, delete ${file}.`,
    );
};
