/** Ways to say the join in SQL, for `file` and `users`, both with one column `id`. The users' IDs are distinct. */
export const queries = {
  /** The fastest that we found: the hash table is built of the file, and the users are streamed past it. */
  fastest: 'SELECT id FROM users SEMI JOIN file USING (id)',
  plain: 'SELECT DISTINCT id FROM file SEMI JOIN users USING (id)',
  in: 'SELECT id FROM users WHERE id IN (SELECT id FROM file)',
  intersect: 'SELECT id FROM file INTERSECT SELECT id FROM users',
  distinctFirst: 'SELECT id FROM users SEMI JOIN (SELECT DISTINCT id FROM file) USING (id)',
};
