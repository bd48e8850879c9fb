import type { HashId } from '../../lambdas/shared/membership/hash-id.ts';

/** An ID and its hash. */
export interface HashedId {
  id: string;
  hash: bigint;
}

/** Whether an ID comes before another one: by hash, and where two have the same, by their UTF-8 bytes. */
export const comesBefore = (one: HashedId, other: HashedId): boolean =>
  one.hash === other.hash
    ? Buffer.compare(Buffer.from(one.id), Buffer.from(other.id)) < 0
    : one.hash < other.hash;

export const hashed = (id: string, hashId: HashId): HashedId => ({ id, hash: hashId(id) });
