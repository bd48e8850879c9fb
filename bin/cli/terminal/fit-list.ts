import type { Page } from './page.ts';
import { type Cell, gap, textOf, toList } from './table.ts';
import { widthOf } from './width-of.ts';
import { wrapText } from './wrap-text.ts';

/** Columns of a value beside its label. With fewer, the terminal breaks the line wherever that is. */
const leastBeside = 20;

/** One line for each property, and as many as it takes on a terminal: lines end between words. */
export const fitList = (
  { width }: Pick<Page, 'width'>,
  properties: readonly (readonly [string, Cell])[],
): string => {
  const labels = properties.reduce((most, [label]) => Math.max(most, widthOf(label)), 0);
  const beside = width === undefined ? 0 : width - labels - gap;
  if (beside < leastBeside) return toList(properties);
  return toList(
    properties.flatMap(([label, value]) => {
      if (widthOf(textOf(value)) <= beside) return [[label, value] as const];
      const [first = '', ...others] = wrapText(textOf(value), beside).split('\n');
      return [[label, first] as const, ...others.map((line) => ['', line] as const)];
    }),
  );
};
