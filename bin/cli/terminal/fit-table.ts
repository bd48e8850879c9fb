import { cutText } from './cut-text.ts';
import type { Page } from './page.ts';
import { type Cell, gap, textOf, toTable } from './table.ts';
import { widthOf } from './width-of.ts';

/** A column of a table that fits the terminal. */
export interface Column<Row> {
  head: string;
  of: (row: Row) => Cell;
  /** ends at the right although it is no number: one with a unit */
  isFigure?: boolean;
  /** its texts may be cut, but not below so many columns as long as another column may be left out */
  cutTo?: number;
  /** may be left out, those with the highest number first; those with 1 only if it is not enough to cut texts */
  spare?: number;
}

const lastSpare = 1;

/** No text is cut below that. */
const leastWidth = 8;

interface Drawn {
  head: string;
  cells: readonly Cell[];
  width: number;
  isFigure: boolean;
  cutTo: number | undefined;
  spare: number | undefined;
}

/**
 * On a terminal: without the columns that are empty in all rows; if it is still too wide, columns are left out and texts are cut.
 * Elsewhere all of it.
 *
 * @param more where all of it is to be seen: said if anything was cut or left out
 */
export const fitTable = <Row>(
  { width }: Pick<Page, 'width'>,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  more: string,
): string => {
  const all = columns.map((column) => drawn(column, rows));
  if (width === undefined) return draw(all, rows.length);
  const filled = all.filter(({ cells }) => cells.some((cell) => cell !== null));
  const kept = keepWhatFits(filled, width);
  const fitting = cutDown(cutDown(kept, width, comfortable), width, least);
  const text = draw(fitting, rows.length);
  const isWhole =
    kept.length === filled.length &&
    fitting.every(({ width: cut }, column) => cut === kept[column]?.width);
  return isWhole ? text : `${text}\n${more}`;
};

const drawn = <Row>({ head, of, ...column }: Column<Row>, rows: readonly Row[]): Drawn => {
  const cells = rows.map(of);
  return {
    head,
    cells,
    width: cells.reduce<number>(
      (most, cell) => Math.max(most, widthOf(textOf(cell))),
      widthOf(head),
    ),
    isFigure: column.isFigure === true,
    cutTo: column.cutTo,
    spare: column.spare,
  };
};

/** Leaves columns out until the others have room: most of them before a text is cut, the last one after it. */
const keepWhatFits = (columns: readonly Drawn[], width: number): readonly Drawn[] => {
  const spares = columns.flatMap(({ spare }) => spare ?? []);
  const first = spares.reduce((most, spare) => Math.max(most, spare), 0);
  const leastRoom = first > lastSpare ? columns : cutDown(columns, width, comfortable);
  if (first === 0 || widthOfAll(leastRoom) <= width) return columns;
  return keepWhatFits(
    columns.filter(({ spare }) => spare !== first),
    width,
  );
};

type LeastWidth = (column: Drawn) => number;

const comfortable: LeastWidth = ({ head, width, cutTo }) => Math.max(widthOf(head), cutTo ?? width);

const least: LeastWidth = ({ head, width, cutTo }) =>
  cutTo === undefined ? width : Math.max(widthOf(head), leastWidth);

/** Narrows the widest of those that may be cut, until there is room or nothing is left to cut. */
const cutDown = (
  columns: readonly Drawn[],
  width: number,
  leastWidthOf: LeastWidth,
): readonly Drawn[] => {
  const widths = columns.map((column) => column.width);
  for (let tooMuch = widthOfAll(columns) - width; tooMuch > 0; tooMuch -= 1) {
    const [widest] = columns
      .flatMap((column, index) => {
        const size = widths[index] ?? 0;
        return size > leastWidthOf(column) ? [{ index, size }] : [];
      })
      .sort((one, other) => other.size - one.size);
    if (!widest) break;
    widths[widest.index] = widest.size - 1;
  }
  return columns.map((column, index) => ({ ...column, width: widths[index] ?? column.width }));
};

const widthOfAll = (columns: readonly Drawn[]): number =>
  columns.reduce((sum, column) => sum + column.width, gap * (columns.length - 1));

const draw = (columns: readonly Drawn[], rowCount: number): string =>
  toTable(
    columns.map(({ head }) => head),
    Array.from({ length: rowCount }, (_, row) =>
      columns.map(({ cells, width }) => fitCell(cells[row] ?? null, width)),
    ),
    columns.filter(({ isFigure }) => isFigure).map(({ head }) => head),
  );

/** What is cut has no colour: it is a name or a cause. */
const fitCell = (cell: Cell, width: number): Cell =>
  widthOf(textOf(cell)) <= width ? cell : cutText(textOf(cell), width);
