import { showText } from '../../../lambdas/shared/domain/show-text.ts';

/** Lines of a list with unregistered IDs: nothing in them is obeyed by a terminal. */
export const describeSample = (
  title: string,
  ids: readonly string[],
): (readonly [string, string])[] =>
  ids.map((id, index) => [index === 0 ? title : '', showText(id)]);
