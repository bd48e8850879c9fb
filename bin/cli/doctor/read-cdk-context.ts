import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../error-code.ts';
import { RefusedError } from '../errors.ts';
import type { PlannedSettings } from './ports.ts';

const text = z.string().optional();

const contextSchema = z.object({
  senderEmail: text,
  alarmEmail: text,
  bucketName: text,
  trigger: text,
  usersTables: z
    .union([z.string().transform((list) => list.split(',')), z.array(z.string())])
    .default([])
    .transform((names) => names.map((name) => name.trim()).filter((name) => name !== '')),
});

const fileSchema = z.object({ context: contextSchema.prefault({}) });

/**
 * What the folder's cdk.json and cdk.context.json say of a deployment; the CDK, too, takes the latter before the former. What is given
 * with `-c` is in neither.
 *
 * @throws RefusedError when it cannot be read
 */
export const readCdkContext = async (folder: string): Promise<PlannedSettings> => {
  const [file, ownFile] = [join(folder, 'cdk.json'), join(folder, 'cdk.context.json')];
  const { context } = readAs(fileSchema, await readJson(file), file);
  const own = readAs(z.record(z.string(), z.unknown()), await readJson(ownFile), ownFile);
  return readAs(contextSchema, { ...context, ...own }, ownFile);
};

const readAs = <T>(schema: z.ZodType<T>, value: unknown, file: string): T => {
  const { data, error } = schema.safeParse(value);
  if (error === undefined) return data;
  const problem = z.prettifyError(error);
  throw new RefusedError(({ doctor }) => doctor.contextUnfit(file, problem));
};

const readJson = async (file: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    // The command may be called from anywhere.
    if (codeOf(error) === 'ENOENT') return {};
    if (error instanceof SyntaxError) {
      const { message } = error;
      throw new RefusedError(({ doctor }) => doctor.contextUnfit(file, message));
    }
    throw error;
  }
};
