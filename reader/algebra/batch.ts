import type { HashId } from '../../lambdas/shared/membership/hash-id.ts';
import { comesBefore, hashed, type HashedId } from './compare-ids.ts';

/**
 * IDs of one input, in order, from which ranges are taken. To hash an ID costs as much as all else that is done with it, so
 * that is looked for among the others first: where it stands says what comes before it.
 */
export class Batch {
  readonly #ids: readonly string[];
  readonly #hashId: HashId;
  /** of those that were needed */
  readonly #hashed: HashedId[] = [];
  #from = 0;

  /** @param ids at least one */
  constructor(ids: readonly string[], hashId: HashId) {
    this.#ids = ids;
    this.#hashId = hashId;
  }

  get isTaken(): boolean {
    return this.#from === this.#ids.length;
  }

  /** Whether its last ID comes before the other's last one, or is the same. */
  endsWithin(other: Batch): boolean {
    if (this.#last === other.#last || other.#indexOf(this.#last) >= 0) return true;
    if (this.#indexOf(other.#last) >= 0) return false;
    return comesBefore(this.#lastHashed, other.#lastHashed);
  }

  /** Takes the IDs out that come before the other's last one, and that one if it is here. */
  takeWithin(other: Batch): string[] {
    const from = this.#from;
    this.#from = this.#endWithin(other);
    return this.#ids.slice(from, this.#from);
  }

  #endWithin(other: Batch): number {
    if (this.#last === other.#last) return this.#ids.length;
    const found = this.#indexOf(other.#last);
    if (found >= 0) return found + 1;
    let [low, high] = [this.#from, this.#ids.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (comesBefore(this.#hashedAt(middle), other.#lastHashed)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  get #last(): string {
    return this.#ids.at(-1) ?? '';
  }

  get #lastHashed(): HashedId {
    return this.#hashedAt(this.#ids.length - 1);
  }

  #indexOf(id: string): number {
    return this.#ids.indexOf(id, this.#from);
  }

  #hashedAt(index: number): HashedId {
    return (this.#hashed[index] ??= hashed(this.#ids[index] ?? '', this.#hashId));
  }
}
