import type { MiddlewareStack } from '@smithy/types';
import type { UserMarks } from '../../../kernel/user-marks.ts';
import { checkAnswers } from './checked-answer.ts';
import type { StallWatch } from './stream-body.ts';

const noItems = Buffer.from('[]');

/**
 * Takes the items out of the answer to a Scan or a Query before the SDK parses it, which would cost ten times as much as all
 * else, and gives them to the kernel as they came. What remains, the SDK parses as ever. The page is marked only when its checksum is right; marking it twice does no harm.
 */
export const giveItemsTo = <Input extends object, Output extends object>(
  command: { readonly middlewareStack: MiddlewareStack<Input, Output> },
  file: Pick<UserMarks, 'markPage'>,
  watch: StallWatch,
): void => {
  checkAnswers(command, watch, async (pieces) => withoutItems(pieces, await file.markPage(pieces)));
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
