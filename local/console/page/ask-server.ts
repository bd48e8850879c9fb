import type { z } from 'zod';

/** The stack has ended, or does not answer as it should. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

/** @throws NoAnswerError */
export const askServer = async <T>(path: string, schema: z.ZodType<T>): Promise<T> => {
  try {
    const response = await fetch(path);
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return schema.parse(await response.json());
  } catch (cause) {
    throw new NoAnswerError(path, { cause });
  }
};
