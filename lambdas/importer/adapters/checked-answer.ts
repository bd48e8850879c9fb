import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { MiddlewareStack } from '@smithy/types';
import { z } from 'zod';
import { AudienceImportError } from '../../shared/errors.ts';
import { type StallWatch, streamBody } from './stream-body.ts';

/** The bytes of an answer are not those that DynamoDB sent. */
export class DamagedAnswerError extends AudienceImportError {
  override readonly name = 'DamagedAnswerError';
  /** Tells the SDK to ask again. */
  readonly $retryable = {};
}

const answerSchema = z.looseObject({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.instanceof(Readable),
});

/**
 * Reads the bodies of a command's answers before the SDK parses them, and compares each with the checksum that comes with it,
 * which the SDK does not. Signing, retries and errors stay the SDK's own; what says no is left to it.
 *
 * @param toBody what the SDK is to parse, in pieces. The command throws DamagedAnswerError or BodyStalledError instead of calling it
 */
export const checkAnswers = <Input extends object, Output extends object>(
  command: { readonly middlewareStack: MiddlewareStack<Input, Output> },
  watch: StallWatch,
  toBody: (pieces: readonly Buffer[]) => Promise<readonly Buffer[]> = (pieces) =>
    Promise.resolve(pieces),
): void => {
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { data: answer } = answerSchema.safeParse(result.response);
      if (answer?.statusCode !== 200) return result;
      const pieces: Buffer[] = [];
      for await (const piece of streamBody(answer.body, watch)) pieces.push(piece);
      checkSum(pieces, answer.headers['x-amz-crc32']);
      return { ...result, response: { ...answer, body: Buffer.concat(await toBody(pieces)) } };
    },
    // Low: next to the connection, before the SDK's own deserializer sees the answer.
    { step: 'deserialize', priority: 'low', name: 'checkAnswers' },
  );
};

const checkSum = (pieces: readonly Buffer[], expected: string | undefined): void => {
  if (expected === undefined) return;
  const actual = pieces.reduce((sum, piece) => crc32(piece, sum), 0);
  if (actual !== Number(expected))
    throw new DamagedAnswerError(`an answer has checksum ${actual} and not ${expected}`);
};
