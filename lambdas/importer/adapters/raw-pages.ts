import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { MiddlewareStack } from '@smithy/types';
import { z } from 'zod';
import type { UserMarks } from '../../../kernel/user-marks.ts';
import { AudienceImportError } from '../../shared/errors.ts';
import { type StallWatch, streamBody } from './stream-body.ts';

/** The bytes of a page are not those that DynamoDB sent. */
export class DamagedPageError extends AudienceImportError {
  override readonly name = 'DamagedPageError';
  /** Tells the SDK to ask again. */
  readonly $retryable = {};
}

const answerSchema = z.looseObject({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.instanceof(Readable),
});

const noItems = Buffer.from('[]');

/**
 * Takes the items out of the answer to a Scan or a Query before the SDK parses it, which would cost ten times as much as all
 * else, and gives them to the kernel as they came. What remains, the SDK parses as ever; signing, retries and errors
 * stay its own. The page is marked only when its checksum is right; marking it twice does no harm.
 */
export const giveItemsTo = <Input extends object, Output extends object>(
  command: { readonly middlewareStack: MiddlewareStack<Input, Output> },
  file: Pick<UserMarks, 'markPage'>,
  watch: StallWatch,
): void => {
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { data: answer } = answerSchema.safeParse(result.response);
      if (answer?.statusCode !== 200) return result;
      const pieces = await collect(streamBody(answer.body, watch));
      checkSum(pieces, answer.headers['x-amz-crc32']);
      const items = await file.markPage(pieces);
      return {
        ...result,
        response: { ...answer, body: Buffer.concat(withoutItems(pieces, items)) },
      };
    },
    // Low: next to the connection, before the SDK's own deserializer sees the answer.
    { step: 'deserialize', priority: 'low', name: 'giveItemsToKernel' },
  );
};

const collect = async (body: AsyncIterable<Buffer>): Promise<Buffer[]> => {
  const pieces: Buffer[] = [];
  for await (const piece of body) pieces.push(piece);
  return pieces;
};

const checkSum = (pieces: readonly Buffer[], expected: string | undefined): void => {
  if (expected === undefined) return;
  const actual = pieces.reduce((sum, piece) => crc32(piece, sum), 0);
  if (actual !== Number(expected))
    throw new DamagedPageError(`a page has checksum ${actual} and not ${expected}`);
};

/** Copies none of the items: they are nearly all of a page. */
const withoutItems = (
  page: readonly Buffer[],
  items: { start: number; end: number } | undefined,
): readonly Buffer[] =>
  items === undefined
    ? page
    : [...sliceOf(page, 0, items.start), noItems, ...sliceOf(page, items.end, Infinity)];

const sliceOf = (pieces: readonly Buffer[], from: number, to: number): Buffer[] => {
  let pieceStart = 0;
  return pieces.map((piece) => {
    const start = pieceStart;
    pieceStart += piece.length;
    return piece.subarray(Math.max(0, from - start), Math.max(0, to - start));
  });
};
