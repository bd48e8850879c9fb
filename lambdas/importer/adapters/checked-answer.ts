import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
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
 * Reads the body of an answer of DynamoDB, and compares it with the checksum that comes with it, which the SDK does not.
 *
 * @returns the answer, and its body in pieces; undefined for one that says no
 * @throws DamagedAnswerError, BodyStalledError
 */
export const readChecked = async (
  response: unknown,
  watch: StallWatch,
): Promise<{ answer: object; pieces: readonly Buffer[] } | undefined> => {
  const { data: answer } = answerSchema.safeParse(response);
  if (answer?.statusCode !== 200) return undefined;
  const pieces: Buffer[] = [];
  for await (const piece of streamBody(answer.body, watch)) pieces.push(piece);
  checkSum(pieces, answer.headers['x-amz-crc32']);
  return { answer, pieces };
};

const checkSum = (pieces: readonly Buffer[], expected: string | undefined): void => {
  if (expected === undefined) return;
  const actual = pieces.reduce((sum, piece) => crc32(piece, sum), 0);
  if (actual !== Number(expected))
    throw new DamagedAnswerError(`an answer has checksum ${actual} and not ${expected}`);
};
