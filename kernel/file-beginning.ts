import { textOf } from './text-of.ts';

const lineEnd = /[\r\n]/;
const mark = '\ufeff';

/** Keeps the first bytes of a file as they came: reading changes them in place. */
export class FileBeginning {
  readonly #bytes = Buffer.alloc(1024);
  #length = 0;

  add(bytes: Uint8Array): void {
    const room = this.#bytes.length - this.#length;
    if (room === 0) return;
    this.#bytes.set(bytes.subarray(0, room), this.#length);
    this.#length += Math.min(room, bytes.length);
  }

  /** The first row, or as much of it as was kept, without its end. */
  get firstRow(): string {
    const text = textOf(this.#bytes.subarray(0, this.#length));
    const [row = ''] = text.replace(mark, '').split(lineEnd, 1);
    return row;
  }
}
