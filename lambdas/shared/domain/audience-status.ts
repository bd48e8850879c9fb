/**
 * - `importing`: an import runs, or a message for the file as it is now is on its way, or the file waits
 *   for its first import
 * - `deleted`: an operator deleted it, and its file was not imported again; no list shows it
 * - `source-missing`: the file is gone; the last members stay
 * - `being-written`: the file has zero bytes, and is not 30 minutes old; what was published before stays
 * - `held`: a version waits for an operator to approve or discard it; readers see the one before, if there is one
 * - `rejected`, `failed`: so ended the import of the file as it is now; what was published before stays. `rejected` is also a
 *   first version that was held, and that nobody wanted
 * - `stale`: ready, and the file has not changed for longer than is expected
 * - `ready`: none of these; readers see what the figures say
 */
export const audienceStatuses = [
  'importing',
  'deleted',
  'source-missing',
  'being-written',
  'rejected',
  'failed',
  'held',
  'stale',
  'ready',
] as const;
export type AudienceStatus = (typeof audienceStatuses)[number];
