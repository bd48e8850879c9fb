/** Knows up to which line all is written, while several groups are written side by side. */
export class WrittenUpTo {
  readonly #begun: { line: number; open: number; isRead: boolean }[] = [];
  readonly #lineOf = new Map<readonly string[], { open: number }>();

  /** Line of the first row that may not be written; undefined: all that was read is. */
  get line(): number | undefined {
    return this.#begun.find(({ open, isRead }) => open > 0 || !isRead)?.line;
  }

  /** Rows from this line on are read; those before them are all handed out. */
  begin(line: number): void {
    this.end();
    while (this.#begun[0]?.open === 0) this.#begun.shift();
    this.#begun.push({ line, open: 0, isRead: false });
  }

  /** A group of the rows that are read is about to be written. */
  handOut(group: readonly string[]): void {
    const rows = this.#begun.at(-1);
    if (!rows) throw new Error('no rows are read');
    rows.open += 1;
    this.#lineOf.set(group, rows);
  }

  written(group: readonly string[]): void {
    const rows = this.#lineOf.get(group);
    if (rows) rows.open -= 1;
    this.#lineOf.delete(group);
  }

  /** All rows are handed out. */
  end(): void {
    const last = this.#begun.at(-1);
    if (last) last.isRead = true;
  }
}
