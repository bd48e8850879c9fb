import { createHash } from 'node:crypto';
import type { OrderedMembers } from './ordered-members.ts';

/** Hex SHA-256 of all members in order, each followed by LF. Does not depend on the chunks. */
export const digestMembers = (members: OrderedMembers): string => {
  const hash = createHash('sha256');
  for (const lines of members.readLines(0, members.count)) hash.update(lines);
  return hash.digest('hex');
};
