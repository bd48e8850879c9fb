/**
 * The share of a file's distinct IDs that belong to registered users, from 0 to 1.
 *
 * @returns undefined where that is not known, or the file has no ID
 */
export const matchRateOf = ({
  members,
  unregistered,
}: { members?: number | undefined; unregistered?: number | undefined } = {}): number | undefined =>
  members === undefined || unregistered === undefined || members + unregistered === 0
    ? undefined
    : members / (members + unregistered);
