import { hashId } from './hash-id.ts';

/** Members in the order of a version: by hash, then by UTF-8 bytes. `hashes[i]` belongs to `ids[i]`. */
export interface OrderedMembers {
  ids: readonly string[];
  hashes: BigUint64Array;
}

export const orderMembers = (members: readonly string[]): OrderedMembers => {
  const hashed = members.map((id) => ({ id, hash: hashId(id) }));
  hashed.sort((one, other) => {
    if (one.hash !== other.hash) return one.hash < other.hash ? -1 : 1;
    return Buffer.compare(Buffer.from(one.id), Buffer.from(other.id));
  });
  return {
    ids: hashed.map(({ id }) => id),
    hashes: BigUint64Array.from(hashed, ({ hash }) => hash),
  };
};
