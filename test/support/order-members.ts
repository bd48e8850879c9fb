import { createHash } from 'node:crypto';
import { hashId } from './hash-id.ts';
import type { OrderedMembers } from '../../lambdas/shared/membership/ordered-members.ts';

/** Members in the order of docs/membership-format.md, by another way than the kernel's. */
export const orderMembers = (members: readonly string[]): OrderedMembers & { ids: string[] } => {
  const hashed = members.map((id) => ({ id, hash: hashId(id) }));
  hashed.sort((one, other) => {
    if (one.hash !== other.hash) return one.hash < other.hash ? -1 : 1;
    return Buffer.compare(Buffer.from(one.id), Buffer.from(other.id));
  });
  return membersWith(hashed);
};

/** Members that are said to have these hashes. */
export const membersWith = (
  hashed: readonly { id: string; hash: bigint }[],
): OrderedMembers & { ids: string[] } => {
  const ids = hashed.map(({ id }) => id);
  return {
    ids,
    count: ids.length,
    longest: ids.reduce((most, id) => Math.max(most, Buffer.byteLength(id)), 0),
    tagOf: (index) => Number(hashed[index]!.hash >> 32n),
    readLines: (from, to) => ids.slice(from, to).map((id) => Buffer.from(`${id}\n`)),
  };
};

/** Hex SHA-256 of the IDs in this order, each followed by LF. */
export const digestIds = (ids: readonly string[]): string =>
  createHash('sha256')
    .update(ids.map((id) => `${id}\n`).join(''))
    .digest('hex');
