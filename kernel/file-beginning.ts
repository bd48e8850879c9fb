import type { Evidence } from './errors.ts';
import { textOf } from './text-of.ts';

const mostBytes = 2048;
const mark = '\ufeff';
const candidates = [';', '\t', '|', ','];

/** Keeps the first bytes of a file as they came: reading changes them in place. */
export class FileBeginning {
  readonly #delimiter: string;
  readonly #bytes = Buffer.alloc(mostBytes);
  #length = 0;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  add(bytes: Uint8Array): void {
    const room = mostBytes - this.#length;
    if (room === 0) return;
    this.#bytes.set(bytes.subarray(0, room), this.#length);
    this.#length += Math.min(room, bytes.length);
  }

  look(): Pick<Evidence, 'firstRow' | 'columns' | 'otherDelimiter'> {
    const rows = this.#rows();
    const [firstRow = ''] = rows;
    // Of the last one there may be more.
    const whole = rows.length > 1 && this.#length === mostBytes ? rows.slice(0, -1) : rows;
    const filled = whole.filter((row) => row !== '' && !/^"?sep=.?"?$/i.test(row));
    const [names = ''] = filled;
    return {
      firstRow,
      columns: columnsOf(names, this.#delimiter),
      otherDelimiter: candidates.find(
        (candidate) => candidate !== this.#delimiter && comesInAll(candidate, filled),
      ),
    };
  }

  /** As far as they can be told by their ends. */
  #rows(): string[] {
    return textOf(this.#bytes.subarray(0, this.#length))
      .split(/\r\n|\r|\n/)
      .map((row) => (row.startsWith(mark) ? row.slice(mark.length) : row));
  }
}

const comesInAll = (character: string, rows: readonly string[]): boolean => {
  const [times = 0, ...others] = rows.map((row) => row.split(character).length - 1);
  return times > 0 && others.every((other) => other === times);
};

/** For people: of rows that break a rule, too. */
const columnsOf = (row: string, delimiter: string): string[] => {
  const columns: string[] = [];
  for (let rest = row; ;) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
    const end = rest.indexOf(delimiter, quoted?.[0].length ?? 0);
    const text = end === -1 ? rest : rest.slice(0, end);
    columns.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : text);
    if (end === -1) return columns;
    rest = rest.slice(end + delimiter.length);
  }
};
