import { escapeName } from '../../../lambdas/shared/domain/escape-name.ts';
import type { Tone } from '../../../lambdas/shared/domain/tones.ts';
import type { Paint } from './colors.ts';
import { isNarrow, widthOf } from './width-of.ts';

/** A text with a colour. */
export interface Painted {
  text: string;
  paint: (text: string) => string;
}

export type Cell = string | number | boolean | null | Painted;

/** A state: of one that is neither good nor bad, nothing is painted. */
export const painted = (text: string, tone: Tone | undefined, paint: Paint): Cell =>
  tone === undefined ? text : { text, paint: (shown) => paint(shown, tone) };

/** Columns between two columns. */
export const gap = 2;

/**
 * Columns under their headings; a null is shown as `-`.
 *
 * @param figures headings of columns that end at the right although they are no numbers: of those with units
 */
export const toTable = (
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  figures: readonly string[] = [],
): string => {
  const isRight = head.map(
    (heading, column) =>
      figures.includes(heading) || rows.some((row) => typeof row[column] === 'number'),
  );
  return draw([head, ...rows], (column) => isRight[column] === true);
};

/** One line for each property. */
export const toList = (properties: readonly (readonly [string, Cell])[]): string =>
  draw(properties, () => false);

/** Of as many lines as there are: no call takes one argument a line. */
const draw = (
  lines: readonly (readonly Cell[])[],
  isRight: (column: number) => boolean,
): string => {
  const widths: number[] = [];
  for (const cells of lines)
    for (const [column, cell] of cells.entries())
      widths[column] = Math.max(widths[column] ?? 0, widthOf(textOf(cell)));
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => {
          const blanks = ' '.repeat((widths[column] ?? 0) - widthOf(textOf(cell)));
          return isRight(column) ? blanks + show(cell) : show(cell) + blanks;
        })
        .join(' '.repeat(gap))
        .trimEnd(),
    )
    .join('\n');
};

/** Without its colour. */
export const textOf = (value: Cell): string => {
  if (value === null) return '-';
  const text = typeof value === 'object' ? value.text : String(value);
  return isNarrow(text) ? text : escapeName(text);
};

const show = (value: Cell): string =>
  typeof value === 'object' && value !== null ? value.paint(textOf(value)) : textOf(value);
