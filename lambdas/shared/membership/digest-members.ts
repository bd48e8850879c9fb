import { createHash } from 'node:crypto';

const idsPerUpdate = 10_000;

/** Hex SHA-256 of all members in order, each followed by LF. Does not depend on the chunks. */
export const digestMembers = (ids: readonly string[]): string => {
  const hash = createHash('sha256');
  for (let from = 0; from < ids.length; from += idsPerUpdate)
    hash.update(`${ids.slice(from, from + idsPerUpdate).join('\n')}\n`);
  return hash.digest('hex');
};
