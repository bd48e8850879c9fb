import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { z } from 'zod';

const execute = promisify(execFile);

export interface Program {
  /** a bundle */
  path: string;
  arguments?: readonly string[];
  environment: Readonly<Record<string, string>>;
}

/** Runs a contestant in a process of its own. @returns what it printed last, as JSON */
export const runProgram = async <T>(program: Program, schema: z.ZodType<T>): Promise<T> => {
  const { stdout } = await execute(process.execPath, [program.path, ...(program.arguments ?? [])], {
    env: { ...program.environment, PATH: process.env.PATH },
    maxBuffer: 2 ** 26,
  });
  return schema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
};
