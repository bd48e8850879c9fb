import Table from 'cli-table3';
import { escapeName } from '../../../lambdas/shared/domain/escape-name.ts';
import type { Tone } from '../../../lambdas/shared/domain/tones.ts';
import type { Paint } from './colors.ts';

/** A text with a colour. */
export interface Painted {
  text: string;
  paint: (text: string) => string;
}

export type Cell = string | number | boolean | null | Painted;

/** A state: of one that is neither good nor bad, nothing is painted. */
export const painted = (text: string, tone: Tone | undefined, paint: Paint): Cell =>
  tone === undefined ? text : { text, paint: (shown) => paint(shown, tone) };

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
  const table = new Table({
    chars: noBorders,
    style,
    head: [...head],
    colAligns: head.map((heading, column) =>
      figures.includes(heading) || rows.some((row) => typeof row[column] === 'number')
        ? 'right'
        : 'left',
    ),
  });
  table.push(...rows.map((row) => row.map(toCell)));
  return trimLines(table.toString());
};

/** One line for each property. */
export const toList = (properties: readonly (readonly [string, Cell])[]): string => {
  const table = new Table({ chars: noBorders, style });
  table.push(...properties.map(([name, value]) => [toCell(name), toCell(value)]));
  return trimLines(table.toString());
};

const style = { head: [], border: [], 'padding-left': 0, 'padding-right': 2 };

const noBorders = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right']
    .concat(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'])
    .map((part) => [part, '']),
);

/** Without its colour. */
export const textOf = (value: Cell): string => {
  if (value === null) return '-';
  return escapeName(typeof value === 'object' ? value.text : String(value));
};

const toCell = (value: Cell): string =>
  typeof value === 'object' && value !== null ? value.paint(textOf(value)) : textOf(value);

const trimLines = (text: string): string => text.replace(/ +$/gm, '');
