import stringWidth from 'string-width';
import { cutText } from './cut-text.ts';
import type { Page } from './page.ts';
import { type Cell, textOf, toTable } from './table.ts';

/** A column of a table that fits the terminal. */
export interface Column<Row> {
  head: string;
  of: (row: Row) => Cell;
  /** ends at the right although it is no number: one with a unit */
  isFigure?: boolean;
  /** its texts may be cut */
  mayBeCut?: boolean;
  /** may be left out, those with the highest number first */
  spare?: number;
}

/** Columns between two columns. */
const gap = 2;
const leastWidth = 8;

/**
 * On a terminal: without the columns that are empty in all rows; if it is still too wide, texts are cut and columns left out. Elsewhere
 * all of it.
 *
 * @param more where all of it is to be seen: said if anything was cut or left out
 */
export const fitTable = <Row>(
  { width }: Pick<Page, 'width'>,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  more: string,
): string => {
  if (width === undefined) return draw(columns, rows);
  const filled = columns.filter(({ of }) => rows.some((row) => of(row) !== null));
  for (let kept = filled; ; kept = withoutLeastNeeded(kept)) {
    const cuts = cutsFor(kept, rows, width);
    const canLeaveOut = kept.some(({ spare }) => spare !== undefined);
    if (cuts === undefined && canLeaveOut) continue;
    const text = draw(kept, rows, cuts);
    return kept.length < filled.length || (cuts?.size ?? 0) > 0 ? `${text}\n${more}` : text;
  }
};

const withoutLeastNeeded = <Row>(columns: readonly Column<Row>[]): Column<Row>[] => {
  const least = Math.max(...columns.map(({ spare = 0 }) => spare));
  return columns.filter(({ spare }) => spare !== least);
};

/** Widths of the columns that have to be cut; undefined if that is not enough. */
const cutsFor = <Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  width: number,
): Map<string, number> | undefined => {
  const widths = new Map(
    columns.map(({ head, of }) => [
      head,
      rows.reduce((most, row) => Math.max(most, stringWidth(textOf(of(row)))), stringWidth(head)),
    ]),
  );
  const cuts = new Map<string, number>();
  let tooMuch = sumOf(widths.values()) + gap * (columns.length - 1) - width;
  while (tooMuch > 0) {
    const [widest] = columns
      .filter(({ mayBeCut }) => mayBeCut === true)
      .map(({ head }) => ({ head, size: widths.get(head) ?? 0 }))
      .filter(({ head, size }) => size > Math.max(leastWidth, stringWidth(head)))
      .sort((one, other) => other.size - one.size);
    if (!widest) return undefined;
    widths.set(widest.head, widest.size - 1);
    cuts.set(widest.head, widest.size - 1);
    tooMuch -= 1;
  }
  return cuts;
};

const sumOf = (numbers: Iterable<number>): number => {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
};

const draw = <Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  cuts: ReadonlyMap<string, number> = new Map(),
): string =>
  toTable(
    columns.map(({ head }) => head),
    rows.map((row) =>
      columns.map(({ head, of }) => {
        const most = cuts.get(head);
        return most === undefined ? of(row) : cutText(textOf(of(row)), most);
      }),
    ),
    columns.filter(({ isFigure }) => isFigure === true).map(({ head }) => head),
  );
