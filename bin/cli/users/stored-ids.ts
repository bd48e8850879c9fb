/** UTF-8 has no such byte, and an ID may contain any other. */
const terminator = 0xff;
const terminated = Buffer.from([terminator]);

/** Many IDs, held as the bytes that they have. */
export class StoredIds {
  readonly #pieces: Buffer[] = [];
  #count = 0;
  #bytes = 0;

  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(ids: readonly string[]): void {
    if (ids.length === 0) return;
    const piece = Buffer.concat(ids.flatMap((id) => [Buffer.from(id), terminated]));
    this.#pieces.push(piece);
    this.#count += ids.length;
    this.#bytes += piece.length;
  }

  *groups(size: number): Generator<string[]> {
    let group: string[] = [];
    for (const piece of this.#pieces) {
      let from = 0;
      for (let end = piece.indexOf(terminator); end !== -1; end = piece.indexOf(terminator, from)) {
        group.push(piece.toString('utf8', from, end));
        from = end + 1;
        if (group.length < size) continue;
        yield group;
        group = [];
      }
    }
    if (group.length > 0) yield group;
  }
}
