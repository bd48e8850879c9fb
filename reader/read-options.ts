import { z } from 'zod';
import { InvalidOptionError } from './errors.ts';

/** How a question is asked. */
export interface QuestionOptions {
  /**
   * Reads strongly consistent, at twice the price. Without it, what an eventually consistent read does not find is read again
   * strongly consistent, which is all that an immutable version needs.
   *
   * @default false
   */
  consistent?: boolean | undefined;
  /** Ends the work: what is under way is ended first, and its reason is thrown then. */
  signal?: AbortSignal | undefined;
}

/** How much is read. */
export interface ReadOptions extends QuestionOptions {
  /**
   * Requests under way at the same time, from 1 to 64.
   *
   * @default 8
   */
  parallelism?: number | undefined;
}

/** With what is not given filled in. */
export interface Question {
  consistent: boolean;
  signal?: AbortSignal | undefined;
}
export interface Reading extends Question {
  parallelism: number;
}

const question = {
  consistent: z.boolean().default(false),
  signal: z.instanceof(AbortSignal).optional(),
};
const questionSchema = z.strictObject(question);
const listSchema = z.strictObject({ signal: question.signal });
const readSchema = z.strictObject({
  ...question,
  parallelism: z.int().min(1).max(64).default(8),
});

/** @throws InvalidOptionError naming the option */
export const parseQuestionOptions = (options: QuestionOptions): Question =>
  parse(questionSchema, options);

/** @throws InvalidOptionError naming the option */
export const parseListOptions = (options: Pick<ReadOptions, 'signal'>): Pick<Reading, 'signal'> =>
  parse(listSchema, options);

/** @throws InvalidOptionError naming the option */
export const parseReadOptions = (options: ReadOptions): Reading => parse(readSchema, options);

const parse = <T>(schema: z.ZodType<T>, options: unknown): T => {
  const { data, error } = schema.safeParse(options);
  if (error)
    throw new InvalidOptionError(`these options are not understood: ${z.prettifyError(error)}`, {
      cause: error,
    });
  return data;
};
